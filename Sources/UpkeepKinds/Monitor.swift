import UpkeepEngine
import UpkeepSource

/// Something that is watched, and whose health a status page can show.
package struct Monitor: Specification {
    package static let kind = KindName("monitor", section: "monitors")
    package static let publicID = PublicIDForm.number
    package static let writeScope: String? = Scope.writeMonitors.rawValue
    package static let summary =
        "Something that is watched, and whose health a status page can show."

    package let name: String
    package let type: MonitorType
    package let target: String?
    package let interval: Seconds
    package let isEnabled: Bool
    package let statusPage: String
    package let component: String?
    package let impact: MonitorImpact
    package let labels: Labels

    package init(_ fields: inout FieldReader) {
        name = fields.required("name", .text(1...120), "What people read.")
        let type = fields.required("type", .choice(MonitorType.self), "How it is watched.")
        let target = fields.optional(
            "target",
            .text(1...2_048),
            "What is watched: an address for `site` and `api`, a host name for `dns`, nothing for `heartbeat`."
        )
        interval = fields.optional(
            "interval",
            .duration(in: 10...86_400),
            default: 60,
            "Time between two checks."
        )
        isEnabled = fields.optional(
            "enabled",
            .boolean,
            default: true,
            "Whether it is watched at all."
        )
        let statusPage = fields.statusPage()
        component = fields.optional(
            "component",
            .part("component", of: statusPage),
            "The component of that page whose health it measures."
        )
        impact = fields.optional(
            "impact",
            .choice(MonitorImpact.self),
            default: .full,
            "How far it can change the status of the component."
        )
        labels = fields.collection(
            "labels",
            .labels,
            "Notes of your own, for selecting and searching."
        )
        self.type = type
        self.target = target
        self.statusPage = statusPage
        Self.checkTarget(target, of: type, &fields)
    }

    private static func checkTarget(
        _ target: String?,
        of type: MonitorType,
        _ fields: inout FieldReader
    ) {
        guard fields.reads("type") else { return }
        switch (type, target) {
        case (.heartbeat, nil): return
        case (.heartbeat, _): fields.report(at: "target") { .targetOfHeartbeat(at: $0) }
        case (_, nil) where fields.writes("target"): return
        case (_, nil): fields.report(at: "type") { .targetMissing(type, at: $0) }
        case (.site, let target?), (.api, let target?):
            if let problem = PatternField.webAddress.problem(target) {
                fields.report(at: "target") { .wrongTarget(type, "a web address", problem, at: $0) }
            }
        case (.dns, let target?):
            if let problem = PatternField.hostName.problem(target) {
                fields.report(at: "target") { .wrongTarget(type, "a host name", problem, at: $0) }
            }
        }
    }

    package static func review(_ change: Transition<Monitor>, in context: PlanContext) -> Review {
        if change.action == .create { return Review() }
        guard let after = change.after else {
            guard let createdAt = change.createdAt else { return Review() }
            let days = createdAt.distance(to: context.now).count / 86_400
            if days == 0 { return Review(effects: ["visitors lose: less than a day of history"]) }
            return Review(effects: [
                "visitors lose: \(days) \(days == 1 ? "day" : "days") of history"
            ])
        }
        guard let before = change.before, before.isEnabled != after.isEnabled else {
            return Review()
        }
        return Review(
            effects: [
                after.isEnabled
                    ? "it is watched again" : "it is no longer watched, nor listed by the API"
            ]
        )
    }
}

package enum MonitorType: String, Choice {
    case site
    case api
    case dns
    case heartbeat

    package var help: String {
        switch self {
        case .site: "a web page is fetched"
        case .api: "an endpoint is called"
        case .dns: "a name is resolved"
        case .heartbeat: "the watched thing calls in by itself"
        }
    }
}

package enum MonitorImpact: String, Choice {
    case full
    case degradeOnly = "degrade_only"
    case none

    package var help: String {
        switch self {
        case .full: "a failure is an outage of the component"
        case .degradeOnly: "a failure degrades the component at most"
        case .none: "a failure does not change the component"
        }
    }
}
