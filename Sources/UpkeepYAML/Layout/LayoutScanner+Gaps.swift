extension LayoutScanner {
    /// Adds what stands between the last piece and an offset.
    mutating func scan(to end: Int, _ role: LayoutPiece.Role = .entry) {
        while position < end {
            let start = position
            switch bytes[start] {
            case UInt8(ascii: "\n"): breakLine()
            case let byte where byte.isWhite: position += 1
            case UInt8(ascii: "#"): addLine(.comment)
            case UInt8(ascii: "%") where start == lineStart: addLine(.directive)
            case UInt8(ascii: "-") where isMarker, UInt8(ascii: ".") where isMarker:
                add(.marker, start..<start + 3, .entry)
            case UInt8(ascii: "&"), UInt8(ascii: "!"), UInt8(ascii: "*"): addProperty(role)
            case let byte:
                guard let kind = LayoutPiece.Kind(indicator: byte) else {
                    isLost = true
                    position = end
                    return
                }
                add(kind, start..<start + 1, kind == .open ? role : .entry)
            }
        }
    }

    /// Adds the anchor and the tag of a scalar, and stops before its text.
    mutating func scanProperties(to end: Int, _ role: LayoutPiece.Role) {
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\n"): breakLine()
            case let byte where byte.isWhite: position += 1
            case UInt8(ascii: "#"): addLine(.comment)
            case UInt8(ascii: "&"), UInt8(ascii: "!"): addProperty(role)
            default: return
            }
        }
    }

    private mutating func breakLine() {
        position += 1
        breaks += 1
        lineStart = position
    }

    /// Adds what goes on to the end of the line.
    private mutating func addLine(_ kind: LayoutPiece.Kind) {
        let lineEnd = bytes.firstIndex(from: position, where: \.isLineBreak)
        let end = bytes[position..<lineEnd].lastIndex { !$0.isWhite } ?? position
        add(kind, position..<end + 1, .entry)
    }

    private mutating func addProperty(_ role: LayoutPiece.Role) {
        let isVerbatim = bytes[position...].starts(with: [UInt8(ascii: "!"), UInt8(ascii: "<")])
        let end = bytes.firstIndex(from: position) { byte in
            isVerbatim
                ? byte == UInt8(ascii: ">") : byte.isWhite || (isInFlow && byte.isFlowIndicator)
        }
        add(.property, position..<min(isVerbatim ? end + 1 : end, bytes.count), role)
    }

    /// Whether the line begins with `---` or `...` and nothing glued to it.
    private var isMarker: Bool {
        guard position == lineStart, position + 3 <= bytes.count else { return false }
        let isWhole = position + 3 == bytes.count || bytes[position + 3].isWhite
        return isWhole && bytes[position..<position + 3].allSatisfy { $0 == bytes[position] }
    }
}

extension LayoutPiece.Kind {
    /// The kind of a piece of one character.
    fileprivate init?(indicator byte: UInt8) {
        switch byte {
        case UInt8(ascii: "-"): self = .dash
        case UInt8(ascii: "?"): self = .question
        case UInt8(ascii: ":"): self = .colon
        case UInt8(ascii: ","): self = .comma
        case UInt8(ascii: "["), UInt8(ascii: "{"): self = .open
        case UInt8(ascii: "]"), UInt8(ascii: "}"): self = .close
        default: return nil
        }
    }
}

extension UInt8 {
    fileprivate var isFlowIndicator: Bool {
        switch self {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"):
            true
        default: false
        }
    }
}
