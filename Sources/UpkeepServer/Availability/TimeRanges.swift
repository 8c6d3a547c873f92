import UpkeepEngine

/// A set of moments: half-open ranges in ascending order that do not touch each other.
struct TimeRanges: Hashable, Sendable {
    private(set) var ranges: [Range<Instant>]

    /// The moments that are in any of some ranges, which may overlap and have any order.
    init(_ ranges: some Sequence<Range<Instant>>) {
        var united: [Range<Instant>] = []
        for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = united.last, range.lowerBound <= last.upperBound {
                united[united.count - 1] =
                    last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                united.append(range)
            }
        }
        self.ranges = united
    }

    var isEmpty: Bool { ranges.isEmpty }

    /// How long it lasts altogether, in seconds.
    var seconds: Int { ranges.reduce(0) { $0 + $1.seconds } }

    /// The moments that are also in a range.
    func clamped(to range: Range<Instant>) -> TimeRanges {
        TimeRanges(ranges.map { $0.clamped(to: range) })
    }

    /// The moments that another set lacks.
    func subtracting(_ other: TimeRanges) -> TimeRanges {
        var rest: [Range<Instant>] = []
        var others = other.ranges[...]
        for range in ranges {
            while let first = others.first, first.upperBound <= range.lowerBound {
                others.removeFirst()
            }
            var start = range.lowerBound
            for hole in others.prefix(while: { $0.lowerBound < range.upperBound }) {
                if start < hole.lowerBound { rest.append(start..<hole.lowerBound) }
                start = max(start, hole.upperBound)
            }
            if start < range.upperBound { rest.append(start..<range.upperBound) }
        }
        return TimeRanges(rest)
    }

    func union(_ other: TimeRanges) -> TimeRanges { TimeRanges(ranges + other.ranges) }
}

extension Range<Instant> {
    /// How long the range is, in seconds.
    var seconds: Int { lowerBound.distance(to: upperBound).count }
}
