import UpkeepEngine
import UpkeepKinds

/// How a component was in the last 90 days, by what is declared.
struct ComponentHistory: Sendable {
    static let dayCount = 90

    enum Cause: Sendable {
        case incident(ShownIncident)
        case maintenance(ShownMaintenance)
    }

    /// A day on which something was the matter.
    struct Impairment: Sendable {
        /// The worst of the day.
        let status: ComponentStatus
        /// How long it was that bad.
        let duration: Seconds
        /// What was to blame first.
        let cause: Cause
    }

    struct OfDay: Sendable {
        let day: LocalDay
        /// Nil where nothing was the matter.
        let impairment: Impairment?
        /// Whether anything was declared of the page by then.
        let isKnown: Bool
    }

    /// The oldest first.
    let days: [OfDay]
    /// How much of the time there was no outage, in hundredths of a percent; 10,000 only where there never was one.
    let uptime: Int

    /// `uptime` in words: `99.98 %`.
    var uptimeInWords: String {
        let rest = uptime % 100
        if uptime == 0 { return "0 %" }
        return uptime == 10_000 ? "100 %" : "\(uptime / 100).\(rest < 10 ? "0" : "")\(rest) %"
    }
}

/// When something was the matter with the components of a page.
struct PageHistory: Sendable {
    private struct Trouble: Sendable {
        let times: TimeRanges
        let status: ComponentStatus
        let cause: ComponentHistory.Cause
    }

    private let days: [LocalDay]
    /// By the ids of the components.
    private let troubles: [String: [Trouble]]
    /// Until when time counts: to the minute while something goes on, else to the hour, so that a page need not be made anew
    /// with every second.
    private let end: Instant
    /// From when on something is known: the page was there, or something is declared for that time.
    private let beginning: Instant

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
        var monitors: [String: Watcher?] = [:]
        for incident in status.incidents {
            let declared = incident.published.specification
            let times = declared.windows(at: &moment).clamped(to: period)
            let worst = ComponentStatus(of: incident.impact)
            if times.isEmpty || worst == .operational { continue }
            func note(_ component: String, _ times: TimeRanges, _ status: ComponentStatus) {
                if times.isEmpty || status == .operational { return }
                troubles[component, default: []].append(
                    Trouble(times: times, status: status, cause: .incident(incident))
                )
            }
            for component in declared.components { note(component, times, worst) }
            for id in declared.monitors {
                let watcher =
                    monitors[id] ?? Watcher(id, on: status.page, in: site, during: period)
                monitors[id] = watcher
                guard let watcher else { continue }
                let counted = times.subtracting(watcher.excused)
                note(watcher.component, counted, worst.capped(by: watcher.impact))
            }
        }
        for maintenance in status.maintenances {
            let declared = maintenance.published.specification
            let times = TimeRanges(declared.windows(in: period, limit: 1_000)).clamped(to: period)
            if times.isEmpty { continue }
            for component in declared.components {
                troubles[component, default: []].append(
                    Trouble(
                        times: times,
                        status: .underMaintenance,
                        cause: .maintenance(maintenance)
                    )
                )
            }
        }
        self.troubles = troubles
        let first =
            status.incidents.map(\.startedAt)
            + status.maintenances.map(\.published.specification.start)
        beginning = (first + [status.page.published.createdAt]).min() ?? moment.now
    }

    func history(of component: Component) -> ComponentHistory {
        let troubles = troubles[component.id] ?? []
        let parts = parts(of: troubles)
        let ofDays = days.indices.map { place in
            ComponentHistory.OfDay(
                day: days[place],
                impairment: parts[place].flatMap(Self.impairment),
                isKnown: days[place].range.upperBound > beginning
            )
        }
        return ComponentHistory(days: ofDays, uptime: uptime(troubles))
    }

    /// A piece of a trouble that lies within a day.
    private struct Part {
        let times: Range<Instant>
        let trouble: Trouble
    }

    /// What was the matter on which day, by the place of the day.
    private func parts(of troubles: [Trouble]) -> [Int: [Part]] {
        var parts: [Int: [Part]] = [:]
        for trouble in troubles {
            for times in trouble.times.ranges {
                let first = days.partitioningIndex { times.lowerBound < $0.range.upperBound }
                for place in days[first...].indices {
                    let piece = times.clamped(to: days[place].range)
                    if times.upperBound <= days[place].range.lowerBound { break }
                    if piece.isEmpty { continue }
                    parts[place, default: []].append(Part(times: piece, trouble: trouble))
                }
            }
        }
        return parts
    }

    private static func impairment(of parts: [Part]) -> ComponentHistory.Impairment? {
        guard let worst = parts.map(\.trouble.status).max() else { return nil }
        let toBlame = parts.filter { $0.trouble.status == worst }
        let first = toBlame.min { $0.times.lowerBound < $1.times.lowerBound }
        guard let first else { return nil }
        return ComponentHistory.Impairment(
            status: worst,
            duration: Seconds(TimeRanges(toBlame.map(\.times)).seconds),
            cause: first.trouble.cause
        )
    }

    private func uptime(_ troubles: [Trouble]) -> Int {
        let outages = TimeRanges(
            troubles.filter { $0.status >= .partialOutage }.flatMap(\.times.ranges)
        )
        guard let last = outages.ranges.last else { return 10_000 }
        let excused = troubles.filter { $0.status == .underMaintenance }.flatMap(\.times.ranges)
        // An outage counts whole, also before the hour is over in which it was.
        let start = max(days[0].range.lowerBound, min(beginning, outages.ranges[0].lowerBound))
        let period = start..<max(start, end, last.upperBound)
        let downtime = outages.subtracting(TimeRanges(excused)).seconds
        let total = max(1, period.seconds)
        let uptime = (total - min(downtime, total)) * 10_000 / total
        return downtime > 0 ? min(uptime, 9_999) : 10_000
    }
}

/// Where a monitor counts, and when it does not.
private struct Watcher {
    let component: String
    let impact: MonitorImpact
    let excused: TimeRanges

    /// Nil where it counts nowhere on the page.
    init?(_ id: String, on page: SitePage, in site: Site, during period: Range<Instant>) {
        guard let monitor = site.monitor(id: id), monitor.specification.isEnabled,
            monitor.specification.statusPage == page.slug,
            let component = monitor.specification.component
        else { return nil }
        self.component = component
        impact = monitor.specification.impact
        excused = site.maintained(id, in: period).union(
            monitor.disabledTime(until: period.upperBound)
        )
    }
}
