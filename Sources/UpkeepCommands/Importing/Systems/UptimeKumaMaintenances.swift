import UpkeepEngine
import UpkeepSource

extension ImportDraft {
    /// Reads a maintenance: one window, or such as recur.
    mutating func readUptimeKumaMaintenance(_ node: Node, _ index: UptimeKumaIndex) {
        if node.setting("active")?.boolean == false {
            ledger.pass(node)
            return
        }
        guard !pages.isEmpty, let zone = uptimeKumaZone(of: node) else {
            ledger.leave(node, .incomplete)
            return
        }
        let (windows, reason) = uptimeKumaWindows(of: node, in: zone)
        guard !windows.isEmpty, let title = line(node.setting("title"), limit: 200) else {
            ledger.leave(node, windows.isEmpty ? reason : .incomplete)
            return
        }
        let message = paragraphs(node.setting("description"), limit: 10_000)
        ledger.leave(node.setting("id"), .identity)
        for name in [
            "status", "cron", "timeslotList", "duration", "durationMinutes", "timezoneOffset",
        ] {
            ledger.pass(node.setting(name))
        }
        ledger.carry(node)
        let subjects = (node.setting(anyOf: ["monitorList", "monitors"])?.records ?? []).compactMap
        {
            $0.setting("id")?.string.flatMap { index.subjects[$0] }
        }
        let shown = Set(subjects.map(\.page)).sorted()
        let last = uptimeKumaBounds(of: node, in: zone).upperBound
        for (window, rule) in windows {
            for page in shown.isEmpty ? [0] : shown {
                let own = subjects.filter { $0.page == page }
                addMaintenance(title, window, on: page) {
                    $0.message = message
                    $0.zone = zone.identifier
                    $0.rule = rule
                    $0.until = rule == nil ? nil : last
                    $0.components = own.compactMap(\.component)
                    $0.monitors = Array(
                        own.compactMap(\.monitor).prefix(ImportedMaintenance.monitorLimit)
                    )
                }
            }
        }
    }

    /// The zone of its times; that of the server is not known, and UTC stands for it.
    private mutating func uptimeKumaZone(of node: Node) -> Zone? {
        let name = node.setting(anyOf: ["timezone", "timezoneOption"])
        if let name, name.string != "SAME_AS_SERVER" { return zone(name) }
        ledger.leave(name, .serverZone)
        return .utc
    }

    private typealias Windows = [(window: Range<Instant>, rule: ImportedMaintenance.Rule?)]

    /// The windows of a maintenance; why there are none where there are none.
    private func uptimeKumaWindows(of node: Node, in zone: Zone) -> (Windows, LeftReason) {
        let strategy = node.setting("strategy")?.string
        if strategy == "single" {
            let ends =
                node.setting("dateRange")?.elements.map { ForeignTime.instant($0.text, in: zone) }
                ?? []
            guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else {
                return ([], .incomplete)
            }
            return end > now ? ([(start..<end, nil)], .over) : ([], .over)
        }
        guard let window = uptimeKumaDayWindow(of: node) else { return ([], .schedule) }
        let bounds = uptimeKumaBounds(of: node, in: zone)
        if let last = bounds.upperBound, last < zone.local(at: now).date { return ([], .over) }
        let windows = uptimeKumaRules(of: node, strategy).compactMap {
            rule -> (Range<Instant>, ImportedMaintenance.Rule?)? in
            guard window.length <= rule.longest else { return nil }
            let next = nextWindow(window, in: zone) { date in
                if let first = bounds.lowerBound, date < first { return false }
                if let last = bounds.upperBound, date > last { return false }
                if case .daily(let interval) = rule, let first = bounds.lowerBound {
                    return (date.daysSinceEpoch - first.daysSinceEpoch) % interval == 0
                }
                return rule.takes(date)
            }
            return next.map { ($0, rule) }
        }
        return (windows, .schedule)
    }

    /// The days between which it recurs.
    private func uptimeKumaBounds(
        of node: Node,
        in zone: Zone
    ) -> (lowerBound: CivilDate?, upperBound: CivilDate?) {
        let days =
            node.setting("dateRange")?.elements.map { day in
                ForeignTime.instant(day.text, in: zone).map { zone.local(at: $0).date }
            } ?? []
        return (days.first ?? nil, days.count > 1 ? days[1] : nil)
    }

    private func uptimeKumaDayWindow(of node: Node) -> DayWindow? {
        let times =
            node.setting("timeRange")?.records.map { time -> Int? in
                guard let hours = time.setting("hours")?.integer, (0...23).contains(hours),
                    let minutes = time.setting("minutes")?.integer, (0...59).contains(minutes)
                else { return nil }
                return hours * 60 + minutes
            } ?? []
        guard times.count == 2, let start = times[0], let end = times[1] else { return nil }
        // One that ends before it begins goes past midnight.
        let length = end > start ? end - start : end - start + 1_440
        return DayWindow(minutes: start, length: Seconds(length * 60))
    }

    /// How it recurs; several days of a month are as many rules.
    private func uptimeKumaRules(of node: Node, _ strategy: String?) -> [ImportedMaintenance.Rule] {
        switch strategy {
        case "recurring-interval":
            let days = node.setting("intervalDay")?.integer ?? 0
            return (1...52).contains(days) ? [.daily(every: days)] : []
        case "recurring-weekday":
            let days = node.setting("weekdays")?.elements.map { $0.integer } ?? []
            // Sunday is 0 there.
            let weekdays = days.compactMap { day in
                day.flatMap { (0...6).contains($0) ? Weekday(rawValue: ($0 + 6) % 7) : nil }
            }
            let isWhole = weekdays.count == days.count && !days.isEmpty
            return isWhole ? [.weekly(on: Set(weekdays).sorted())] : []
        case "recurring-day-of-month":
            let days = node.setting("daysOfMonth")?.elements.map { $0.integer } ?? []
            let isWhole = days.allSatisfy { $0.map((1...31).contains) ?? false }
            return isWhole ? Set(days.compactMap { $0 }).sorted().map { .monthly(day: $0) } : []
        default: return []
        }
    }
}
