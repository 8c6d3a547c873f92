import UpkeepKinds

/// How a component, or a page, is doing.
enum ComponentStatus: String, CaseIterable, Comparable, Sendable {
    case operational
    case underMaintenance = "under_maintenance"
    case degradedPerformance = "degraded_performance"
    case partialOutage = "partial_outage"
    case majorOutage = "major_outage"

    /// What an unresolved incident of an impact makes of what it names.
    init(of impact: IncidentImpact) {
        self =
            switch impact {
            case .none: .operational
            case .minor: .degradedPerformance
            case .major: .partialOutage
            case .critical: .majorOutage
            }
    }

    static func < (lhs: ComponentStatus, rhs: ComponentStatus) -> Bool {
        lhs.severity < rhs.severity
    }

    private var severity: Int {
        switch self {
        case .operational: 0
        case .underMaintenance: 1
        case .degradedPerformance: 2
        case .partialOutage: 3
        case .majorOutage: 4
        }
    }

    /// The status as far as a monitor may change that of its component.
    func capped(by impact: MonitorImpact) -> ComponentStatus {
        switch impact {
        case .full: self
        case .degradeOnly: min(self, .degradedPerformance)
        case .none: .operational
        }
    }
}
