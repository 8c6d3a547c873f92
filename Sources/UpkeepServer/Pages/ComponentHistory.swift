import UpkeepEngine
import UpkeepKinds

/// How a component was in the last 90 days, by what is declared.
struct ComponentHistory: Sendable {
    static let dayCount = 90

    /// A day on which something was the matter.
    struct Impairment: Sendable {
        /// The worst of the day.
        let status: ComponentStatus
        /// How long it was that bad.
        let duration: Seconds
        /// The incident that was to blame first; nil for a maintenance.
        let incident: ShownIncident?
    }

    struct OfDay: Sendable {
        let day: LocalDay
        /// Nil where nothing was the matter.
        let impairment: Impairment?
    }

    /// The oldest first.
    let days: [OfDay]
    /// How much of the time there was no outage, in hundredths of a percent; 10,000 only where there never was one.
    let uptime: Int

    /// `uptime` in words: `99.98 %`.
    var uptimeInWords: String {
        let rest = uptime % 100
        return uptime == 10_000 ? "100 %" : "\(uptime / 100).\(rest < 10 ? "0" : "")\(rest) %"
    }
}

/// When something was the matter with the components of a page.
struct PageHistory: Sendable {
    private struct Trouble: Sendable {
        let times: TimeRanges
        let status: ComponentStatus
        let incident: ShownIncident?
    }

    private let days: [LocalDay]
    /// By the ids of the components.
    private let troubles: [String: [Trouble]]
    /// Until when time counts: to the minute while something goes on, else to the hour, so that a page need not be made anew
    /// with every second.
    private let end: Instant

    init(of status: PageStatus, in site: Site, _ clock: PageClock, at moment: inout Moment) {
        days = clock.days(ComponentHistory.dayCount, until: moment.now)
        let isQuiet =
            !status.incidents.contains { !$0.isResolved }
            && !status.maintenances.contains { $0.status == .inProgress }
        let step = isQuiet ? 3_600 : 60
        let passed = Int(moment.now.secondsSinceEpoch) % step
        end = moment.now.advanced(by: Seconds(-passed))
        _ = moment.hasReached(end.advanced(by: Seconds(step)))
        _ = moment.hasReached(days[days.count - 1].range.upperBound)
        let period = days[0].range.lowerBound..<max(days[0].range.lowerBound, moment.now)

        var troubles: [String: [Trouble]] = [:]
        var monitors: [String: (component: String, impact: MonitorImpact)?] = [:]
        for incident in status.incidents {
            let declared = incident.published.specification
            let times = declared.windows(at: &moment).clamped(to: period)
            let worst = ComponentStatus(of: incident.impact)
            if times.isEmpty || worst == .operational { continue }
            var named = Dictionary(declared.components.map { ($0, worst) }) { first, _ in first }
            for id in declared.monitors {
                let monitor = monitors[id] ?? Self.place(of: id, on: status.page, in: site)
                monitors[id] = monitor
                guard let monitor else { continue }
                let capped = worst.capped(by: monitor.impact)
                named[monitor.component] = max(named[monitor.component] ?? .operational, capped)
            }
            for (component, status) in named where status != .operational {
                troubles[component, default: []].append(
                    Trouble(times: times, status: status, incident: incident)
                )
            }
        }
        for maintenance in status.maintenances {
            let declared = maintenance.published.specification
            let times = TimeRanges(declared.windows(in: period, limit: 1_000)).clamped(to: period)
            if times.isEmpty { continue }
            for component in declared.components {
                troubles[component, default: []].append(
                    Trouble(times: times, status: .underMaintenance, incident: nil)
                )
            }
        }
        self.troubles = troubles
    }

    /// Where a monitor counts; nil where it counts nowhere on the page.
    private static func place(
        of id: String,
        on page: SitePage,
        in site: Site
    ) -> (component: String, impact: MonitorImpact)? {
        guard let monitor = site.monitor(id: id)?.specification, monitor.isEnabled,
            monitor.statusPage == page.slug, let component = monitor.component
        else { return nil }
        return (component, monitor.impact)
    }

    func history(of component: Component) -> ComponentHistory {
        let troubles = troubles[component.id] ?? []
        let ofDays = days.map { day in
            ComponentHistory.OfDay(day: day, impairment: Self.impairment(of: day, troubles))
        }
        return ComponentHistory(days: ofDays, uptime: uptime(troubles))
    }

    private static func impairment(
        of day: LocalDay,
        _ troubles: [Trouble]
    ) -> ComponentHistory.Impairment? {
        let ofDay = troubles.filter { !$0.times.clamped(to: day.range).isEmpty }
        guard let worst = ofDay.map(\.status).max() else { return nil }
        let toBlame = ofDay.filter { $0.status == worst }
        let times = TimeRanges(toBlame.flatMap { $0.times.clamped(to: day.range).ranges })
        return ComponentHistory.Impairment(
            status: worst,
            duration: Seconds(times.seconds),
            incident: toBlame.compactMap(\.incident).min { $0.startedAt < $1.startedAt }
        )
    }

    private func uptime(_ troubles: [Trouble]) -> Int {
        let outages = troubles.filter { $0.status >= .partialOutage }.flatMap(\.times.ranges)
        if outages.isEmpty { return 10_000 }
        let excused = troubles.filter { $0.status == .underMaintenance }.flatMap(\.times.ranges)
        let period = days[0].range.lowerBound..<max(days[0].range.lowerBound, end)
        let downtime = TimeRanges(outages).clamped(to: period).subtracting(TimeRanges(excused))
            .seconds
        let total = max(1, period.seconds)
        let uptime = (total - min(downtime, total)) * 10_000 / total
        return downtime > 0 ? min(uptime, 9_999) : 10_000
    }
}
