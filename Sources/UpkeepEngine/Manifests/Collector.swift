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
        let (entries, duplicates) = sortedEntries()
        var diagnostics = diagnostics
        for duplicate in duplicates { diagnostics.report(duplicate) }
        for entry in entries { diagnostics.merge(entry.diagnostics) }
        let declared = DeclaredIDs(entries, stored, kinds: kinds, zones: zones)
        let desired = DesiredState(
            resources: entries.compactMap(\.resource).merged(with: stored),
            danglingReferences: isComplete ? declared.danglingReferences : []
        )
        for diagnostic in Self.problemsOfPreviousIDs(in: desired) { diagnostics.report(diagnostic) }
        let context = CheckContext(desired: desired, now: now, zones: zones)
        for kind in kinds {
            for diagnostic in kind.check(desired, context) { diagnostics.report(diagnostic) }
        }
        return (desired, diagnostics)
    }

    /// Every id once, in ascending order, and the problems with the ids that are declared again.
    private func sortedEntries() -> (entries: [Manifest.Entry], problems: [Diagnostic]) {
        var entries: [Manifest.Entry] = []
        entries.reserveCapacity(manifests.reduce(0) { $0 + $1.entries.count })
        for manifest in manifests { entries += manifest.entries }
        // Trees are often written in order, and then there is nothing to do.
        if zip(entries, entries.dropFirst()).allSatisfy({ $0.id < $1.id }) { return (entries, []) }
        let order = entries.indices.sorted {
            entries[$0].id == entries[$1].id ? $0 < $1 : entries[$0].id < entries[$1].id
        }
        var unique: [Manifest.Entry] = []
        unique.reserveCapacity(entries.count)
        var problems: [Diagnostic] = []
        for index in order {
            let entry = entries[index]
            if let first = unique.last, first.id == entry.id {
                let name = kinds.first { $0.name.word == entry.id.kind }?.name
                guard let name else { preconditionFailure("an entry has a kind") }
                problems.append(.duplicateResource(entry.id, name, at: entry.key, first: first.key))
            } else {
                unique.append(entry)
            }
        }
        return (unique, problems)
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
