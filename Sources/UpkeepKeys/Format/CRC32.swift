/// The checksum of Ethernet, gzip and PNG (CRC-32/ISO-HDLC, ITU-T V.42).
enum CRC32 {
    /// What each byte does to the sum.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(byte) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }

    static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
        var sum: UInt32 = ~0
        for byte in bytes { sum = sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 255)] }
        return ~sum
    }
}
