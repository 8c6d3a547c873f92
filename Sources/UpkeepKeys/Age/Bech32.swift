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

    /// The bytes that stand under a name.
    ///
    /// The name is given in lower case. Nil when the text is damaged, mixes cases or is of another name.
    static func decode(_ text: some Collection<UInt8>, as name: String) -> [UInt8]? {
        let hasUpper = text.contains { (0x41...0x5A).contains($0) }
        let hasLower = text.contains { (0x61...0x7A).contains($0) }
        let lower = text.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        guard !(hasUpper && hasLower), lower.starts(with: "\(name)1".utf8) else { return nil }
        var data: [UInt8] = []
        defer { data.overwrite() }
        data.reserveCapacity(text.count)
        for byte in lower.dropFirst(name.utf8.count + 1) {
            guard let value = digits.firstIndex(of: byte) else { return nil }
            data.append(UInt8(value))
        }
        guard data.count >= checksumCount, checksum(expanded(name) + data) == 1 else { return nil }
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
