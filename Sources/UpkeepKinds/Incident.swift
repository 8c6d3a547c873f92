import UpkeepEngine
import UpkeepSource

/// Something that went wrong, and what was said about it.
package struct Incident: Specification {
    package static let kind = KindName("incident", section: "incidents")
    package static let publicID = PublicIDForm.number
    package static let writeScope: String? = Scope.writeIncidents.rawValue
    package static let summary = "Something that went wrong, and what was said about it."

    package let statusPage: String
    package let title: String
    package let impact: IncidentImpact
    package let components: Set<String>
    package let monitors: Set<String>
    /// In ascending order of their times; at least one.
    package let updates: [IncidentUpdate]

    package init(_ fields: inout FieldReader) {
        let statusPage = fields.statusPage()
        title = fields.required("title", .text(1...200), "What visitors read.")
        impact = fields.required(
            "impact",
            .choice(IncidentImpact.self),
            "How bad it is for the components."
        )
        components = fields.components(
            of: statusPage,
            "The components of the page that are affected."
        )
        monitors = fields.monitors(
            "The monitors that were down; their availability counts the incident."
        )
        updates = fields.required(
            "updates",
            .list(.record(IncidentUpdate.self), count: 1...500),
            "What was said, the oldest first. Append; what is published stays."
        )
        self.statusPage = statusPage
        for (earlier, later) in zip(updates, updates.dropFirst()) where later.at < earlier.at {
            fields.report(at: "updates") { .updatesOutOfOrder(earlier.at, later.at, at: $0) }
        }
    }

    /// What the last update says; nil when there is none.
    package var state: IncidentState? { updates.last?.state }

    package static func review(_ change: Transition<Incident>, in context: PlanContext) -> Review {
        guard let after = change.after else {
            return Review(effects: [
                "visitors lose: the incident and its \(change.before?.updates.count ?? 0) updates"
            ])
        }
        var review = Review()
        if let before = change.before {
            review.diagnostics = after.rewrites(of: before, change.node, at: context.now)
            if after.updates.count > before.updates.count, let last = after.updates.last {
                review.effects.append("visitors read: \(last.state.rawValue): \(last.message)")
            }
        }
        let wasOver = change.before?.state == .resolved && after.state == .resolved
        let isNews =
            !wasOver
            && (change.before?.state != after.state || change.before?.impact != after.impact)
        if isNews, let state = after.state {
            let names = context.componentNames(after.components, of: after.statusPage).joined(
                separator: ", "
            )
            let status = after.impact.componentStatus
            review.effects.append(
                state == .resolved
                    ? "visitors see: resolved"
                    : "visitors see: " + (names.isEmpty ? state.rawValue : "\(names) \(status)")
            )
        }
        return review
    }

    /// The update of a time as it is now, or else all of them.
    private static func node(ofUpdateAt time: Instant, in node: Node) -> Node {
        guard let updates = node["updates"] else { return node }
        return updates.elements.first { update in
            update["at"].flatMap { Instant(rfc3339: $0.text) } == time
        } ?? updates
    }

    private func rewrites(of before: Incident, _ node: Node?, at now: Instant) -> [Diagnostic] {
        guard let node else { return [] }
        return before.updates.filter { $0.at <= now && !updates.contains($0) }.map {
            .publishedUpdateChanged($0.at, at: Self.node(ofUpdateAt: $0.at, in: node))
        }
    }
}

/// Something that was said about an incident.
package struct IncidentUpdate: Record, Hashable {
    package static let name = "update"

    package let at: Instant
    package let state: IncidentState
    package let message: String

    package init(_ fields: inout FieldReader) {
        at = fields.required("at", .time, "When it was said.")
        state = fields.required("state", .choice(IncidentState.self), "How far the work had come.")
        message = fields.required("message", .multilineText(1...10_000), "What visitors read.")
    }
}

package enum IncidentState: String, Choice {
    case investigating
    case identified
    case monitoring
    case resolved

    package var help: String {
        switch self {
        case .investigating: "the cause is looked for"
        case .identified: "the cause is known"
        case .monitoring: "a remedy is in place and is watched"
        case .resolved: "it is over"
        }
    }
}

package enum IncidentImpact: String, Choice {
    case none
    case minor
    case major
    case critical

    package var help: String { "the components are \(componentStatus)" }

    /// What an unresolved incident makes of its components, in words.
    package var componentStatus: String {
        switch self {
        case .none: "operational"
        case .minor: "degraded"
        case .major: "partially out"
        case .critical: "out"
        }
    }
}
