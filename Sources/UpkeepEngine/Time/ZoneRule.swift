/// The rule by which a zone's clock goes on for ever: a POSIX TZ string, RFC 8536, 3.3.
struct ZoneRule: Hashable, Sendable {
    /// A day of every year, in one of the three notations of POSIX.
    enum Day: Hashable, Sendable {
        /// `Jn`: 1...365; 29 February is never counted.
        case julian(Int)
        /// `n`: 0...365, with 29 February.
        case zeroBased(Int)
        /// `Mm.w.d`: the `week`-th such weekday of the month, 5 is the last; 0 is Sunday.
        case inMonth(Int, week: Int, weekday: Int)
    }

    /// When the clock changes: seconds after the local midnight that begins the day, ±167 hours.
    struct Moment: Hashable, Sendable {
        let day: Day
        let time: Int
    }

    struct Daylight: Hashable, Sendable {
        let period: ZonePeriod
        let start: Moment
        let end: Moment
    }

    let standard: ZonePeriod
    let daylight: Daylight?

    func period(at time: Int64) -> ZonePeriod {
        guard let daylight else { return standard }
        let last = changes(around: time).last { $0.time <= time }
        return last?.isStart == true ? daylight.period : standard
    }

    /// The changes of the year a time is in and of those beside it, ascending.
    ///
    /// An end and a start at the same time mean that daylight saving goes on (RFC 8536, 3.3.1).
    func changes(around time: Int64) -> [(time: Int64, isStart: Bool)] {
        guard let daylight else { return [] }
        let year = CivilDate(daysSinceEpoch: Int(time).dividedDown(by: 86_400).quotient).year
        var changes: [(time: Int64, isStart: Bool)] = []
        for year in year - 2...year + 1 {
            let start = daylight.start.clock(in: year) - standard.offset
            let end = daylight.end.clock(in: year) - daylight.period.offset
            changes.append((Int64(start), true))
            changes.append((Int64(end), false))
        }
        return changes.sorted { ($0.time, $0.isStart ? 1 : 0) < ($1.time, $1.isStart ? 1 : 0) }
    }
}

extension ZoneRule.Moment {
    /// What a clock shows then that is not put forward or back, in seconds since
    /// 1970-01-01T00:00:00.
    fileprivate func clock(in year: Int) -> Int {
        day.daysSinceEpoch(in: year) * 86_400 + time
    }
}

extension ZoneRule.Day {
    fileprivate func daysSinceEpoch(in year: Int) -> Int {
        switch self {
        case .julian(let number):
            let leapDay = CivilDate.isLeap(year) && number > 59 ? 1 : 0
            return Self.firstDay(of: 1, in: year) + number - 1 + leapDay
        case .zeroBased(let number):
            return Self.firstDay(of: 1, in: year) + number
        case .inMonth(let month, let week, let weekday):
            let first = Self.firstDay(of: month, in: year)
            // Sunday is 0; day 0 of the epoch was a Thursday.
            let firstWeekday = (first + 4).dividedDown(by: 7).remainder
            let day = (weekday - firstWeekday + 7) % 7 + 7 * (week - 1)
            return first + (day < CivilDate.daysInMonth(month, of: year) ? day : day - 7)
        }
    }

    /// The first of a month, also of years that a `CivilDate` cannot be asked for by number.
    private static func firstDay(of month: Int, in year: Int) -> Int {
        let (cycle, yearOfCycle) = (year - 1).dividedDown(by: 400)
        let date = CivilDate(year: yearOfCycle + 1, month: month, day: 1)
        return cycle * 146_097 + (date?.daysSinceEpoch ?? 0)
    }
}
