import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What a key with `monitors:read` or `analytics:read` can ask about monitors.
    static let monitors: [Route] = [
        Route(
            "/user/api/v1/monitors",
            "listMonitors",
            "The monitors, in the order of their ids. Those that are disabled are left out unless `enabled` says otherwise.",
            .key(.readMonitors),
            parameters: [
                Parameters.page.description, type.description, enabled.description,
                monitorLimit.description, Cursor.parameter.description,
            ],
            .json(Listing.schema(of: View<ShownMonitor>.monitor.schema)),
            leadsTo: ["getMonitor": "id", "getMonitorAvailability": "id"]
        ) { call, _ throws(Refusal) in
            let page = try call.chosenPage()
            let type = try call.value(type)
            let enabled = try call.value(enabled)
            let start = try call.value(Cursor.parameter)?.first ?? 0
            let limit = try call.value(monitorLimit)
            let facts = call.site.facts
            let chosen = facts[facts.partitioningIndex { $0.number > start }...].lazy.filter {
                (page == nil || $0.page == page?.slug)
                    && (type == nil || $0.type == type?.rawValue)
                    && (enabled == nil || $0.isEnabled == enabled)
            }
            let part = chosen.part(upTo: limit) {
                Cursor($0.number)
            } json: { fact in
                View<ShownMonitor>.monitor.json(
                    ShownMonitor(call.site.monitor(at: fact.place), in: call.site)
                )
            }
            return .json(Listing.json(part))
        },
        Route(
            "/user/api/v1/monitors/{id}",
            "getMonitor",
            "One monitor.",
            .key(.readMonitors),
            .json(Single.schema(of: View<ShownMonitor>.monitor.schema))
        ) { call, _ throws(Refusal) in
            let monitor = try call.monitor()
            return .json(
                Single.json(View<ShownMonitor>.monitor.json(ShownMonitor(monitor, in: call.site)))
            )
        },
        Route(
            "/user/api/v1/monitors/{id}/availability",
            "getMonitorAvailability",
            "How available a monitor was: down is what an incident of impact major or critical says that names it, outside "
                + "maintenances and while it was enabled.",
            .key(.readAnalytics),
            parameters: [Parameters.period.description],
            .json(Single.schema(of: View<MonitorAvailability>.monitorAvailability.schema))
        ) { call, moment throws(Refusal) in
            let monitor = try call.monitor()
            let period = try call.value(Parameters.period)
            let availability = MonitorAvailability(
                of: monitor,
                in: period,
                on: call.site,
                at: &moment
            )
            return .json(
                Single.json(View<MonitorAvailability>.monitorAvailability.json(availability))
            )
        },
    ]

    private static let type = Parameter<MonitorType?>.optionalChoice(
        "type",
        of: MonitorType.self,
        "Only monitors of this type."
    )
    private static let enabled = Parameter<Bool?>.choice(
        "enabled",
        ["true": true, "false": false, "all": nil],
        default: "true",
        "Those that are watched, those that are not, or all."
    )
    /// Who does not know of cursors gets what they know from elsewhere: all monitors, as far as one answer can have them.
    private static let monitorLimit = Parameters.limit(1_000, default: 1_000)
}

extension Call {
    /// The monitor whose number stands in the path.
    func monitor() throws(Refusal) -> Published<Monitor> {
        guard let number, let monitor = site.monitor(number: number) else {
            throw .notFound("monitor")
        }
        return monitor
    }
}
