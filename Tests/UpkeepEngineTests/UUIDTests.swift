import Testing
import UpkeepEngine

@Suite("A UUID")
struct UUIDTests {
    /// Always the same number, so that the fixed bits show.
    private struct Constant: RandomNumberGenerator {
        let number: UInt64

        mutating func next() -> UInt64 { number }
    }

    @Test("is random but for its version and variant (RFC 9562, section 5.4)")
    func fixedBits() {
        var ones = Constant(number: .max)
        var zeros = Constant(number: 0)
        #expect(UUID.random(using: &ones) == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        #expect(UUID.random(using: &zeros) == "00000000-0000-4000-8000-000000000000")
    }

    @Test("is told from other text")
    func validity() {
        var generator = SystemRandomNumberGenerator()
        #expect(UUID.isValid(UUID.random(using: &generator)))
        #expect(!UUID.isValid("ffffffff-ffff-4fff-bfff-fffffffffff"))
        #expect(!UUID.isValid("FFFFFFFF-ffff-4fff-bfff-ffffffffffff"))
        #expect(!UUID.isValid(""))
    }
}
