import UpkeepEngine

/// The moment that an answer is made for.
///
/// Whatever compares a time with the moment does so here, and so the moment knows until when the answer stays right:
/// what depends on the clock changes on time without a new state, and nothing is made anew before it has to be.
struct Moment: Sendable {
    let now: Instant
    /// From when on the answer may be another one.
    private(set) var validUntil: Instant = .latest

    init(_ now: Instant) {
        self.now = now
    }

    /// Whether a time has come.
    mutating func hasReached(_ time: Instant) -> Bool {
        if time <= now { return true }
        validUntil = min(validUntil, time)
        return false
    }

    /// Says that the answer may be another one at a time.
    mutating func changes(at time: Instant) { validUntil = min(validUntil, time) }

    /// Says that the answer is another one with every second.
    mutating func changesEverySecond() {
        validUntil = min(validUntil, now.advanced(by: 1))
    }
}
