import UpkeepEngine
import UpkeepKinds

extension IncidentState {
    /// What StatusPage.me calls it.
    var number: String {
        switch self {
        case .investigating: "1"
        case .identified: "2"
        case .monitoring: "3"
        case .resolved: "4"
        }
    }
}

/// An update of an incident and its id.
struct ShownUpdate: Sendable {
    let id: String
    let update: IncidentUpdate
}

extension ShownIncident {
    /// What was said, the newest first.
    var newestFirst: [ShownUpdate] {
        updates.enumerated().reversed().map { ShownUpdate(id: id(ofUpdate: $0), update: $1) }
    }
}

extension View<ShownUpdate> {
    private static let states = IncidentState.allCases

    static let update = View(
        "IncidentUpdate",
        [
            .init("id", .text) { .text($0.id) },
            .init("state", .choice(states.map(\.rawValue))) { .text($0.update.state.rawValue) },
            .init("incident_state_id", .choice(states.map(\.number))) {
                .text($0.update.state.number)
            },
            .init("message", .text) { .text($0.update.message) },
            .init("created_at", .time) { .time($0.update.at) },
        ]
    )

    /// As public routes have it.
    static let publicUpdate = View(
        "PublicIncidentUpdate",
        [
            .init("status", .choice(states.map(\.rawValue))) { .text($0.update.state.rawValue) },
            .init("message", .text) { .text($0.update.message) },
            .init("created_at", .time) { .time($0.update.at) },
        ]
    )
}

extension View<ShownIncident> {
    private static let states = IncidentState.allCases

    static let incident = View(
        "Incident",
        [
            .init("id", .integer) { .integer($0.number) },
            .init("title", .text) { .text($0.title) },
            .init("message", .text, "That of the latest update.") { .text($0.latest.message) },
            .init(
                "incident_state_id",
                .choice(states.map(\.number)),
                "1 investigating, 2 identified, 3 monitoring, 4 resolved."
            ) { .text($0.state.number) },
            .init("state", .choice(states.map(\.rawValue))) { .text($0.state.rawValue) },
            .init("impact", .choice(IncidentImpact.allCases.map(\.rawValue))) {
                .text($0.impact.rawValue)
            },
            .init("status_page_id", .uuid) { .text($0.page.uuid) },
            .init("component_ids", .list(.text)) { .list($0.components.map { .text($0) }) },
            .init("monitor_ids", .list(.integer)) { .list($0.monitors.map { .integer($0) }) },
            .init("started_at", .time) { .time($0.startedAt) },
            .init("resolved_at", .nullable(.time)) { .time($0.resolvedAt) },
            .init("created_at", .time) { .time($0.published.createdAt) },
            .init("updated_at", .time) { .time($0.published.updatedAt) },
            .init("updates", .list(View<ShownUpdate>.update.schema), "The newest first.") {
                .list($0.newestFirst.map(View<ShownUpdate>.update.json))
            },
        ]
    )

    /// As public routes have it.
    static let publicIncident = View(
        "PublicIncident",
        [
            .init("id", .text) { .text(String($0.number)) },
            .init("title", .text) { .text($0.title) },
            .init("state", .choice(states.map(\.rawValue))) { .text($0.state.rawValue) },
            .init("impact", .choice(IncidentImpact.allCases.map(\.rawValue))) {
                .text($0.impact.rawValue)
            },
            .init("started_at", .time) { .time($0.startedAt) },
            .init("resolved_at", .nullable(.time)) { .time($0.resolvedAt) },
            .init("components", .list(.text), "Their names.") { incident in
                .list(incident.components.map { .text(incident.page.name(of: $0)) })
            },
            .init("updates", .list(View<ShownUpdate>.publicUpdate.schema), "The newest first.") {
                .list($0.newestFirst.map(View<ShownUpdate>.publicUpdate.json))
            },
        ]
    )
}
