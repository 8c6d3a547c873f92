import UpkeepEngine
import UpkeepKinds

/// How far a maintenance has come, by the clock.
enum MaintenanceStatus: String, CaseIterable, Sendable {
    case scheduled
    case inProgress = "in_progress"
    case completed
}

/// A maintenance as it is to be seen at a moment.
struct ShownMaintenance: Sendable {
    let published: Published<Maintenance>
    let page: SitePage
    let status: MaintenanceStatus
    /// The window that is open, or else the next one, or else the last one.
    let window: Range<Instant>
    /// The public numbers of the monitors that it names, ascending.
    let monitors: [Int]
    /// How it recurs, as it is declared; nil where it does not.
    let rule: Value?
    /// Whether the window has been called off.
    var isWithdrawn = false

    init?(_ published: Published<Maintenance>, in site: Site, at moment: inout Moment) {
        guard let page = site.page(published.specification.statusPage) else { return nil }
        self.published = published
        self.page = page
        (status, window) = published.specification.position(at: &moment)
        monitors = site.numbers(of: published.specification.monitors)
        let id = ResourceID(kind: Maintenance.kind.word, id: published.id)
        rule =
            published.specification.recurrence == nil
            ? nil : site.state[id]?.specification["repeat"]
    }

    var number: Int { published.number }
    /// What it is known by where all its windows are one thing.
    var anchor: String { "\(isWithdrawn ? "cancelled" : "maintenance")-\(number)" }

    /// When the window that counts became that: when it was declared, or when the one before had ended.
    func changedAt(_ now: Instant) -> Instant {
        let declared = min(published.updatedAt, now)
        guard published.specification.recurrence != nil, !isWithdrawn else { return declared }
        // What recurs by months, and not each month, is told when it is declared.
        let recently = now.advanced(by: Seconds(-62 * 86_400))..<now
        let past = published.specification.windows(in: recently, limit: 100)
        let over = past.last { $0.upperBound <= min(now, window.lowerBound) }
        return max(declared, over?.upperBound ?? declared)
    }
    var title: String { published.specification.title }
    var message: String? { published.specification.message }
    var components: [String] { page.ordered(published.specification.components) }
}

extension ShownMaintenance {
    /// The first window that was announced and does not take place; nil where there is none, and once it would have ended.
    init?(withdrawn: Published<Maintenance>, in site: Site, at moment: inout Moment) {
        let ever = Instant.earliest..<Instant.latest
        guard let page = site.page(withdrawn.specification.statusPage),
            let window = withdrawn.specification.cancelledWindows(in: ever, limit: 1).first,
            !moment.hasReached(window.upperBound)
        else { return nil }
        published = withdrawn
        self.page = page
        status = .scheduled
        self.window = window
        monitors = []
        rule = nil
        isWithdrawn = true
    }
}

extension Site {
    /// What was announced on a page and does not take place.
    func withdrawnMaintenances(of page: SitePage, at moment: inout Moment) -> [ShownMaintenance] {
        var shown: [ShownMaintenance] = []
        for maintenance in withdrawnMaintenances.of(page: page.slug) {
            if let maintenance = ShownMaintenance(withdrawn: maintenance, in: self, at: &moment) {
                shown.append(maintenance)
            }
        }
        return shown.sorted { $0.window.lowerBound < $1.window.lowerBound }
    }

    /// The maintenances of a page by the start of the window that counts now.
    func shownMaintenances(of page: SitePage, at moment: inout Moment) -> [ShownMaintenance] {
        shown(maintenances.of(page: page.slug), at: &moment)
    }

    func shown(
        _ maintenances: [Published<Maintenance>],
        at moment: inout Moment
    ) -> [ShownMaintenance] {
        var shown: [ShownMaintenance] = []
        for maintenance in maintenances {
            if let maintenance = ShownMaintenance(maintenance, in: self, at: &moment) {
                shown.append(maintenance)
            }
        }
        return shown.sorted {
            ($0.window.lowerBound, $0.number) < ($1.window.lowerBound, $1.number)
        }
    }
}

extension Maintenance {
    /// How far it has come, and the window that this is about.
    func position(at moment: inout Moment) -> (MaintenanceStatus, Range<Instant>) {
        let now = moment.now
        if let next = windows(in: now..<max(now, .latest), limit: 1).first {
            if moment.hasReached(next.lowerBound) {
                _ = moment.hasReached(next.upperBound)
                return (.inProgress, next)
            }
            return (.scheduled, next)
        }
        return (.completed, lastWindow(before: now))
    }

    /// The last of the windows that are all over.
    private func lastWindow(before now: Instant) -> Range<Instant> {
        guard recurrence != nil else { return start..<end }
        // Recurrences that end have a last day, and no unit is longer than 52 months.
        var span = Seconds(2_678_400)
        while span.count < 1 << 40 {
            let from = max(start, now.advanced(by: Seconds(-span.count)))
            if let last = windows(in: from..<max(from, now), limit: 100_000).last { return last }
            if from == start { break }
            span = Seconds(span.count * 8)
        }
        return start..<end
    }
}
