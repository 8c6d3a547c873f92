/// Numbers modulo 2^255 - 19, as far as a public Ed25519 key needs them to become an X25519 one.
///
/// Only public keys are converted, so that time may depend on them.
struct FieldElement: Hashable {
    /// 64 bits each, the lowest first.
    private var limbs: [UInt64]

    private static let prime: [UInt64] = [
        0xFFFF_FFFF_FFFF_FFED, .max, .max, 0x7FFF_FFFF_FFFF_FFFF,
    ]
    static let zero = FieldElement(limbs: [0, 0, 0, 0])
    static let one = FieldElement(limbs: [1, 0, 0, 0])

    private init(limbs: [UInt64]) { self.limbs = limbs }

    /// Reads 32 bytes, the lowest first; the highest bit does not count.
    ///
    /// Nil when the number is not below the prime.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        limbs = (0..<4).map { limb in
            (0..<8).reduce(0) { $0 | UInt64(bytes[limb * 8 + $1]) << UInt64($1 * 8) }
        }
        limbs[3] &= 0x7FFF_FFFF_FFFF_FFFF
        if !Self.isLess(limbs, Self.prime) { return nil }
    }

    /// The 32 bytes, the lowest first.
    var bytes: [UInt8] {
        limbs.flatMap { limb in (0..<8).map { UInt8(truncatingIfNeeded: limb >> UInt64($0 * 8)) } }
    }

    private static func isLess(_ left: [UInt64], _ right: [UInt64]) -> Bool {
        for index in (0..<4).reversed() where left[index] != right[index] {
            return left[index] < right[index]
        }
        return false
    }

    static func + (left: FieldElement, right: FieldElement) -> FieldElement {
        var sum = left.limbs
        var carry: UInt64 = 0
        for index in 0..<4 {
            let (first, overflow) = sum[index].addingReportingOverflow(right.limbs[index])
            let (second, again) = first.addingReportingOverflow(carry)
            sum[index] = second
            carry = (overflow ? 1 : 0) + (again ? 1 : 0)
        }
        // Both are below the prime, so that their sum is below 2^256 and needs one subtraction at most.
        return isLess(sum, prime)
            ? FieldElement(limbs: sum) : FieldElement(limbs: minus(sum, prime))
    }

    static func - (left: FieldElement, right: FieldElement) -> FieldElement {
        left + (right == zero ? zero : FieldElement(limbs: minus(prime, right.limbs)))
    }

    private static func minus(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var difference = left
        var borrow: UInt64 = 0
        for index in 0..<4 {
            let (first, overflow) = difference[index].subtractingReportingOverflow(right[index])
            let (second, again) = first.subtractingReportingOverflow(borrow)
            difference[index] = second
            borrow = (overflow ? 1 : 0) + (again ? 1 : 0)
        }
        return difference
    }

    static func * (left: FieldElement, right: FieldElement) -> FieldElement {
        // Digit by digit from the top: double and add. 255 steps are nothing for a key that is read once.
        var product = zero
        for index in (0..<256).reversed() {
            product = product + product
            if left.limbs[index / 64] >> UInt64(index % 64) & 1 == 1 { product = product + right }
        }
        return product
    }

    /// The number to the power of the prime less `reduction`, and half of that if asked for.
    private func power(primeLess reduction: UInt64, isHalved: Bool = false) -> FieldElement {
        var exponent = Self.minus(Self.prime, [reduction, 0, 0, 0])
        if isHalved {
            for index in 0..<4 {
                exponent[index] >>= 1
                if index < 3, exponent[index + 1] & 1 == 1 { exponent[index] |= 1 << 63 }
            }
        }
        var result = Self.one
        for index in (0..<255).reversed() {
            result = result * result
            if exponent[index / 64] >> UInt64(index % 64) & 1 == 1 { result = result * self }
        }
        return result
    }

    /// The number that makes 1 of this one (Fermat); zero of zero.
    var inverse: FieldElement { power(primeLess: 2) }

    /// Whether it is the square of a number (Euler).
    var isSquare: Bool { self == .zero || power(primeLess: 1, isHalved: true) == .one }
}
