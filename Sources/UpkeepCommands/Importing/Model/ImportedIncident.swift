import UpkeepEngine
import UpkeepKinds

/// An incident to be.
struct ImportedIncident {
    struct Update {
        let at: Instant
        let state: IncidentState
        let message: String
    }

    static let updateLimit = 500

    let id: String
    let page: String
    var title: String
    var impact: IncidentImpact
    /// The oldest first; at least one.
    var updates: [Update]
    var components: [String] = []

    var specification: Value {
        .map([
            "status_page": .text(page),
            "title": .text(title),
            "impact": .text(impact.rawValue),
            "components": .list(components.map(Value.text)),
            "updates": .list(
                updates.map {
                    .map([
                        "at": .text($0.at.description), "state": .text($0.state.rawValue),
                        "message": .text($0.message),
                    ])
                }
            ),
        ])
    }
}
