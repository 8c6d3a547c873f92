import UpkeepEngine
import UpkeepSource

/// The settings of the whole tree.
package struct Workspace: Specification {
    package static let kind = KindName(singleton: "workspace")
    package static let publicID = PublicIDForm.uuid
    package static let summary = "Settings of the whole tree; at most one."

    package let name: String
    package let plan: BillingPlan
    package let baseURL: String?
    /// How long before its start a maintenance has to be announced; zero for no rule.
    package let maintenanceNotice: Seconds
    package let freezes: [Freeze]
    /// Whether every apply has to be made as a key.
    package let requiresKey: Bool
    /// Whether pages tell visitors which commit they were made of.
    package let showsCommit: Bool

    package init(_ fields: inout FieldReader) {
        name = fields.required("name", .text(1...120), "Whose status pages these are.")
        plan = fields.optional(
            "plan",
            .choice(BillingPlan.self),
            default: .pro,
            "What the workspace may use."
        )
        baseURL = fields.optional(
            "base_url",
            .webAddress,
            "Where the server is reached, for links."
        )
        maintenanceNotice = fields.optional(
            "maintenance_notice",
            .duration(in: 0...2_592_000),
            default: 0,
            "How long before its start a maintenance has to be applied, unless it is an `emergency`."
        )
        freezes = fields.collection(
            "freezes",
            .list(.record(Freeze.self), count: 0...100),
            "Periods without maintenances, such as the days before a holiday."
        )
        requiresKey = fields.optional(
            "require_key",
            .boolean,
            default: false,
            "Whether every apply has to be made as a key, with `UPKEEP_API_KEY`."
        )
        showsCommit = fields.optional(
            "show_commit",
            .boolean,
            default: false,
            "Whether pages tell visitors which commit they were made of."
        )
    }

    package static func review(_ change: Transition<Workspace>, in context: PlanContext) -> Review {
        guard let after = change.after else { return Review() }
        if after.requiresKey, !APIKey.someHasFullAccess(in: context) {
            let node = change.node.map { $0["require_key"] ?? $0 } ?? .nothing
            return Review(diagnostics: [.noKeyForRequiredOne(at: node)])
        }
        guard let before = change.before else { return Review() }
        var effects: [String] = []
        if before.name != after.name { effects.append("visitors see: the new name \(after.name)") }
        if before.requiresKey, !after.requiresKey {
            effects.append("applies no longer need a key")
        }
        return Review(effects: effects)
    }
}

/// What the workspace has subscribed to; API keys need `pro` or above.
package enum BillingPlan: String, Choice {
    case free
    case starter
    case pro
    case growth
    case business
    case enterprise

    /// Whether keys come with it.
    package var hasAPIAccess: Bool {
        switch self {
        case .free, .starter: false
        case .pro, .growth, .business, .enterprise: true
        }
    }

    package var help: String { hasAPIAccess ? "with API access" : "without API access" }
}

/// A period without maintenances.
package struct Freeze: Record {
    package static let name = "freeze"

    package let start: Instant
    package let end: Instant
    package let reason: String

    package init(_ fields: inout FieldReader) {
        let start = fields.required("start_at", .time, "When the freeze begins.")
        let end = fields.required("end_at", .time, "When it ends.")
        reason = fields.required("reason", .text(1...200), "Why, for whoever is refused.")
        self.start = start
        self.end = end
        if end <= start, fields.reads("start_at", "end_at") {
            fields.report(at: "end_at") { .endNotAfterStart("freeze", at: $0) }
        }
    }
}
