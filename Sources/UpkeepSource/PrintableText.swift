extension String {
    /// The text with everything visible that a terminal or a CI system would obey: controls, line breaks, characters
    /// that turn the direction of what follows, and the openings of workflow commands.
    ///
    /// A control becomes `\u{1B}`, a line break `\n`. `##[`, `##vso[` and `::` at the start are the commands of GitHub
    /// Actions and Azure Pipelines; a backslash in front takes their power.
    package var printable: String {
        if isPlain { return self }
        var result = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x0A: result += "\\n"
            case 0x09: result += "\\t"
            case 0x0D: result += "\\r"
            default:
                if scalar.isObeyed {
                    result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result.withoutWorkflowCommands
    }

    /// Whether nothing in the text could be obeyed, which is so for nearly every text.
    private var isPlain: Bool {
        let bytes = utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#") { return false }
        }
        return bytes.count < 2 || bytes[0] != UInt8(ascii: ":") || bytes[1] != UInt8(ascii: ":")
    }

    private var withoutWorkflowCommands: String {
        var result = self
        for opening in ["##[", "##vso["] where result.contains(opening) {
            result = result.split(separator: opening, omittingEmptySubsequences: false)
                .joined(separator: "#\\" + opening.dropFirst())
        }
        return result.hasPrefix("::") ? "\\" + result : result
    }
}

extension Unicode.Scalar {
    /// Whether a terminal, an editor or a browser does something at the scalar instead of showing it.
    package var isObeyed: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F:
            value != 0x200C && value != 0x200D
        case 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE007F: true
        default: false
        }
    }
}
