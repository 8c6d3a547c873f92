import UpkeepEngine

// Windows that recur.

extension ImportDraft {
    /// A time of day and how long it lasts.
    struct DayWindow {
        /// After midnight.
        let minutes: Int
        let length: Seconds
    }

    /// The first window that begins after now, on a day that a condition takes.
    ///
    /// Nil when there is none within two years, or when a window would run into the next one.
    func nextWindow(
        _ window: DayWindow,
        in zone: Zone,
        on isDay: (CivilDate) -> Bool
    ) -> Range<Instant>? {
        guard window.length.count > 0 else { return nil }
        let today = zone.local(at: now).date
        for days in 0...Self.searchedDays {
            let date = today.advanced(byDays: days)
            guard isDay(date),
                let local = LocalTime(
                    date: date,
                    hour: window.minutes / 60,
                    minute: window.minutes % 60
                )
            else { continue }
            let start = ForeignTime.moment(local, zone)
            // A clock that was put forward shows another time, at which later windows would begin, too.
            if start > now, zone.local(at: start) == local {
                return start..<start.advanced(by: window.length)
            }
        }
        return nil
    }

    /// A window on the 31st comes every other month, and one of a single weekday within a week.
    private static let searchedDays = 730
}

extension ImportedMaintenance.Rule {
    /// The days on which a window recurs.
    func takes(_ date: CivilDate) -> Bool {
        switch self {
        case .daily: true
        case .weekly(let days): days.contains(date.weekday)
        case .monthly(let day): date.day == day
        }
    }

    /// The longest that a window can be without running into the next one.
    var longest: Seconds {
        switch self {
        case .daily(let interval): Seconds(interval * 86_400 - 7_200)
        case .weekly(let days): Seconds(Self.shortestGap(days) * 86_400 - 7_200)
        case .monthly: Seconds(27 * 86_400)
        }
    }

    /// The least number of days from one of the days to the next.
    private static func shortestGap(_ days: [Weekday]) -> Int {
        let places = Set(days).map(\.rawValue).sorted()
        guard let first = places.first else { return 7 }
        return zip(places, places.dropFirst() + [first + 7]).map { $1 - $0 }.min() ?? 7
    }
}
