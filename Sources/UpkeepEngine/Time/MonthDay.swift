/// A day of every month: by number, or as the first, second, third, fourth or last of a weekday.
package enum MonthDay: Hashable, Sendable {
    package enum Ordinal: Int, CaseIterable, Hashable, Sendable {
        case first
        case second
        case third
        case fourth
        case last
    }

    /// 1...31; a month that is shorter has no such day.
    case day(Int)
    case weekday(Ordinal, Weekday)

    /// Reads `31`, `first sunday` or `last fri`: lower case, one space; nil when it is none of
    /// these.
    package init?(_ text: some StringProtocol) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        var scanner = TextScanner(text)
        if let day = scanner.number(digits: 1...2), scanner.isAtEnd, (1...31).contains(day),
            text.first != "0"
        {
            self = .day(day)
            return
        }
        guard words.count == 2, let weekday = Weekday(words[1]),
            let ordinal = Ordinal.allCases.first(where: { String(describing: $0) == words[0] })
        else { return nil }
        self = .weekday(ordinal, weekday)
    }

    /// The day in one month, which is 1...12; nil when the month has none.
    package func date(year: Int, month: Int) -> CivilDate? {
        switch self {
        case .day(let day):
            return CivilDate(year: year, month: month, day: day)
        case .weekday(let ordinal, let weekday):
            guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
            let day = 1 + (weekday.rawValue - first.weekday.rawValue + 7) % 7
            guard ordinal == .last else {
                return first.advanced(byDays: day - 1 + 7 * ordinal.rawValue)
            }
            let length = CivilDate.daysInMonth(month, of: year)
            return first.advanced(byDays: day - 1 + (length - day) / 7 * 7)
        }
    }
}

extension MonthDay: CustomStringConvertible {
    /// The canonical spelling: `31`, `first sunday`.
    package var description: String {
        switch self {
        case .day(let day): "\(day)"
        case .weekday(let ordinal, let weekday): "\(ordinal) \(weekday.fullName)"
        }
    }
}
