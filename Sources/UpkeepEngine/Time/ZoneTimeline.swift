/// What is in force between two changes of a zone's clock.
struct ZonePeriod: Hashable, Sendable {
    /// RFC 8536, 3.2: more than -25 hours and less than 26 hours.
    static let offsets = -89_999...93_599

    /// Seconds east of UTC.
    let offset: Int
    let abbreviation: String
}

/// All periods of a zone: those listed, and the rule that goes on after the last of them.
///
/// Times are seconds since 1970-01-01T00:00:00Z.
struct ZoneTimeline: Hashable, Sendable {
    struct Change: Hashable, Sendable {
        let time: Int64
        let period: ZonePeriod
    }

    /// In force before the first change.
    let initial: ZonePeriod
    /// Ascending by time, no time twice.
    let listed: [Change]
    /// In force from the last listed change on, or always when none is listed.
    let rule: ZoneRule?

    init(initial: ZonePeriod, listed: [Change] = [], rule: ZoneRule? = nil) {
        self.initial = initial
        self.listed = listed
        self.rule = rule
    }

    func period(at time: Int64) -> ZonePeriod {
        let count = listedChanges(until: time)
        if count == listed.count, let rule { return rule.period(at: time) }
        return count == 0 ? initial : listed[count - 1].period
    }

    /// When the period may change, within a span of time, ascending.
    ///
    /// The span is short, a few days, and within years 0...10,000.
    func changes(in span: ClosedRange<Int64>) -> [Int64] {
        let first = listedChanges(until: span.lowerBound - 1)
        let last = listedChanges(until: span.upperBound)
        var times = listed[first..<last].map(\.time)
        guard let rule else { return times }
        let start = max(span.lowerBound, listed.last?.time ?? .min)
        guard start <= span.upperBound else { return times }
        times += rule.changes(around: span.lowerBound).map(\.time).filter {
            $0 > start && $0 <= span.upperBound
        }
        return times
    }

    /// How many of the listed changes have happened at a time.
    private func listedChanges(until time: Int64) -> Int {
        var low = 0
        var high = listed.count
        while low < high {
            let middle = (low + high) / 2
            if listed[middle].time <= time {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
