import UpkeepEngine

extension Kind {
    /// Everything that can be declared, in the order of the documentation.
    package static let all: [Kind] = [
        Kind(Workspace.self),
        Kind(StatusPage.self),
        Kind(Monitor.self),
        Kind(APIKey.self),
        Kind(Maintenance.self),
        Kind(Incident.self),
    ]
}
