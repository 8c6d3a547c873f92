extension Recurrence {
    /// The occurrences that share time with a window, in order, `limit` at most.
    ///
    /// The first is the start itself when its day matches; the others begin at the same local time,
    /// in a gap of the clock at the reading with the offset before it, in a fold at the first (RFC
    /// 5545, 3.3.5). Every one lasts exactly as long, whatever the clock does meanwhile; none when
    /// that is not positive. Days that fall on one instant, because the clock skipped a day, make
    /// one occurrence. Work grows with `limit`, not with the distance of the window from the start.
    package func occurrences(
        startingAt start: Instant,
        lasting: Seconds,
        in zone: Zone,
        overlapping window: Range<Instant>,
        limit: Int
    ) -> [Range<Instant>] {
        guard lasting > 0, !window.isEmpty, limit > 0 else { return [] }
        let local = zone.local(at: start)
        // Two days more on either side than the dates in UTC: offsets lie within 26 hours.
        let earliest = window.lowerBound.advanced(by: Seconds(-lasting.count))
        let first = zone.local(at: earliest).date.advanced(byDays: -2)
        let last = min(
            zone.local(at: window.upperBound).date.advanced(byDays: 2),
            until ?? CivilDate(daysSinceEpoch: Recurrence.lastDay)
        )
        var found: [Range<Instant>] = []
        var previous: Instant?
        var index = period(of: max(first, local.date), from: local.date)
        while firstDay(ofPeriod: index, from: local.date) <= last.daysSinceEpoch {
            for date in dates(inPeriod: index, from: local.date) {
                guard date >= local.date, date <= last, !except.contains(date) else { continue }
                let begin = date == local.date ? start : zone.resolve(local.on(date)).preferred
                let end = begin.advanced(by: lasting)
                guard begin < window.upperBound else { return found }
                guard begin != previous, end > window.lowerBound else { continue }
                previous = begin
                found.append(begin..<end)
                if found.count == limit { return found }
            }
            index += 1
        }
        return found
    }

    /// 9999-12-31.
    private static var lastDay: Int { 2_932_896 }

    /// Which period (day, week or month that counts) holds a date not before the start's, or
    /// precedes it.
    private func period(of date: CivilDate, from start: CivilDate) -> Int {
        switch pattern {
        case .daily:
            return (date.daysSinceEpoch - start.daysSinceEpoch) / interval
        case .weekly:
            return (date.daysSinceEpoch - monday(of: start)) / (7 * interval)
        case .monthly:
            let months = (date.year - start.year) * 12 + date.month - start.month
            return months / interval
        }
    }

    /// The first day that a period can name, in days since the epoch.
    private func firstDay(ofPeriod index: Int, from start: CivilDate) -> Int {
        switch pattern {
        case .daily:
            return start.daysSinceEpoch + index * interval
        case .weekly:
            return monday(of: start) + 7 * index * interval
        case .monthly:
            let (year, month) = month(ofPeriod: index, from: start)
            return CivilDate(year: year, month: month, day: 1)?.daysSinceEpoch ?? .max
        }
    }

    /// The days of a period that the pattern names, ascending.
    private func dates(inPeriod index: Int, from start: CivilDate) -> [CivilDate] {
        switch pattern {
        case .daily:
            return [start.advanced(byDays: index * interval)]
        case .weekly(let days):
            let monday = CivilDate(daysSinceEpoch: firstDay(ofPeriod: index, from: start))
            let named = days.isEmpty ? [start.weekday] : days.sorted()
            return named.map { monday.advanced(byDays: $0.rawValue) }
        case .monthly(let day):
            let (year, month) = month(ofPeriod: index, from: start)
            let date = (day ?? .day(start.day)).date(year: year, month: month)
            return date.map { [$0] } ?? []
        }
    }

    private func monday(of date: CivilDate) -> Int {
        date.daysSinceEpoch - date.weekday.rawValue
    }

    private func month(ofPeriod index: Int, from start: CivilDate) -> (year: Int, month: Int) {
        let months = start.year * 12 + start.month - 1 + index * interval
        return (months / 12, months % 12 + 1)
    }
}
