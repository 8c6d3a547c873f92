/// Base64 (RFC 4648, section 4), read strictly: one text for the same bytes.
package enum Base64 {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    /// The value of each byte; 64 where it is no digit.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    package static func encode(_ bytes: some Collection<UInt8>, isPadded: Bool = false) -> [UInt8] {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(digits[Int(bits >> count & 63)])
            }
        }
        if count > 0 { text.append(digits[Int(bits << (6 - count) & 63)]) }
        while isPadded, text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return text
    }

    /// The bytes that a text stands for; nil when it is not the one text for them.
    package static func decode(_ text: some Collection<UInt8>, isPadded: Bool = false) -> [UInt8]? {
        var body = Array(text)
        if isPadded {
            guard body.count % 4 == 0 else { return nil }
            for _ in 0..<2 where body.last == UInt8(ascii: "=") { body.removeLast() }
        }
        guard body.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count * 3 / 4)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for digit in body {
            let value = values[Int(digit)]
            if value > 63 { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(bits >> count & 255))
            }
        }
        // Bits that belong to no byte are zero, or there would be several texts for the same bytes.
        return bits & (1 << count - 1) == 0 ? bytes : nil
    }
}
