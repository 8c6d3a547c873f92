import UpkeepSource
import UpkeepYAML

/// A configuration of Gatus, or a part of one, wherever it was found.
struct GatusConfiguration {
    var root: Node?
    var endpoints: [Node] = []
    /// What endpoints are called that have no name of their own.
    var defaultName: Node?

    init(_ root: Node) {
        self.root = root
        endpoints = root.setting("endpoints")?.records ?? []
    }

    init(endpoints: [Node], defaultName: Node? = nil) {
        self.endpoints = endpoints
        self.defaultName = defaultName
    }

    /// The keys that tell a configuration from other YAML.
    private static let marks = [
        "endpoints", "external-endpoints", "suites", "announcements", "maintenance", "alerting",
        "storage", "ui", "connectivity",
    ]

    static func isOne(_ node: Node) -> Bool {
        node.shape == .mapping && node.setting("apiVersion") == nil
            && node.setting(anyOf: marks) != nil
    }

    /// Whether a list is one of endpoints.
    static func isEndpoints(_ node: Node) -> Bool {
        node.shape == .sequence && !node.records.isEmpty
            && node.records.allSatisfy {
                $0.setting("url") != nil && $0.setting("conditions") != nil
            }
    }
}

extension ImportDraft {
    /// How many texts in other files are looked into.
    private static var embeddedLimit: Int { 100 }

    /// The configurations in a document: itself, or what Kubernetes and Helm wrap around them.
    mutating func gatusConfigurations(in root: Node) -> [GatusConfiguration] {
        if GatusConfiguration.isOne(root) {
            ledger.add(root)
            return [GatusConfiguration(root)]
        }
        if GatusConfiguration.isEndpoints(root) {
            ledger.add(root)
            return [GatusConfiguration(endpoints: root.records)]
        }
        switch root.setting("kind")?.string {
        case "ConfigMap": return embeddedConfigurations(in: root)
        case "HelmRelease": return wrapped(root.setting(at: "spec", "values"), in: root)
        case "ApplicationDefinition":
            guard let list = root.setting(at: "spec", "gatus"), list.shape == .sequence else {
                return []
            }
            surround(list, in: root)
            let name = root.setting(at: "spec", "name")
            return [GatusConfiguration(endpoints: list.records, defaultName: name)]
        case "List":
            return root.setting("items")?.records.flatMap { gatusConfigurations(in: $0) } ?? []
        case nil: return wrapped(root, in: root)
        default: return []
        }
    }

    /// Notes that of a document nothing but one value is settings.
    private mutating func surround(_ value: Node, in root: Node) {
        ledger.add(root)
        ledger.surround(root)
        ledger.leave(value, .unknown)
    }

    /// The configuration in the values of a chart, at its top or below the name of the chart.
    private mutating func wrapped(_ values: Node?, in root: Node) -> [GatusConfiguration] {
        // A chart that many use for programs without one of their own has ConfigMaps among its values.
        let maps = values?.setting("configMaps")?.records ?? []
        let embedded = maps.flatMap { embeddedConfigurations(in: $0) }
        if !embedded.isEmpty { return embedded }
        let places = [values?.setting("config"), values?.setting(at: "gatus", "config")]
        guard let config = places.compactMap({ $0 }).first(where: GatusConfiguration.isOne) else {
            return []
        }
        surround(config, in: root)
        return [GatusConfiguration(config)]
    }

    private mutating func embeddedConfigurations(in root: Node) -> [GatusConfiguration] {
        var found: [GatusConfiguration] = []
        guard let data = root.setting("data"), data.shape == .mapping else { return [] }
        for (key, value) in data.entries.prefix(Self.embeddedLimit) where !key.isRefused {
            guard value.shape == .scalar, value.text.contains("endpoints:") else { continue }
            let file = EmbeddedFile(value)
            diagnostics.merge(file.documents.diagnostics)
            for inner in file.documents.documents.compactMap(\.root)
            where GatusConfiguration.isOne(inner) {
                ledger.add(inner, at: SettingPath(steps: [.key(key)]), position: file.position)
                found.append(GatusConfiguration(inner))
            }
        }
        return found
    }
}
