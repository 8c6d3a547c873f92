/// Text as a scalar of YAML, in the plainest form that every parser reads as the same text (YAML 1.2, chapter 7).
package enum YAMLScalar {
    /// The scalar on one line: as it is where that is safe, or else between double quotation marks.
    ///
    /// `isInList` says that it stands between brackets, where more means something.
    package static func inline(_ text: String, isInList: Bool = false) -> String {
        isPlain(text, isInList) ? text : quoted(text)
    }

    /// The lines of a literal block; nil for a text that is none, or that would not come back as it was.
    static func block(_ text: String) -> [String]? {
        guard text.contains("\n"), !text.hasPrefix(" "), !text.hasPrefix("\n"),
            !text.hasSuffix("\n"), text.unicodeScalars.allSatisfy(isShown)
        else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // Space that nobody sees is lost by editors.
        return lines.contains { $0.hasSuffix(" ") } ? nil : lines.map(String.init)
    }

    /// Whether nothing in the text means anything to a parser, of this version of YAML or an earlier one.
    private static func isPlain(_ text: String, _ isInList: Bool) -> Bool {
        guard let first = text.utf8.first, isWordByte(first), !text.hasSuffix(" ") else {
            return false
        }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if previous == UInt8(ascii: ":"), byte == UInt8(ascii: " ") { return false }
            let isHarmless =
                isWordByte(byte) || " -_./:@+".utf8.contains(byte)
                || !isInList && ",()'&!?%=;".utf8.contains(byte)
            guard isHarmless else { return false }
            previous = byte
        }
        return previous != UInt8(ascii: ":") && !words.contains(text.lowercased())
            && !isNumber(text)
    }

    /// What some version of YAML takes for something else than text.
    private static let words: Set = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ]

    /// Whether a parser could read a number; a date is none to any field.
    private static func isNumber(_ text: String) -> Bool {
        let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("0o")
        let digits = isHexadecimal ? text.dropFirst(2) : text[...]
        let isDate = CivilDate(text) != nil
        return !isDate && digits.contains(where: \.isNumber)
            && digits.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || "+-._:eE".utf8.contains(byte)
                    || isHexadecimal && "abcdfABCDF".utf8.contains(byte)
            }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }

    /// Whether a character may stand in a literal block.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse,
            .surrogate:
            return false
        default: return true
        }
    }

    /// A scalar between double quotation marks (section 7.3.1).
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(Character(scalar))
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where isShown(scalar): quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let (mark, length) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
                quoted +=
                    "\\\(mark)" + String(repeating: "0", count: length - digits.count) + digits
            }
        }
        return quoted + "\""
    }
}
