import Testing
import UpkeepEngine

/// Pseudo-random numbers that are the same in every run: the linear congruential generator of
/// Knuth's MMIX.
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// The upper 32 bits of the next state.
    mutating func next32() -> UInt32 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt32(truncatingIfNeeded: state >> 32)
    }

    mutating func next() -> UInt64 { UInt64(next32()) << 32 | UInt64(next32()) }
}

extension ZoneBytes {
    static func bytes(of identifier: String) throws -> [UInt8] {
        let entry = try #require(all.first { $0.identifier == identifier })
        let digits = entry.hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] * 16 + digits[$0 + 1])
        }
    }
}

func zone(_ identifier: String) throws -> Zone {
    try Zone(identifier: identifier, tzif: ZoneBytes.bytes(of: identifier))
}

func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: text), "\(text)")
}

func local(_ text: String) throws -> LocalTime {
    try #require(LocalTime(text), "\(text)")
}

func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text), "\(text)")
}

extension LocalResolution {
    func contains(_ instant: Instant) -> Bool {
        switch self {
        case .unique(let only): only == instant
        case .gap: false
        case .fold(let earlier, let later): instant == earlier || instant == later
        }
    }
}
