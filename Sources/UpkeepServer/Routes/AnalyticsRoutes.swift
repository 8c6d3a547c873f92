import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What a key with `analytics:read` can ask about all monitors.
    static let analytics: [Route] = [
        Route(
            "/user/api/v1/analytics/uptime",
            "getUptime",
            "How available the monitors were that are enabled: each, and all together.",
            .key(.readAnalytics),
            parameters: [
                Parameters.page.description, Parameters.period.description, grouping.description,
                uptimeLimit.description, Cursor.parameter.description,
            ],
            .json(uptimeSchema)
        ) { call, moment throws(Refusal) in
            let page = try call.chosenPage()
            let period = try call.value(Parameters.period)
            let isDaily = try call.value(grouping)
            let limit = try call.value(uptimeLimit)
            let start = try call.value(Cursor.parameter)?.first ?? 0
            let range = period.period.range(until: moment.now)
            let facts = call.site.facts.filter {
                $0.isEnabled && (page == nil || $0.page == page?.slug)
            }
            let overall = call.site.availability(of: facts, in: range, at: &moment)
            var each: [(monitor: Published<Monitor>, availability: Availability)] = []
            // One more than asked for says that there is a next part.
            for fact in facts.lazy.filter({ $0.number > start }).prefix(limit + 1) {
                let monitor = call.site.monitor(at: fact.place)
                let own = call.site.availability(of: monitor, in: range, at: &moment)
                each.append((monitor, own))
            }
            let part = each.part(upTo: limit) {
                Cursor($0.monitor.number)
            } json: {
                json($0.monitor, $0.availability, isDaily: isDaily)
            }
            let data: JSON = .object([
                "period": .text(period.name),
                "overall": json(overall, isDaily: isDaily),
                "monitors": .list(part.elements),
            ])
            return .json(.object(["data": data, "meta": Listing.meta(part)]))
        }
    ]

    private static let grouping = Parameter<Bool>(
        name: "group_by",
        about: "`day` also gives each day.",
        schema: .choice(["day"]),
        standard: nil,
        requirement: "can only be day",
        isRequired: false
    ) { text in text == nil ? false : text == "day" ? true : nil }
    private static let uptimeLimit = Parameters.limit(200, default: 100)

    private static let uptimeSchema = Schema.record([
        SchemaMember(
            "data",
            .object(
                "Uptime",
                [
                    SchemaMember("period", .text),
                    SchemaMember("overall", .object("OverallUptime", shareMembers)),
                    SchemaMember(
                        "monitors",
                        .list(
                            .object(
                                "MonitorUptime",
                                [
                                    SchemaMember("monitor_id", .integer),
                                    SchemaMember("monitor_name", .text),
                                ] + shareMembers
                            )
                        )
                    ),
                ]
            )
        ),
        SchemaMember("meta", Listing.metaSchema),
    ])

    private static let shareMembers =
        View<Availability>.availability.members.map {
            SchemaMember($0.name, $0.schema, about: $0.about)
        } + [
            SchemaMember(
                "daily_breakdown",
                View<Availability>.daily.schema,
                isRequired: false,
                about: "With `group_by=day`."
            )
        ]

    private static func json(
        _ monitor: Published<Monitor>,
        _ availability: Availability,
        isDaily: Bool
    ) -> JSON {
        guard case .object(let members) = json(availability, isDaily: isDaily) else { return .null }
        return .object(
            [
                JSON.Member("monitor_id", .integer(monitor.number)),
                JSON.Member("monitor_name", .text(monitor.specification.name)),
            ] + members
        )
    }

    private static func json(_ availability: Availability, isDaily: Bool) -> JSON {
        guard case .object(let members) = View<Availability>.availability.json(availability),
            isDaily, let days = View<Availability>.daily.value(availability)
        else { return View<Availability>.availability.json(availability) }
        return .object(members + [JSON.Member("daily_breakdown", days)])
    }
}
