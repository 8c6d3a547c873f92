import UpkeepEngine
import UpkeepKinds

/// A page at a moment: how each component is, and what is said about it.
struct PageStatus: Sendable {
    let page: SitePage
    /// By the ids of the components.
    let components: [String: ComponentStatus]
    /// The worst of the components.
    let overall: ComponentStatus
    /// The newest first.
    let incidents: [ShownIncident]
    /// By the start of the window that counts.
    let maintenances: [ShownMaintenance]
    /// When something of this became another one last.
    let updatedAt: Instant

    init(_ page: SitePage, in site: Site, at moment: inout Moment) {
        self.page = page
        incidents = site.shownIncidents(of: page, at: &moment)
        maintenances = site.shownMaintenances(of: page, at: &moment)
        var statuses: [String: ComponentStatus] = [:]
        func worsen(_ component: String, to status: ComponentStatus) {
            statuses[component] = max(statuses[component] ?? .operational, status)
        }
        let open = maintenances.filter { $0.status == .inProgress }
        for maintenance in open {
            for component in maintenance.published.specification.components {
                worsen(component, to: .underMaintenance)
            }
        }
        let excused = open.reduce(into: Set<String>()) {
            $0.formUnion($1.published.specification.monitors)
        }
        for incident in incidents where !incident.isResolved {
            let status = ComponentStatus(of: incident.impact)
            let declared = incident.published.specification
            for component in declared.components { worsen(component, to: status) }
            // A monitor that is named is down as if that had been measured, and only its cap says what comes of it.
            for id in declared.monitors where !excused.contains(id) {
                guard let monitor = site.monitor(id: id)?.specification, monitor.isEnabled,
                    monitor.statusPage == page.slug, let component = monitor.component
                else { continue }
                worsen(component, to: status.capped(by: monitor.impact))
            }
        }
        components = Dictionary(
            uniqueKeysWithValues: page.components.map {
                ($0.id, statuses[$0.id] ?? .operational)
            }
        )
        overall = components.values.max() ?? .operational
        updatedAt = Self.lastChange(page, incidents, maintenances, at: moment.now)
    }

    func status(of component: Component) -> ComponentStatus {
        components[component.id] ?? .operational
    }

    private static func lastChange(
        _ page: SitePage,
        _ incidents: [ShownIncident],
        _ maintenances: [ShownMaintenance],
        at now: Instant
    ) -> Instant {
        let declared =
            [page.published.updatedAt] + incidents.map(\.published.updatedAt)
            + maintenances.map(\.published.updatedAt)
        let told = incidents.map(\.latest.at)
        let begun = maintenances.flatMap { [$0.window.lowerBound, $0.window.upperBound] }
        return (declared + told + begun).filter { $0 <= now }.max() ?? page.published.updatedAt
    }
}
