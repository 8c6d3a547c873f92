/// Text for bytes with a checksum that finds slips of the pen (BIP 173, as age uses it: without a limit of 90 characters).
enum Bech32 {
    private static let digits = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let generators: [UInt32] = [
        0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
    ]
    private static let checksumCount = 6

    /// Writes bytes under a name, in lower case.
    static func encode(_ name: String, _ bytes: [UInt8]) -> String {
        let values = regrouped(bytes, from: 8, to: 5, isPadded: true) ?? []
        let sum =
            checksum(expanded(name) + values + [UInt8](repeating: 0, count: checksumCount)) ^ 1
        let check = (0..<checksumCount).map { UInt8(sum >> (5 * (5 - UInt32($0))) & 31) }
        return name + "1"
            + String(decoding: (values + check).map { digits[Int($0)] }, as: UTF8.self)
    }

    /// The bytes that stand under a name, which is given in lower case; nil when the text is damaged or of another name.
    static func decode(_ text: String, as name: String) -> [UInt8]? {
        let isUpper = text == text.uppercased()
        guard isUpper || text == text.lowercased() else { return nil }
        let lower = text.lowercased()
        guard lower.hasPrefix(name + "1") else { return nil }
        let values = lower.utf8.dropFirst(name.utf8.count + 1).map { digit in
            digits.firstIndex(of: digit).map(UInt8.init)
        }
        guard values.count >= checksumCount, !values.contains(nil) else { return nil }
        let data = values.compactMap(\.self)
        guard checksum(expanded(name) + data) == 1 else { return nil }
        return regrouped(data.dropLast(checksumCount), from: 5, to: 8, isPadded: false)
    }

    private static func expanded(_ name: String) -> [UInt8] {
        name.utf8.map { $0 >> 5 } + [0] + name.utf8.map { $0 & 31 }
    }

    private static func checksum(_ values: [UInt8]) -> UInt32 {
        values.reduce(1) { sum, value in
            let top = sum >> 25
            var sum = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
            for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { sum ^= generators[bit] }
            return sum
        }
    }

    /// The same bits in groups of another size; nil when what is left over is not padding.
    private static func regrouped(
        _ values: some Sequence<UInt8>,
        from: UInt32,
        to: UInt32,
        isPadded: Bool
    ) -> [UInt8]? {
        var groups: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for value in values {
            bits = (bits << from | UInt32(value)) & 0xFFFF
            count += from
            while count >= to {
                count -= to
                groups.append(UInt8(bits >> count & (1 << to - 1)))
            }
        }
        let rest = bits & (1 << count - 1)
        if isPadded {
            if count > 0 { groups.append(UInt8(rest << (to - count))) }
        } else if count >= from || rest != 0 {
            return nil
        }
        return groups
    }
}
