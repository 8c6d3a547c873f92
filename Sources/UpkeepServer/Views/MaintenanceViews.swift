import UpkeepEngine
import UpkeepKinds

/// A maintenance, with its windows in the range that was asked for.
struct ListedMaintenance: Sendable {
    let shown: ShownMaintenance
    let occurrences: [Range<Instant>]
}

extension View<ListedMaintenance> {
    private static let states = MaintenanceStatus.allCases.map(\.rawValue)
    private static let occurrence = Schema.object(
        "Occurrence",
        [SchemaMember("start_at", .time), SchemaMember("end_at", .time)]
    )

    static let maintenance = View(
        "Maintenance",
        [
            .init("id", .integer) { .integer($0.shown.number) },
            .init("status_page_id", .uuid) { .text($0.shown.page.uuid) },
            .init("title", .text) { .text($0.shown.title) },
            .init("message", .text) { .text($0.shown.message ?? "") },
            .init(
                "start_at",
                .time,
                "Of the window that is open, or else of the next one, or else of the last one."
            ) { .time($0.shown.window.lowerBound) },
            .init("end_at", .time) { .time($0.shown.window.upperBound) },
            .init("notify_subscribers", .boolean) {
                .boolean($0.shown.published.specification.notifiesSubscribers)
            },
            .init("status", .choice(states), "By the clock.") {
                .text($0.shown.status.rawValue)
            },
            .init("component_ids", .list(.text)) { .list($0.shown.components.map { .text($0) }) },
            .init("monitor_ids", .list(.integer)) {
                .list($0.shown.monitors.map { .integer($0) })
            },
            .init(
                "repeat",
                .record([SchemaMember("every", .choice(RepeatUnit.allCases.map(\.rawValue)))]),
                "How it recurs, as declared; absent where it does not.",
                isRequired: false
            ) { $0.shown.rule.map(JSON.init) },
            .init(
                "occurrences",
                .list(occurrence),
                "The windows in the range that was asked for, of one that recurs.",
                isRequired: false
            ) { listed in
                guard listed.shown.rule != nil else { return nil }
                return .list(listed.occurrences.map(json))
            },
            .init("created_at", .time) { .time($0.shown.published.createdAt) },
            .init("updated_at", .time) { .time($0.shown.published.updatedAt) },
        ]
    )

    /// As public routes have it.
    static let publicMaintenance = View(
        "PublicMaintenance",
        [
            .init("id", .text) { .text(String($0.shown.number)) },
            .init("title", .text) { .text($0.shown.title) },
            .init("message", .text) { .text($0.shown.message ?? "") },
            .init("status", .choice(states)) { .text($0.shown.status.rawValue) },
            .init("start_at", .time) { .time($0.shown.window.lowerBound) },
            .init("end_at", .time) { .time($0.shown.window.upperBound) },
            .init("components", .list(.text), "Their names.") { listed in
                .list(listed.shown.components.map { .text(listed.shown.page.name(of: $0)) })
            },
        ]
    )

    private static func json(_ window: Range<Instant>) -> JSON {
        .object(["start_at": .time(window.lowerBound), "end_at": .time(window.upperBound)])
    }
}
