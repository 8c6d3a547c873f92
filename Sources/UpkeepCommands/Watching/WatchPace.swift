import UpkeepEngine

/// When a watcher looks again: at its interval, and more seldom the more often in a row it has failed.
struct WatchPace: Sendable {
    /// Nobody waits longer than this, in seconds.
    static let longest = 900

    let interval: Seconds
    /// How often it has failed since it succeeded last.
    private(set) var failures = 0

    init(interval: Seconds) {
        self.interval = interval
    }

    mutating func succeed() { failures = 0 }
    mutating func fail() { failures += 1 }

    /// How long to wait, in seconds; `chance` is one of 0 to 1, so that many watchers do not all come at once.
    func pause(chance: Double) -> Double {
        let base = Double(interval.count)
        guard failures > 0 else { return base }
        let doubled = base * Double(1 << min(failures, 20))
        return min(doubled, max(base, Double(Self.longest))) * (0.8 + 0.2 * chance)
    }
}
