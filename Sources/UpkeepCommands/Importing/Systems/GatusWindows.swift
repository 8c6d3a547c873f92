import UpkeepEngine
import UpkeepSource

extension ImportDraft {
    /// Reads a window in which Gatus sends no alerts: a maintenance of which nobody is told, since Gatus tells nobody.
    mutating func readGatusWindow(
        _ node: Node,
        _ title: String,
        _ subjects: [GatusSubject],
        on page: Int
    ) {
        if let enabled = node.setting("enabled"), enabled.boolean == false {
            ledger.pass(node)
            return
        }
        let length = node.setting("duration")
        let zoneName = node.setting("timezone")
        guard let zone = zoneName == nil ? .utc : zone(zoneName),
            let minutes = node.setting("start")?.string.flatMap(ForeignTime.minutes(ofClock:)),
            let seconds = length?.string.flatMap(ForeignTime.seconds(go:)),
            let rule = gatusRule(node.setting("every")), Seconds(seconds) <= rule.longest,
            let window = nextWindow(
                DayWindow(minutes: minutes, length: Seconds(seconds)),
                in: zone,
                on: rule.takes
            )
        else {
            ledger.leave(node, zoneName == nil ? .schedule : .incomplete)
            return
        }
        ledger.carry(node)
        addMaintenance(title, window, on: page) {
            $0.zone = zone.identifier
            $0.rule = rule
            $0.components = subjects.map(\.component)
            $0.monitors = Array(
                subjects.compactMap(\.monitor).prefix(ImportedMaintenance.monitorLimit)
            )
            $0.notifiesSubscribers = false
        }
    }

    /// The days of a window: every day where none are named; nil when one of them is none.
    private func gatusRule(_ days: Node?) -> ImportedMaintenance.Rule? {
        guard let days, days.count > 0 else { return .daily(every: 1) }
        let weekdays = days.elements.map { Weekday($0.text.lowercased()) }
        let known = weekdays.compactMap { $0 }
        guard known.count == weekdays.count else { return nil }
        return .weekly(on: Set(known).sorted())
    }
}
