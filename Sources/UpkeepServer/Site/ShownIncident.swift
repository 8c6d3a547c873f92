import UpkeepEngine
import UpkeepKinds

/// An incident as it is to be seen at a moment: updates of later times are not out yet.
struct ShownIncident: Sendable {
    let published: Published<Incident>
    let page: SitePage
    /// At least one, the oldest first.
    let updates: [IncidentUpdate]
    /// The public numbers of the monitors that it names, ascending.
    let monitors: [Int]

    /// Nil while nothing of it is out.
    init?(_ published: Published<Incident>, in site: Site, at moment: inout Moment) {
        let all = published.specification.updates
        // Nearly always all are out, and looking at the last one tells.
        let isWhole = all.last.map { $0.at <= moment.now } ?? false
        let updates = isWhole ? all[...] : all.prefix { moment.hasReached($0.at) }
        guard !updates.isEmpty, let page = site.page(published.specification.statusPage) else {
            return nil
        }
        self.published = published
        self.page = page
        self.updates = isWhole ? all : Array(updates)
        monitors = site.numbers(of: published.specification.monitors)
    }

    var number: Int { published.number }
    var title: String { published.specification.title }
    var impact: IncidentImpact { published.specification.impact }
    var components: [String] { page.ordered(published.specification.components) }
    var latest: IncidentUpdate { updates[updates.count - 1] }
    var state: IncidentState { latest.state }
    var isResolved: Bool { state == .resolved }
    var startedAt: Instant { updates[0].at }
    /// When it was resolved, of several resolutions in a row by the first; nil while it is not.
    var resolvedAt: Instant? {
        isResolved ? updates.reversed().prefix { $0.state == .resolved }.last?.at : nil
    }
    /// When its remedy was watched first; nil when it never was.
    var monitoringAt: Instant? { updates.first { $0.state == .monitoring }?.at }

    /// What an update is known by: its place does not change, because updates are only appended.
    func id(ofUpdate index: Int) -> String { "\(number)-\(index + 1)" }
}

extension Site {
    /// The public numbers of some monitors, ascending.
    func numbers(of monitors: Set<String>) -> [Int] {
        monitors.compactMap { id -> Int? in
            guard
                case .number(let number) = state[ResourceID(kind: Monitor.kind.word, id: id)]?
                    .publicID
            else { return nil }
            return number
        }.sorted()
    }

    /// The incidents of a page that are out, the newest first.
    func shownIncidents(of page: SitePage, at moment: inout Moment) -> [ShownIncident] {
        var shown: [ShownIncident] = []
        for incident in incidents.of(page: page.slug) {
            if let incident = ShownIncident(incident, in: self, at: &moment) {
                shown.append(incident)
            }
        }
        return shown
    }
}

extension Incident {
    /// When it began; an incident has at least one update.
    var startedAt: Instant { updates[0].at }

    /// When it was going on: from its first update until it was resolved, and again where it came back.
    func windows(at moment: inout Moment) -> TimeRanges {
        var windows: [Range<Instant>] = []
        var start: Instant?
        for update in updates {
            guard moment.hasReached(update.at) else { break }
            if update.state != .resolved {
                start = start ?? update.at
            } else if let began = start {
                windows.append(began..<update.at)
                start = nil
            }
        }
        if let start { windows.append(start..<max(start, moment.now)) }
        return TimeRanges(windows)
    }

    /// Whether monitors that it names count as down.
    var isOutage: Bool { impact == .major || impact == .critical }
}
