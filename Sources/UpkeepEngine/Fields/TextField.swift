import UpkeepSource

/// Text for people.
package struct TextField: ScalarFieldType {
    /// In Unicode scalars, as JSON Schema counts.
    let length: ClosedRange<Int>
    let isMultiline: Bool

    package var placeholder: String { "" }

    package var shape: FieldShape {
        .text(length: length, pattern: nil, name: isMultiline ? "text" : "one line")
    }

    package func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> String? {
        if let plain = plainText(of: node) {
            canonical.write(plain: plain)
            return String(decoding: plain, as: UTF8.self)
        }
        guard let text = read(node, &context) else { return nil }
        canonical.write(text)
        return text
    }

    /// The bytes of a text that is short and plain, and need not be looked at scalar by scalar: nearly every one.
    private func plainText(of node: Node) -> ArraySlice<UInt8>? {
        guard let plain = node.plainASCII, length.contains(plain.count),
            plain.first != UInt8(ascii: " "), plain.last != UInt8(ascii: " ")
        else { return nil }
        return plain
    }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> String? {
        if let plain = plainText(of: node) { return String(decoding: plain, as: UTF8.self) }
        var text = node.text
        if isMultiline { text.trimTrailingSpace() }
        if !isMultiline, text.hasPrefix(" ") || text.hasSuffix(" ") {
            context.report(.spaceAtEnd(node))
            return nil
        }
        if let scalar = text.unicodeScalars.first(where: {
            !$0.isPrintable(inMultilineText: isMultiline)
        }) {
            context.report(.controlCharacter(scalar, isMultiline: isMultiline, at: node))
            return nil
        }
        let count = text.unicodeScalars.count
        guard length.contains(count) else {
            context.report(.wrongLength(count, allowed: length, at: node))
            return nil
        }
        return text
    }
}

extension FieldType where Self == TextField {
    /// One line of a length in Unicode scalars.
    package static func text(_ length: ClosedRange<Int>) -> TextField {
        TextField(length: length, isMultiline: false)
    }

    /// Text of several lines; space at its end does not count.
    package static func multilineText(_ length: ClosedRange<Int>) -> TextField {
        TextField(length: length, isMultiline: true)
    }
}

extension String {
    fileprivate mutating func trimTrailingSpace() {
        while let last = unicodeScalars.last, last == "\n" || last == " " || last == "\t" {
            unicodeScalars.removeLast()
        }
    }
}

extension Unicode.Scalar {
    /// Whether text for people may hold the scalar: no controls, nothing that turns the direction of what follows.
    fileprivate func isPrintable(inMultilineText isMultiline: Bool) -> Bool {
        switch value {
        case 0x0A, 0x09: isMultiline
        case 0..<0x20, 0x7F..<0xA0: false
        case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF,
            0xFFFE, 0xFFFF:
            false
        default: true
        }
    }
}
