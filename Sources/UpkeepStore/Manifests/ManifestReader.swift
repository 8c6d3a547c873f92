import UpkeepEngine
import UpkeepSource
import UpkeepYAML

/// What the reading of manifests depends on beside their bytes.
package struct ManifestReader: Sendable {
    package let kinds: [Kind]
    package let now: Instant
    package let zones: TimeZones
    package let limits: TreeLimits
    /// What forbids to look into a file at all, such as a secret in it.
    private let inspect: @Sendable (SourceFile) -> [Diagnostic]
    /// Stands for everything that is built in, so that a state made by another build is not taken at its word.
    private let fingerprint: String

    /// `version` is that of the program.
    package init(
        kinds: [Kind],
        version: String,
        now: Instant,
        zones: TimeZones = .system,
        limits: TreeLimits = TreeLimits(),
        inspect: @escaping @Sendable (SourceFile) -> [Diagnostic] = { _ in [] }
    ) {
        self.inspect = inspect
        self.kinds = kinds
        self.now = now
        self.zones = zones
        self.limits = limits
        fingerprint = Digest.of(
            [version, "\(limits.yaml)", JSONSchema.manifest(of: kinds).json].joined(separator: "\n")
        )
    }

    func parse(_ file: ManifestFile) -> Manifest {
        let source = SourceFile(path: file.path, name: file.name, bytes: file.bytes)
        let findings = inspect(source)
        if !findings.isEmpty { return refused(findings) }
        let parsed = YAML.parse(source, limits: limits.yaml)
        // What escapes and folded lines have hidden from the look at the bytes.
        let hidden = parsed.documents.filter { !$0.decoded.isEmpty }.flatMap { tree in
            inspect(SourceFile(path: file.path, name: file.name, bytes: tree.decoded)).map {
                $0.moved(to: tree.root?.range)
            }
        }
        if !hidden.isEmpty { return refused(hidden) }
        return Manifest(
            parsed.documents,
            isComplete: parsed.isComplete,
            parsed.diagnostics,
            kinds: kinds,
            zones: zones.database
        )
    }

    private func refused(_ findings: [Diagnostic]) -> Manifest {
        var diagnostics = Diagnostics()
        for diagnostic in findings { diagnostics.report(diagnostic) }
        return Manifest([], isComplete: false, diagnostics, kinds: kinds, zones: zones.database)
    }

    /// The digests of the manifests that need not be parsed when they still have them.
    func settledDigests(of record: ManifestRecord) -> [String: String] {
        guard record.reader == fingerprint,
            record.zones.allSatisfy({ zones.digest(of: $0.key) == $0.value })
        else { return [:] }
        return record.digests.filter { !record.unsettled.contains($0.key) }
    }

    /// What an apply notes, so that the next run can tell what has changed.
    func record(_ readings: [ManifestReading], after record: ManifestRecord?) -> ManifestRecord {
        let parsed = readings.compactMap(\.manifest)
        let isWhole = parsed.count == readings.count
        let names = parsed.reduce(into: Set<String>()) { $0.formUnion($1.zoneNames) }
        var zones = isWhole ? [:] : record?.zones ?? [:]
        for name in names { zones[name] = self.zones.digest(of: name) }
        return ManifestRecord(
            digests: Dictionary(readings.map { ($0.file.name, $0.digest) }) { first, _ in first
            },
            unsettled: Set(readings.filter { $0.manifest?.isSettled == false }.map(\.file.name)),
            reader: fingerprint,
            zones: zones
        )
    }
}
