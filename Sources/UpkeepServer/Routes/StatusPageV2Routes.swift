import UpkeepEngine
import UpkeepKinds

extension Route {
    /// Atlassian Statuspage's public API: below every page, and at the root for the page that is asked for by its domain.
    static let statusPageV2: [Route] = FileV2.all.flatMap { file in
        [
            Route(
                "/api/v2/\(file.path)",
                "get\(file.name)",
                "\(file.about) Of the page whose domain is asked for, or of the only page.",
                .everyone(.shared(seconds: 15)),
                .json(file.schema),
                dependsOn: .host
            ) { call, moment throws(Refusal) in
                guard let page = call.site.page(host: call.host) else {
                    throw .notFound("status page: no page has the domain \"\(call.host)\"")
                }
                return .json(file.json(StatusPageV2(page, in: call.site, at: &moment)))
            },
            Route(
                "/{page}/api/v2/\(file.path)",
                "getPage\(file.name)",
                file.about,
                .everyone(.shared(seconds: 15)),
                .json(file.schema)
            ) { call, moment throws(Refusal) in
                let page = try call.pageInPath()
                return .json(file.json(StatusPageV2(page, in: call.site, at: &moment)))
            },
        ]
    }
}

/// One of the files of the API.
private struct FileV2: Sendable {
    typealias Part = @Sendable (StatusPageV2) -> JSON

    let path: String
    let name: String
    let about: String
    /// What the file holds beside the page.
    let parts: [(name: String, schema: Schema, json: Part)]

    var schema: Schema {
        .record(
            [SchemaMember("page", StatusPageV2.pageSchema)]
                + parts.map { SchemaMember($0.name, $0.schema) }
        )
    }

    func json(_ page: StatusPageV2) -> JSON {
        .object(
            [JSON.Member("page", page.pageJSON)]
                + parts.map { JSON.Member($0.name, $0.json(page)) }
        )
    }

    private static let status: Part = { $0.statusJSON }
    private static let components: Part = { $0.componentsJSON }
    private static let unresolved: Part = { $0.incidentsJSON { !$0.isResolved } }

    private static func maintenances(
        _ states: Set<MaintenanceStatus>? = nil
    ) -> [(String, Schema, Part)] {
        [
            (
                "scheduled_maintenances", .list(StatusPageV2.maintenanceSchema),
                { $0.maintenancesJSON(states) }
            )
        ]
    }

    private static func incidents(_ part: @escaping Part) -> [(String, Schema, Part)] {
        [("incidents", .list(StatusPageV2.incidentSchema), part)]
    }

    static let all: [FileV2] = [
        FileV2(
            path: "summary.json",
            name: "Summary",
            about: "Status, components, unresolved incidents, and maintenances that are not over.",
            parts: [
                ("status", StatusPageV2.statusSchema, status),
                ("components", .list(StatusPageV2.componentSchema), components),
            ] + incidents(unresolved) + maintenances([.scheduled, .inProgress])
        ),
        FileV2(
            path: "status.json",
            name: "Status",
            about: "The status of the page as a whole.",
            parts: [("status", StatusPageV2.statusSchema, status)]
        ),
        FileV2(
            path: "components.json",
            name: "Components",
            about: "The components.",
            parts: [("components", .list(StatusPageV2.componentSchema), components)]
        ),
        FileV2(
            path: "incidents.json",
            name: "Incidents",
            about: "The 50 newest incidents.",
            parts: incidents { $0.incidentsJSON() }
        ),
        FileV2(
            path: "incidents/unresolved.json",
            name: "UnresolvedIncidents",
            about: "The incidents that are not resolved.",
            parts: incidents(unresolved)
        ),
        FileV2(
            path: "scheduled-maintenances.json",
            name: "ScheduledMaintenances",
            about: "The 50 latest maintenances.",
            parts: maintenances()
        ),
        FileV2(
            path: "scheduled-maintenances/upcoming.json",
            name: "UpcomingMaintenances",
            about: "The maintenances that are to come.",
            parts: maintenances([.scheduled])
        ),
        FileV2(
            path: "scheduled-maintenances/active.json",
            name: "ActiveMaintenances",
            about: "The maintenances that are in progress.",
            parts: maintenances([.inProgress])
        ),
    ]
}

extension Call {
    /// The page whose slug stands first in the path.
    func pageInPath() throws(Refusal) -> SitePage {
        guard let page = site.page(variables[0]) else { throw .notFound("status page") }
        return page
    }
}
