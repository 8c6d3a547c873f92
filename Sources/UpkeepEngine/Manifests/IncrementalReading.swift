import UpkeepSource

/// Reads a tree of which only some manifests were parsed, because the state was made from all others as they are.
///
/// Nothing that can be said about a tree is left out by it: as soon as there is anything to say that is not about one of
/// the parsed manifests alone, it yields nil, and everything has to be parsed. So it need not know where the resources of
/// the other manifests stand in their files, what they refer to, or what they were called before.
package struct IncrementalReading: Sendable {
    private let parsed: [Manifest]
    private let unchanged: Set<String>
    private let state: State

    /// `unchanged` are the names of the manifests that were not parsed.
    package init(parsed: [Manifest], unchanged: Set<String>, state: State) {
        self.parsed = parsed
        self.unchanged = unchanged
        self.state = state
    }

    /// The desired state, and what is wrong with the parsed manifests; nil when everything has to be parsed.
    package func result(
        kinds: [Kind],
        now: Instant,
        zones: ZoneDatabase
    ) -> (desired: DesiredState, diagnostics: Diagnostics)? {
        var collector = Collector(kinds: kinds, now: now, zones: zones)
        var own = Diagnostics()
        for manifest in parsed {
            collector.add(manifest)
            own.merge(manifest.allDiagnostics)
            if !manifest.unknownZones.isEmpty { return nil }
        }
        if own.hasErrors { return nil }
        let (kept, others) = state.resources.divided { unchanged.contains($0.place.path) }
        // What is declared again in a manifest that has changed is declared twice.
        let isTwice = parsed.contains { $0.entries.contains { kept.element($0.id) != nil } }
        if isTwice { return nil }
        collector.add(unchanged: kept)
        let (desired, diagnostics) = collector.finish()
        guard diagnostics.all.count == own.all.count, desired.danglingReferences.isEmpty,
            keeps(others, in: desired, kinds: kinds, zones: zones)
        else { return nil }
        return (desired, diagnostics)
    }

    /// Whether everything that others could refer to is still there: what is gone may have been referred to in a
    /// manifest that was not parsed.
    private func keeps(
        _ resources: [StoredResource],
        in desired: DesiredState,
        kinds: [Kind],
        zones: ZoneDatabase
    ) -> Bool {
        resources.allSatisfy { stored in
            guard let resource = desired[stored.id] else { return false }
            let kind = kinds.first { $0.name.word == stored.id.kind }
            guard let kind, !kind.partNames.isEmpty else { return kind != nil }
            let parts = kind.links(of: stored.id, stored.declaration, zones: zones).parts
            return Set(resource.parts).isSuperset(of: parts)
        }
    }
}

extension [StoredResource] {
    fileprivate func divided(
        by isFirst: (StoredResource) -> Bool
    ) -> (first: [StoredResource], second: [StoredResource]) {
        var (first, second): ([StoredResource], [StoredResource]) = ([], [])
        first.reserveCapacity(count)
        for resource in self {
            if isFirst(resource) { first.append(resource) } else { second.append(resource) }
        }
        return (first, second)
    }
}
