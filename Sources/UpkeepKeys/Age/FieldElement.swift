/// Numbers modulo 2^255 - 19, as far as a public Ed25519 key needs them to become an X25519 one.
///
/// Only public keys are converted, so that time may depend on them.
struct FieldElement: Equatable {
    private typealias Limbs = InlineArray<4, UInt64>

    /// 64 bits each, the lowest first; together less than the prime.
    private var limbs: Limbs

    private static let prime: Limbs = [
        0xFFFF_FFFF_FFFF_FFED, .max, .max, 0x7FFF_FFFF_FFFF_FFFF,
    ]
    static let zero = FieldElement(reducing: [0, 0, 0, 0])
    static let one = FieldElement(reducing: [1, 0, 0, 0])

    /// The number modulo the prime.
    private init(reducing limbs: Limbs) {
        self.limbs = limbs
        // 2^256 is more than twice the prime, by 38.
        while !Self.isLess(self.limbs, Self.prime) {
            _ = Self.subtract(Self.prime, from: &self.limbs)
        }
    }

    /// Reads 32 bytes, the lowest first; the highest bit does not count.
    ///
    /// Nil when the number is not below the prime.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        limbs = Limbs { limb in
            (0..<8).reduce(0) { $0 | UInt64(bytes[limb * 8 + $1]) << UInt64($1 * 8) }
        }
        limbs[3] &= 0x7FFF_FFFF_FFFF_FFFF
        if !Self.isLess(limbs, Self.prime) { return nil }
    }

    /// The 32 bytes, the lowest first.
    var bytes: [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: limbs[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }

    static func == (left: FieldElement, right: FieldElement) -> Bool {
        left.limbs.indices.allSatisfy { left.limbs[$0] == right.limbs[$0] }
    }

    static func + (left: FieldElement, right: FieldElement) -> FieldElement {
        var sum = left.limbs
        // Both are below 2^255, so that nothing is carried out.
        _ = add(right.limbs, to: &sum)
        return FieldElement(reducing: sum)
    }

    static func - (left: FieldElement, right: FieldElement) -> FieldElement {
        var difference = left.limbs
        if subtract(right.limbs, from: &difference) { _ = add(prime, to: &difference) }
        return FieldElement(reducing: difference)
    }

    static func * (left: FieldElement, right: FieldElement) -> FieldElement {
        var product = InlineArray<8, UInt64>(repeating: 0)
        for index in 0..<4 {
            var carry: UInt64 = 0
            for other in 0..<4 {
                let limb = left.limbs[index].multipliedFullWidth(by: right.limbs[other])
                carry = add(limb.high, limb.low, carry, to: &product[index + other])
            }
            product[index + 4] = carry
        }
        // What is above 2^256 counts 38 times below, first for the limbs, then for what they carry out.
        var low: Limbs = [product[0], product[1], product[2], product[3]]
        var carry: UInt64 = 0
        for index in 0..<4 {
            let limb = product[index + 4].multipliedFullWidth(by: 38)
            carry = add(limb.high, limb.low, carry, to: &low[index])
        }
        while carry > 0 { carry = add([carry * 38, 0, 0, 0], to: &low) }
        return FieldElement(reducing: low)
    }

    /// The number that makes 1 of this one (Fermat); zero of zero.
    var inverse: FieldElement {
        var exponent = Self.prime
        _ = Self.subtract([2, 0, 0, 0], from: &exponent)
        return power(exponent)
    }

    /// Whether it is the square of a number (Euler).
    var isSquare: Bool {
        // Half of the prime less one.
        let exponent: Limbs = [0xFFFF_FFFF_FFFF_FFF6, .max, .max, 0x3FFF_FFFF_FFFF_FFFF]
        return self == .zero || power(exponent) == .one
    }

    private func power(_ exponent: Limbs) -> FieldElement {
        var result = Self.one
        for index in (0..<255).reversed() {
            result = result * result
            if exponent[index / 64] >> UInt64(index % 64) & 1 == 1 { result = result * self }
        }
        return result
    }
}

// Numbers of 256 bits.
extension FieldElement {
    private static func isLess(_ left: Limbs, _ right: Limbs) -> Bool {
        for index in (0..<4).reversed() where left[index] != right[index] {
            return left[index] < right[index]
        }
        return false
    }

    /// Adds, and yields what is carried out.
    private static func add(_ limbs: Limbs, to sum: inout Limbs) -> UInt64 {
        var carry: UInt64 = 0
        for index in 0..<4 { carry = add(0, limbs[index], carry, to: &sum[index]) }
        return carry
    }

    /// Adds the low limb and what is carried in, and yields what is carried out, the high limb included.
    private static func add(
        _ high: UInt64,
        _ low: UInt64,
        _ carry: UInt64,
        to limb: inout UInt64
    ) -> UInt64 {
        let (first, overflow) = limb.addingReportingOverflow(low)
        let (second, overflowAgain) = first.addingReportingOverflow(carry)
        limb = second
        return high + (overflow ? 1 : 0) + (overflowAgain ? 1 : 0)
    }

    /// Subtracts, and tells whether the result would be below zero.
    private static func subtract(_ limbs: Limbs, from difference: inout Limbs) -> Bool {
        var borrow: UInt64 = 0
        for index in 0..<4 {
            let (first, isBelow) = difference[index].subtractingReportingOverflow(limbs[index])
            let (second, isBelowAgain) = first.subtractingReportingOverflow(borrow)
            difference[index] = second
            borrow = isBelow || isBelowAgain ? 1 : 0
        }
        return borrow == 1
    }
}
