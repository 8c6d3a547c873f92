import UpkeepSource
import UpkeepYAML

/// A file of another system.
enum ForeignFile {
    /// Its documents, and what is to be said about it.
    static func parse(_ file: SourceFile, of system: ImportSystem) -> YAMLFile {
        var limits = YAMLLimits.foreign
        limits.fileBytes = system.fileBytes
        if system.isJSON { return JSONDocument.parse(file, limits: limits) }
        // JSON is YAML, too, but its own parser takes a fraction of the time.
        let first = file.bytes.first { $0 > 0x20 }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            let read = JSONDocument.parse(file, limits: limits)
            if !read.diagnostics.hasErrors { return read }
        }
        return YAML.parse(file, limits: limits, as: .foreign)
    }

    /// Whether a file has marks of templates, which its system never sees.
    static func isTemplate(_ file: SourceFile) -> Bool {
        zip(file.bytes, file.bytes.dropFirst()).contains { byte, next in
            byte == UInt8(ascii: "{") && (next == byte || next == UInt8(ascii: "%"))
        }
    }

    /// What may be wrong with files in which there is nothing to import.
    static func hints(_ roots: [Node], _ system: ImportSystem) -> [String] {
        let looks = ImportSystem.allCases.filter { other in
            other != system && roots.contains { $0.looksLike(other) }
        }
        if let other = looks.first {
            return ["it looks like a file of \(other.title): --format \(other.rawValue)"]
        }
        var hints = ["expected is \(system.expectation)"]
        let kinds = Set(roots.compactMap { $0.setting("kind")?.string }).sorted()
        if !kinds.isEmpty, system == .gatus {
            let names = kinds.prefix(3).joined(separator: ", ").printable
            hints.append(
                "of Kubernetes (\(names)) only a ConfigMap, HelmRelease or ApplicationDefinition is read"
            )
            hints.append("what stands in a template has to be made by it first")
        }
        if system == .gatus, roots.contains(where: { $0.setting("services") != nil }) {
            hints.append("the configuration is a file that the service mounts")
        }
        if system == .gatus, roots.contains(where: \.isPartOfGatus) {
            hints.append(
                "a configuration in several files is imported with --from for each, or for their folder"
            )
        }
        return hints
    }
}

extension Node {
    /// Whether a document has the marks of a system's files.
    fileprivate func looksLike(_ system: ImportSystem) -> Bool {
        switch system {
        case .gatus: setting(anyOf: ["endpoints", "external-endpoints"]) != nil
        case .upptime:
            setting("sites") != nil && setting(anyOf: ["owner", "status-website"]) != nil
        case .openstatus:
            records.contains {
                $0.setting("frequency") != nil && $0.setting(anyOf: ["request", "kind"]) != nil
            }
        case .uptimeKuma: setting("monitorList") != nil
        case .statuspage:
            setting("page") != nil && setting(anyOf: ["components", "incidents"]) != nil
        }
    }

    fileprivate var isPartOfGatus: Bool {
        setting(anyOf: ["alerting", "storage", "web", "ui", "client"]) != nil
    }
}
