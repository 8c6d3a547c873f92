import UpkeepEngine
import UpkeepKinds

extension Route {
    /// What other sites embed.
    static let embeds: [Route] = [
        Route(
            "/api/embed/status",
            "getEmbeddedStatus",
            "The status of a page in a few words, for widgets.",
            .everyone(.shared(seconds: 15)),
            parameters: [
                slug.description, inc.description, upd.description, rtm.description,
            ],
            .json(embedSchema)
        ) { call, moment throws(Refusal) in
            let name = try call.value(slug)
            guard let page = call.site.page(name) else { throw .notFound("status page") }
            let showsIncidents = try call.value(inc)
            let days = try call.value(upd)
            _ = try call.value(rtm)
            let status = call.site.status(of: page, at: &moment)
            let monitors = call.site.facts.lazy.filter { $0.page == page.slug && $0.isEnabled }
            let uptime =
                days == 0
                ? []
                : call.site.availability(
                    of: monitors,
                    in: Period.days(days).range(until: moment.now),
                    at: &moment
                ).days
            let incidents =
                showsIncidents
                ? status.incidents.filter { !$0.isResolved }
                    .map(View<ShownIncident>.publicIncident.json) : []
            let isDNS = monitors.allSatisfy { $0.type == MonitorType.dns.rawValue }
            return .json(
                .object([
                    "page": .text(page.name),
                    "page_url": .text(page.url),
                    "overall": .text(status.overall.rawValue),
                    "updated": .time(status.updatedAt),
                    "incidents": .list(incidents),
                    "upd": .list(uptime.map(View<Availability.OfDay>.day.json)),
                    "rtm": .list([]),
                    "dns_only": .boolean(!monitors.isEmpty && isDNS),
                ])
            )
        }
    ]

    private static let slug = Parameter<String>(
        name: "slug",
        about: "The slug of the page.",
        schema: .text,
        standard: nil,
        requirement: "has to be the slug of a status page",
        isRequired: true
    ) { $0 }
    private static let inc = Parameter<Bool>.flag("inc", "1 for the unresolved incidents.")
    private static let upd = Parameter<Int>.integer(
        "upd",
        0...30,
        default: 0,
        "The uptime of so many days, today among them."
    )
    private static let rtm = Parameter<Int>.integer(
        "rtm",
        0...240,
        default: 0,
        hasEffect: false,
        "The response times of so many minutes. Nothing is measured yet, so that the list is empty."
    )

    private static let embedSchema = Schema.object(
        "EmbeddedStatus",
        [
            .init("page", .text), .init("page_url", .text),
            .init("overall", .choice(ComponentStatus.allCases.map(\.rawValue))),
            .init("updated", .time, about: "When something of this changed last."),
            .init("incidents", .list(View<ShownIncident>.publicIncident.schema)),
            .init(
                "upd",
                .list(View<Availability.OfDay>.day.schema),
                about: "The newest day first."
            ),
            .init("rtm", .list(.anything)),
            .init(
                "dns_only",
                .boolean,
                about: "Whether all monitors of the page are DNS monitors."
            ),
        ]
    )
}
