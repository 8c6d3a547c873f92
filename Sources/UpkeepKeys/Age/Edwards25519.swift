/// Public keys of Ed25519 (RFC 8032) as points of the curve.
enum Edwards25519 {
    /// The constant of the curve, -121665/121666 (RFC 8032, section 5.1).
    private static let d = FieldElement([
        0xA3, 0x78, 0x59, 0x13, 0xCA, 0x4D, 0xEB, 0x75, 0xAB, 0xD8, 0x41, 0x41, 0x4D, 0x0A, 0x70,
        0x00, 0x98, 0xE8, 0x79, 0x77, 0x79, 0x40, 0xC7, 0x8C, 0x73, 0xFE, 0x6F, 0x2B, 0xEE, 0x6C,
        0x03, 0x52,
    ])

    /// The X25519 public key of the same secret (RFC 7748, section 4.1): u = (1 + y) / (1 - y).
    ///
    /// Nil when the bytes are no point of the curve, or the one that has no counterpart.
    static func montgomery(ofPublicKey bytes: [UInt8]) -> [UInt8]? {
        guard let y = FieldElement(bytes), y != .one, let d else { return nil }
        let square = y * y
        // x^2 = (y^2 - 1) / (d y^2 + 1) has to have a root.
        let x = (square - .one) * (d * square + .one).inverse
        guard x.isSquare else { return nil }
        return ((.one + y) * (FieldElement.one - y).inverse).bytes
    }
}
