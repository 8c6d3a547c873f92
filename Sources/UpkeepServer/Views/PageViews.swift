import UpkeepEngine
import UpkeepKinds

extension View<SitePage> {
    static let page = View(
        "StatusPage",
        [
            .init("id", .uuid) { .text($0.uuid) },
            .init("name", .text) { .text($0.name) },
            .init("slug", .text) { .text($0.slug) },
            .init("url", .text, "Its own domain; absent where it has none.", isRequired: false) {
                $0.published.specification.url.map { .text($0) }
            },
        ]
    )
}

/// A page with what is on it.
struct PageContents: Sendable {
    let status: PageStatus
    let monitors: [ShownMonitor]
}

extension View<PageContents> {
    private static let component = Schema.object(
        "Component",
        [
            SchemaMember("id", .text), SchemaMember("name", .text),
            SchemaMember("group", .text, isRequired: false),
            SchemaMember("description", .text, isRequired: false),
            SchemaMember("status", .choice(ComponentStatus.allCases.map(\.rawValue))),
        ]
    )

    static let contents = View(
        "StatusPageWithContents",
        View<SitePage>.page.members.map { member in
            .init(member.name, member.schema, member.about, isRequired: member.isRequired) {
                member.value($0.status.page)
            }
        } + [
            .init("monitors", .list(View<ShownMonitor>.monitorOnPage.schema)) {
                .list($0.monitors.map(View<ShownMonitor>.monitorOnPage.json))
            },
            .init("components", .list(component), "In the order of the page.") { contents in
                .list(contents.status.page.components.map { json($0, contents.status) })
            },
        ]
    )

    private static func json(_ component: Component, _ status: PageStatus) -> JSON {
        .object([
            "id": .text(component.id),
            "name": .text(component.name),
            "group": component.group.map { .text($0) },
            "description": component.description.map { .text($0) },
            "status": .text(status.status(of: component).rawValue),
        ])
    }
}
