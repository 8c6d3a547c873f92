/// On which days something happens again: the part of RFC 5545's RRULE that maintenances need.
package struct Recurrence: Hashable, Sendable {
    /// How the days repeat; the cases with a nil or empty `on` follow the day of the start.
    package enum Pattern: Hashable, Sendable {
        case daily
        /// Weeks begin on Monday (WKST=MO).
        case weekly(on: Set<Weekday>)
        case monthly(on: MonthDay?)
    }

    /// The unit in which the pattern repeats: FREQ, as a manifest spells it.
    package enum Every: String, CaseIterable, Hashable, Sendable {
        case day
        case week
        case month
    }

    /// What INTERVAL may be.
    package static let intervals = 1...1_000

    package let pattern: Pattern
    /// Every how many days, weeks or months.
    package let interval: Int
    /// The last day, in the zone, on which an occurrence may begin.
    package let until: CivilDate?
    /// The days, in the zone, on which none begins.
    package let except: Set<CivilDate>

    /// The interval must be one of `intervals`, and a day of the month 1...31.
    package init(
        _ pattern: Pattern,
        interval: Int = 1,
        until: CivilDate? = nil,
        except: [CivilDate] = []
    ) {
        precondition(Recurrence.intervals.contains(interval))
        if case .monthly(.day(let day)) = pattern { precondition((1...31).contains(day)) }
        self.pattern = pattern
        self.interval = interval
        self.until = until
        self.except = Set(except)
    }

    package var every: Every {
        switch pattern {
        case .daily: .day
        case .weekly: .week
        case .monthly: .month
        }
    }

    /// Whether a day is one that the pattern names.
    ///
    /// A start must match. `interval`, `until` and `except` are not looked at.
    package func matches(_ date: CivilDate) -> Bool {
        switch pattern {
        case .daily, .monthly(nil): true
        case .weekly(let days): days.isEmpty || days.contains(date.weekday)
        case .monthly(let day?): day.date(year: date.year, month: date.month) == date
        }
    }

    /// The canonical spelling of the days named, as in a manifest: `mon, sun`, `first sunday`,
    /// `31`.
    ///
    /// Nil when the pattern names none.
    package var on: String? {
        switch pattern {
        case .weekly(let days) where !days.isEmpty:
            days.sorted().map(\.shortName).joined(separator: ", ")
        case .monthly(let day?): day.description
        case .daily, .weekly, .monthly: nil
        }
    }
}

extension Recurrence: CustomStringConvertible {
    /// `weekly on sun until 2027-06-01`, `every 2 months on day 31`, `daily except 2027-01-01`.
    package var description: String {
        var text = "every \(interval) \(every)s"
        if interval == 1 { text = every == .day ? "daily" : "\(every)ly" }
        if let on {
            if case .monthly(.day) = pattern {
                text += " on day \(on)"
            } else {
                text += " on \(on)"
            }
        }
        if let until { text += " until \(until)" }
        guard !except.isEmpty else { return text }
        return text + " except " + except.sorted().map(\.description).joined(separator: ", ")
    }
}
