import UpkeepSource

/// Gathers what all manifests declare into the desired state, and finds what is wrong between them.
package struct Collector: Sendable {
    private let kinds: [Kind]
    private let now: Instant
    private let zones: ZoneDatabase
    private var manifests: [Manifest] = []
    private var stored: [Resource] = []
    private var diagnostics = Diagnostics()
    /// Whether all files could be read to their ends.
    private var isComplete = true

    package init(kinds: [Kind], now: Instant, zones: ZoneDatabase) {
        self.kinds = kinds
        self.now = now
        self.zones = zones
    }

    /// Adds what was found before any file was read.
    package mutating func add(_ diagnostics: Diagnostics) {
        self.diagnostics.merge(diagnostics)
        if diagnostics.hasErrors { isComplete = false }
    }

    /// Adds a file.
    ///
    /// Files come in ascending order of their names: of two places that declare the same, the first counts.
    package mutating func add(_ manifest: Manifest) {
        diagnostics.merge(manifest.diagnostics)
        if !manifest.isComplete { isComplete = false }
        manifests.append(manifest)
    }

    /// Adds resources whose manifests have not changed since they were stored.
    ///
    /// They come in ascending order of their ids.
    package mutating func add(unchanged resources: some Sequence<StoredResource>) {
        stored += resources.map(Resource.init(unchanged:))
    }

    /// The desired state, and all that is wrong with the manifests.
    package consuming func finish() -> (desired: DesiredState, diagnostics: Diagnostics) {
        let entries = SortedEntries(of: manifests)
        var diagnostics = diagnostics
        for (entry, first) in entries.duplicates {
            let name = kinds.first { $0.name.word == entry.id.kind }?.name
            guard let name else { preconditionFailure("an entry has a kind") }
            diagnostics.report(.duplicateResource(entry.id, name, at: entry.key, first: first.key))
        }
        for index in entries.indices { diagnostics.merge(entries[index].diagnostics) }
        diagnostics.report(unknownZones: manifests.flatMap(\.unknownZones), in: zones)
        let declared = DeclaredIDs(entries, stored, kinds: kinds, zones: zones)
        let desired = DesiredState(
            resources: entries.resources.merged(with: stored),
            danglingReferences: isComplete ? declared.danglingReferences : []
        )
        for diagnostic in Self.problemsOfPreviousIDs(in: desired) { diagnostics.report(diagnostic) }
        let context = CheckContext(desired: desired, now: now, zones: zones)
        for kind in kinds {
            for diagnostic in kind.check(desired, context) { diagnostics.report(diagnostic) }
        }
        return (desired, diagnostics)
    }

    private static func problemsOfPreviousIDs(in desired: DesiredState) -> [Diagnostic] {
        var claims: [ResourceID: Resource] = [:]
        var problems: [Diagnostic] = []
        for resource in desired.resources where !resource.previousIDs.isEmpty {
            for id in resource.previousIDs {
                let previous = ResourceID(kind: resource.id.kind, id: id)
                if previous == resource.id || claims[previous]?.id == resource.id { continue }
                if let other = desired[previous] {
                    problems.append(.previousIDInUse(previous, by: resource, other: other))
                } else if let other = claims[previous] {
                    problems.append(.previousIDTwice(previous, by: resource, other: other))
                }
                claims[previous] = resource
            }
        }
        return problems
    }
}
