import TestSupport
import Testing
import UpkeepKeys

/// Chance that always goes the same way (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

@Suite("The form of a key")
struct KeyFormatTests {
    /// Made by another program: Python's `zlib.crc32` over the first 34 characters.
    private static let vectors = [
        "spk_0000000000000000000000000000000S7OPD",
        "spk_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz2Rwdoy",
        "spk_ABCDEFGHIJKLMNOPQRSTUVWXYZabcd3ffBmZ",
    ]

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func generate(_ count: Int) -> [[UInt8]] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in KeyFormat.generate(using: &generator).read { $0 } }
    }

    @Test("is that of the vectors", arguments: vectors)
    func vector(key: String) { #expect(KeyFormat.isValid(bytes(key))) }

    @Test("is the same for the same chance")
    func repeatable() {
        var dice = Dice(1)
        let key = KeyFormat.generate(using: &dice).read { String(decoding: $0, as: UTF8.self) }
        #expect(key == "spk_1dUBv0breMX0AexZnk86SDiVtrhdA40ImVE0")
    }

    @Test("never comes twice, and every slip of one character is noticed")
    func slips() {
        let keys = generate(repetitions(100_000, unoptimized: 2_000))
        #expect(Set(keys).count == keys.count)
        let others = bytes("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-é ")
        var missed = 0
        for (number, key) in keys.enumerated() {
            if !KeyFormat.isValid(key) { missed += 1 }
            // Each of the keys at every place, each time with another character; over all keys every pair of both.
            for place in key.indices {
                var changed = key
                changed[place] = others[(number + place) % others.count]
                if changed != key, KeyFormat.isValid(changed) { missed += 1 }
            }
        }
        #expect(missed == 0)
    }

    @Test("of one key notices every other character at every place")
    func everySlip() {
        for key in generate(repetitions(100, unoptimized: 2)) {
            for place in key.indices {
                for byte in UInt8.min...UInt8.max where byte != key[place] {
                    var changed = key
                    changed[place] = byte
                    #expect(!KeyFormat.isValid(changed))
                }
            }
        }
    }

    @Test("has every digit as often as every other")
    func uniform() {
        var counts = [Int](repeating: 0, count: 256)
        let count = repetitions(100_000, unoptimized: 10_000)
        for key in generate(count) {
            for byte in key.dropFirst(4).prefix(30) { counts[Int(byte)] += 1 }
        }
        let used = counts.filter { $0 > 0 }
        #expect(used.count == 62)
        let expected = Double(count * 30) / 62
        let chiSquare = used.reduce(0.0) {
            $0 + (Double($1) - expected) * (Double($1) - expected) / expected
        }
        // 61 degrees of freedom: 137 is exceeded by chance once in 10,000,000 runs.
        #expect(chiSquare < 137)
        // Nor is it suspiciously even: below 21 is as rare.
        #expect(chiSquare > 21)
    }

    @Test("is found in any text")
    func inText() {
        let key = Self.vectors[0]
        let text = "x: spk_\(key)\(key)z # spk_ spk_0 \(key.dropLast())"
        #expect(KeyFormat.ranges(in: bytes(text)) == [7..<47, 47..<87])
        #expect(KeyFormat.ranges(in: bytes(key)) == [0..<40])
        #expect(KeyFormat.ranges(in: bytes("_")) == [])
        #expect(KeyFormat.ranges(in: bytes("\u{0}\(key)")) == [1..<41])
    }

    @Test("has a hash, an id and a digest")
    func hash() {
        let key = bytes(Self.vectors[0])
        let hash = KeyHash(ofKey: key)
        // printf %s KEY | sha256sum
        let digest = "6aa2f0172d9b3701461de0065124fda98fddad5d46dea93b5b59e7ab9be04578"
        #expect(KeyHash.digest(ofKey: key) == digest)
        #expect(KeyHash(ofDigest: digest) == hash)
        #expect(
            hash.text == "sha256:32052bd59c4df134b9b6b1abcdd5c50fce03046250d81123fedd5b1247606b39"
        )
        #expect(KeyHash(hash.text) == hash)
        #expect(hash.id == "key_baabc0b7d5e47607")
        #expect(KeyHash("sha512:\(hash.text.dropFirst(7))") == nil)
        #expect(KeyHash(hash.text.uppercased()) == nil)
        #expect(hash.isSame(as: hash))
        #expect(!hash.isSame(as: KeyHash(ofKey: bytes(Self.vectors[1]))))
    }
}
