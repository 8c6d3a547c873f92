import ArgumentParser

/// The systems whose files can be imported.
enum ImportSystem: String, CaseIterable, ExpressibleByArgument {
    case gatus
    case upptime
    case openstatus
    case uptimeKuma = "uptime-kuma"
    case statuspage

    /// What people call it.
    var title: String {
        switch self {
        case .gatus: "Gatus"
        case .upptime: "Upptime"
        case .openstatus: "OpenStatus"
        case .uptimeKuma: "Uptime Kuma"
        case .statuspage: "Atlassian Statuspage"
        }
    }

    /// The most bytes that a file of it is read of: exports hold pictures and years of incidents.
    var fileBytes: Int { isJSON ? 16_777_216 : 1_048_576 }

    /// Whether its files are always JSON.
    var isJSON: Bool { self == .uptimeKuma || self == .statuspage }

    /// What is expected of a file of it.
    var expectation: String {
        switch self {
        case .gatus: "a configuration with `endpoints`, or Kubernetes manifests that hold one"
        case .upptime: "a `.upptimerc.yml` with `sites`"
        case .openstatus: "an `openstatus.yaml` with monitors"
        case .uptimeKuma: "a backup (Settings > Backup) with a `monitorList`"
        case .statuspage:
            "an answer of its API with components, incidents or scheduled maintenances, such as `summary.json`"
        }
    }
}
