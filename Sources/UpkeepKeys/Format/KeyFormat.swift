/// The form of API keys: `spk_`, 30 base-62 digits of chance (178 bits), and 6 base-62 digits of their checksum.
///
/// The checksum is CRC-32 over the 34 characters before it. It lets scanners of secrets match keys exactly, and a slip of the pen
/// be told without a look-up; it protects nothing.
package enum KeyFormat {
    package static let prefix = "spk_"
    static let randomCount = 30
    static let checksumCount = 6
    /// The number of characters of a key.
    package static let length = 40
    /// So much of a key may be shown, to tell one from another: the prefix and 4 of its 30 digits.
    package static let shownCount = 8

    /// A key that nobody has had before.
    package static func generate(
        using generator: inout some RandomNumberGenerator
    ) -> SecretBytes {
        let key = SecretBytes(capacity: length)
        key.append(prefix)
        for _ in 0..<randomCount { key.append(Base62.randomDigit(using: &generator)) }
        let checksum = key.read { CRC32.checksum(of: $0) }
        for digit in Base62.digits(of: checksum, count: checksumCount) { key.append(digit) }
        return key
    }

    /// Whether bytes are a key in form: the right characters, and a checksum that fits.
    package static func isValid(_ bytes: [UInt8]) -> Bool {
        bytes.count == length && isKey(in: bytes, at: 0)
    }

    /// Where keys stand in text, in ascending order.
    package static func ranges(in text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        let bytes = text.span
        // Underscores are rare, so that most bytes need one comparison.
        for index in bytes.indices where bytes[index] == UInt8(ascii: "_") {
            let start = index - (prefix.utf8.count - 1)
            if start >= ranges.last?.upperBound ?? 0, isKey(in: text, at: start) {
                ranges.append(start..<start + length)
            }
        }
        return ranges
    }

    /// The text without the keys in it, for messages: people put them where they do not belong.
    package static func redacted(_ text: String) -> String {
        guard text.contains(prefix) else { return text }
        var bytes = Array(text.utf8)
        for range in ranges(in: bytes) {
            for index in range.dropFirst(prefix.utf8.count) { bytes[index] = UInt8(ascii: "*") }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isKey(in text: [UInt8], at start: Int) -> Bool {
        guard text.count - start >= length else { return false }
        let key = text[start..<start + length]
        guard key.starts(with: prefix.utf8),
            key.dropFirst(prefix.utf8.count).allSatisfy(Base62.isDigit)
        else { return false }
        let checksum = CRC32.checksum(of: key.dropLast(checksumCount))
        return key.suffix(checksumCount).elementsEqual(
            Base62.digits(of: checksum, count: checksumCount)
        )
    }
}
