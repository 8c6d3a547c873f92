import Synchronization

/// How many requests somebody may make: so many at once, and so many in each period.
package struct RateLimit: Hashable, Sendable {
    /// From one request to the next in the long run, in nanoseconds; at least 1.
    let interval: UInt64
    /// How many may come at once.
    let burst: Int

    /// - Parameters:
    ///   - count: How many requests there may be in each period, 1...1,000,000,000.
    ///   - seconds: How long the period is, 1...86,400.
    ///   - burst: How many may come at once, 1...1,000,000.
    package init(_ count: Int, perSeconds seconds: Int, burst: Int) {
        interval = max(1, UInt64(seconds) * 1_000_000_000 / UInt64(count))
        self.burst = burst
    }
}

/// Counts requests by the generic cell rate algorithm (ITU-T I.371, annex A): for each caller one number, the time at which it
/// would have used up nothing.
///
/// The table has a fixed size. When it is full, of a few callers the one that owes least is forgotten.
final class RateLimiter: Sendable {
    struct Verdict: Sendable {
        let isAllowed: Bool
        let limit: Int
        let remaining: Int
        /// Until everything is allowed again, in seconds.
        let reset: Int
        /// Until the next request is allowed, in seconds; at least 1 where this one is not.
        let retryAfter: Int
    }

    private struct Slot: Sendable {
        var caller: UInt64 = 0
        /// The theoretical arrival time, in nanoseconds; 0 for an empty slot.
        var arrival: UInt64 = 0
    }

    /// How many slots a caller can be found in.
    private static let ways = 8

    private let limit: RateLimit
    private let slots: Mutex<[Slot]>
    private let bucketCount: Int

    init(_ limit: RateLimit, capacity: Int = 65_536) {
        self.limit = limit
        bucketCount = max(1, capacity / Self.ways)
        slots = Mutex([Slot](repeating: Slot(), count: bucketCount * Self.ways))
    }

    /// Counts a request of a caller at a time in nanoseconds, which only rises.
    func take(_ caller: some Hashable, at now: UInt64) -> Verdict {
        var hasher = Hasher()
        hasher.combine(caller)
        let hash = UInt64(truncatingIfNeeded: hasher.finalize())
        return slots.withLock { slots in
            let place = Self.place(of: hash, in: slots, bucket: Int(hash % UInt64(bucketCount)))
            let known = slots[place].caller == hash ? slots[place].arrival : 0
            let tolerance = limit.interval * UInt64(limit.burst)
            let next = max(known, now) + limit.interval
            guard next <= now + tolerance else {
                return verdict(
                    false,
                    owed: next - limit.interval - now,
                    wait: next - now - tolerance
                )
            }
            slots[place] = Slot(caller: hash, arrival: next)
            return verdict(true, owed: next - now, wait: 0)
        }
    }

    /// The slot of a caller, or the one that it gets.
    private static func place(of hash: UInt64, in slots: [Slot], bucket: Int) -> Int {
        let range = bucket * ways..<(bucket + 1) * ways
        var best = range.lowerBound
        for index in range {
            if slots[index].caller == hash { return index }
            if slots[index].arrival < slots[best].arrival { best = index }
        }
        return best
    }

    private func verdict(_ isAllowed: Bool, owed: UInt64, wait: UInt64) -> Verdict {
        let used = Int((owed + limit.interval - 1) / limit.interval)
        return Verdict(
            isAllowed: isAllowed,
            limit: limit.burst,
            remaining: max(0, limit.burst - used),
            reset: Self.seconds(owed),
            retryAfter: isAllowed ? 0 : max(1, Self.seconds(wait))
        )
    }

    private static func seconds(_ nanoseconds: UInt64) -> Int {
        Int((nanoseconds + 999_999_999) / 1_000_000_000)
    }
}
