import UpkeepEngine
import UpkeepSource

/// A page that tells visitors how its components are.
package struct StatusPage: Specification {
    package static let kind = KindName("status_page", section: "status_pages")
    package static let publicID = PublicIDForm.uuid
    package static let summary =
        "A page that tells visitors how its components are; its id is its address."

    package let name: String
    package let description: String?
    package let url: String?
    package let timeZone: Zone
    package let branding: Branding?
    /// Whose pages may show it in a frame.
    package let embedders: Set<String>
    package let components: [Component]

    /// Addresses of the server that a page cannot have.
    package static let reservedIDs: Set = [
        "api", "assets", "badge", "docs", "favicon", "healthz", "history", "incidents", "metrics",
        "openapi", "readyz", "robots", "user",
    ]

    package init(_ fields: inout FieldReader) {
        name = fields.required("name", .text(1...120), "The title that visitors read.")
        description = fields.optional(
            "description",
            .multilineText(1...2_000),
            "A few words below the title."
        )
        url = fields.optional("url", .webAddress, "The page's own domain.")
        timeZone = fields.optional(
            "time_zone",
            .timeZone,
            default: .utc,
            "In which times are shown."
        )
        branding = fields.optional("branding", .record(Branding.self), "What it looks like.")
        embedders = fields.collection(
            "embedders",
            .set(.origin, count: 0...20),
            "Web sites that may show the page in a frame, as https://intranet.example. Left out: none."
        )
        components = fields.collection(
            "components",
            .parts("component", of: fields.id, Component.self, count: 0...500),
            "What has a status of its own, in the order of the page."
        )
        let id = fields.id
        if Self.reservedIDs.contains(id) {
            fields.report(at: "") { .reservedPage(id, at: $0) }
        }
    }

    package static func review(_ change: Transition<StatusPage>, in context: PlanContext) -> Review
    {
        guard let after = change.after else {
            return Review(effects: ["visitors get: 404 at /\(change.id)"])
        }
        guard let before = change.before else {
            return Review(effects: ["visitors see: a new page at /\(change.id)"])
        }
        var effects: [String] = []
        if before.url != after.url {
            effects.append(
                after.url.map { "visitors find the page at \($0)" }
                    ?? "visitors no longer find the page at \(before.url ?? "")"
            )
        }
        if before.branding != after.branding { effects.append("visitors see: a new look") }
        effects += Component.effects(from: before.components, to: after.components)
        return Review(effects: effects)
    }
}

/// A part of what a status page is about.
package struct Component: Record {
    package static let name = "component"

    package let id: String
    package let name: String
    package let group: String?
    package let description: String?

    package init(_ fields: inout FieldReader) {
        id = fields.id
        name = fields.required("name", .text(1...120), "What visitors read.")
        group = fields.optional("group", .text(1...120), "The heading that it stands under.")
        description = fields.optional(
            "description",
            .multilineText(1...2_000),
            "A few words about it."
        )
    }

    fileprivate static func effects(from before: [Component], to after: [Component]) -> [String] {
        let old = Set(before.map(\.id))
        let new = Set(after.map(\.id))
        let added = after.filter { !old.contains($0.id) }.map(\.name)
        let removed = before.filter { !new.contains($0.id) }.map(\.name)
        var effects: [String] = []
        if !added.isEmpty {
            effects.append("visitors see: \(added.joined(separator: ", ")) as new")
        }
        if !removed.isEmpty {
            effects.append("visitors no longer see: \(removed.joined(separator: ", "))")
        }
        return effects
    }
}

extension PlanContext {
    /// The names that visitors read for components of a page; an id where the page has no such component.
    func componentNames(_ ids: Set<String>, of page: String) -> [String] {
        let components = specification(StatusPage.self, id: page)?.components ?? []
        let known = components.filter { ids.contains($0.id) }
        return known.map(\.name) + ids.subtracting(known.map(\.id)).sorted()
    }
}
