import UpkeepEngine

/// What a key may do.
package enum Scope: String, Choice {
    case readStatusPages = "status_pages:read"
    case readMonitors = "monitors:read"
    case writeMonitors = "monitors:write"
    case readIncidents = "incidents:read"
    case writeIncidents = "incidents:write"
    case readMaintenances = "maintenances:read"
    case writeMaintenances = "maintenances:write"
    case readAnalytics = "analytics:read"

    package static let spellings = ["status-pages:read": Scope.readStatusPages]

    package var help: String {
        switch self {
        case .readStatusPages: "read status pages and their components"
        case .readMonitors: "read monitors"
        case .writeMonitors: "change monitors, with an apply"
        case .readIncidents: "read incidents and their updates"
        case .writeIncidents: "change incidents, with an apply"
        case .readMaintenances: "read maintenances"
        case .writeMaintenances: "change maintenances, with an apply"
        case .readAnalytics: "read availability and analytics"
        }
    }

    /// Scopes as a plan and a list show them; none are all.
    package static func text(of scopes: Set<Scope>) -> String {
        scopes.isEmpty
            ? "FULL ACCESS" : scopes.map(\.rawValue).sorted().joined(separator: ", ")
    }

    /// What another set of scopes gives and takes, a line each.
    static func effects(from before: Set<Scope>, to after: Set<Scope>) -> [String] {
        if before == after { return [] }
        if after.isEmpty { return ["FULL ACCESS, no longer only some scopes"] }
        if before.isEmpty { return ["it loses full access"] }
        let (gained, lost) = (after.subtracting(before), before.subtracting(after))
        return (gained.isEmpty ? [] : ["it gains \(text(of: gained))"])
            + (lost.isEmpty ? [] : ["it loses \(text(of: lost))"])
    }
}
