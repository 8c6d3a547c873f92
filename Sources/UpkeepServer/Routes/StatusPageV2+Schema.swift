import UpkeepKinds

// What the shapes of Atlassian Statuspage's API, version 2, have in them.
extension StatusPageV2 {
    static let pageSchema = Schema.object(
        "PageV2",
        [
            .init("id", .text), .init("name", .text), .init("url", .text),
            .init("time_zone", .text), .init("updated_at", .time),
        ]
    )
    static let statusSchema = Schema.object(
        "StatusV2",
        [
            .init("indicator", .choice(["none", "minor", "major", "critical", "maintenance"])),
            .init("description", .text),
        ]
    )
    static let componentSchema = Schema.object(
        "ComponentV2",
        [
            .init("id", .text), .init("name", .text),
            .init("status", .choice(ComponentStatus.allCases.map(\.rawValue))),
            .init("created_at", .time), .init("updated_at", .time), .init("position", .integer),
            .init("description", .nullable(.text)), .init("showcase", .boolean),
            .init("start_date", .date), .init("group_id", .nullable(.text)),
            .init("page_id", .text), .init("group", .boolean),
            .init("only_show_if_degraded", .boolean),
            .init("components", .list(.text), isRequired: false, about: "Of a heading."),
        ]
    )
    static let incidentSchema = Schema.object(
        "IncidentV2",
        incidentMembers(
            states: IncidentState.allCases.map(\.rawValue),
            impacts: IncidentImpact.allCases.map(\.rawValue)
        )
    )
    static let maintenanceSchema = Schema.object(
        "ScheduledMaintenanceV2",
        incidentMembers(
            states: MaintenanceStatus.allCases.map(\.rawValue),
            impacts: ["maintenance"]
        ) + [.init("scheduled_for", .time), .init("scheduled_until", .time)]
    )

    private static func incidentMembers(states: [String], impacts: [String]) -> [SchemaMember] {
        [
            .init("id", .text), .init("name", .text), .init("status", .choice(states)),
            .init("created_at", .time), .init("updated_at", .time),
            .init("monitoring_at", .nullable(.time)), .init("resolved_at", .nullable(.time)),
            .init("impact", .choice(impacts)), .init("shortlink", .text),
            .init("started_at", .time), .init("page_id", .text),
            .init("incident_updates", .list(updateSchema), about: "The newest first."),
            .init("components", .list(componentSchema)),
        ]
    }

    private static let updateSchema = Schema.object(
        "IncidentUpdateV2",
        [
            .init("id", .text), .init("status", .text), .init("body", .text),
            .init("incident_id", .text), .init("created_at", .time), .init("updated_at", .time),
            .init("display_at", .time), .init("affected_components", .list(.anything)),
        ]
    )
}
