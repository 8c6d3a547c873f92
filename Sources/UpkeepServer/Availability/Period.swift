import UpkeepEngine

/// How far back availability looks.
enum Period: Hashable, Sendable {
    /// So many days of the calendar in UTC, the one that is not over yet among them.
    case days(Int)
    /// The last so many hours, to the second.
    case hours(Int)

    /// From when until when that is.
    func range(until now: Instant) -> Range<Instant> {
        switch self {
        case .hours(let count): now.advanced(by: Seconds(-count * 3_600))..<now
        case .days(let count): Day(of: now).advanced(by: 1 - count).start..<now
        }
    }
}

/// A day of the calendar in UTC.
struct Day: Hashable, Comparable, Sendable {
    private static let length = 86_400

    /// Days since 1970-01-01.
    let number: Int

    init(number: Int) {
        self.number = number
    }

    /// The day that a moment is part of.
    init(of moment: Instant) {
        let (quotient, remainder) = Int(moment.secondsSinceEpoch).quotientAndRemainder(
            dividingBy: Self.length
        )
        number = remainder < 0 ? quotient - 1 : quotient
    }

    var start: Instant { Instant(secondsSinceEpoch: Int64(number * Self.length)) }
    var range: Range<Instant> { start..<advanced(by: 1).start }
    var date: CivilDate { CivilDate(daysSinceEpoch: number) }

    func advanced(by days: Int) -> Day { Day(number: number + days) }

    static func < (lhs: Day, rhs: Day) -> Bool { lhs.number < rhs.number }

    /// The days that share time with a range, the newest first; today, also in its first second.
    static func newestFirst(in range: Range<Instant>) -> [Day] {
        let first = Day(of: range.lowerBound)
        let last = Day(of: range.upperBound)
        return (first.number...last.number).reversed().map(Day.init)
    }
}
