extension Span<UInt8> {
    /// The Unicode scalar that begins at an offset, and its bytes; nil when it is not well-formed
    /// UTF-8.
    ///
    /// Overlong forms, surrogates and what lies above U+10FFFF are not well-formed.
    func scalar(at index: Int) -> (value: UInt32, length: Int)? {
        let first = self[index]
        guard let length = first.sequenceLength, index + length <= count else { return nil }
        var value = UInt32(first) & (length == 1 ? 0x7F : 0x7F >> UInt32(length))
        for offset in 1..<max(length, 1) {
            guard self[index + offset].isContinuation else { return nil }
            value = value << 6 | UInt32(self[index + offset] & 0x3F)
        }
        let least: UInt32 =
            switch length {
            case 1: 0
            case 2: 0x80
            case 3: 0x800
            default: 0x1_0000
            }
        return value >= least && Unicode.Scalar(value) != nil ? (value, length) : nil
    }

    /// How many bytes from an offset on to pass over as one ill-formed character.
    func invalidLength(at index: Int) -> Int {
        var end = index + 1
        let limit = Swift.min(count, index + (self[index].sequenceLength ?? 1))
        while end < limit, self[end].isContinuation { end += 1 }
        return end - index
    }
}

extension UInt8 {
    /// Whether the byte is not the first of a character.
    var isContinuation: Bool { self & 0xC0 == 0x80 }

    /// Whether the byte is a space, a tab or a part of a line break.
    var isWhite: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
            || self == UInt8(ascii: "\t")
    }

    var isLineBreak: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }

    /// The bytes of the character that begins with this one; nil when none can.
    fileprivate var sequenceLength: Int? {
        switch self {
        case 0..<0x80: 1
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: nil
        }
    }
}
