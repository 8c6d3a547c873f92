import UpkeepSource

/// Reads a tree of which some manifests are broken: what those declare stays as a state has it, and so does everything that is no
/// longer declared anywhere, since a broken manifest may declare it now.
package struct PartialReading: Sendable {
    package let desired: DesiredState
    /// What is wrong with the broken manifests, and what there is to know of the others.
    package let diagnostics: Diagnostics
    /// The places of the broken ones among the manifests.
    package let broken: Set<Int>

    /// Reads manifests, each with the path that diagnostics call it by; nil when something is wrong that is about none of them.
    ///
    /// A manifest that needs what a broken one may declare is broken, too.
    package init?(
        _ manifests: [(path: String, manifest: Manifest)],
        keeping state: State,
        kinds: [Kind],
        now: Instant,
        zones: ZoneDatabase
    ) {
        let places = Dictionary(
            manifests.indices.map { (manifests[$0].path, $0) }
        ) { first, _ in first }
        var broken = Set(
            manifests.indices.filter { manifests[$0].manifest.allDiagnostics.hasErrors }
        )
        var problems = Diagnostics()
        for place in broken.sorted() { problems.merge(manifests[place].manifest.allDiagnostics) }
        while true {
            var collector = Collector(kinds: kinds, now: now, zones: zones)
            var taken: Set<ResourceID> = []
            for place in manifests.indices where !broken.contains(place) {
                collector.add(manifests[place].manifest)
                taken.formUnion(manifests[place].manifest.takenIDs)
            }
            let kept = state.resources.filter { !taken.contains($0.id) }
            collector.add(unchanged: kept)
            var (desired, diagnostics) = collector.finish()
            for problem in Self.missingParts(of: kept, in: desired, kinds, zones) {
                diagnostics.report(problem)
            }
            diagnostics.report(dangling: desired.danglingReferences, in: desired)
            let errors = diagnostics.all.filter { $0.severity == .error }
            let causes = errors.map { $0.range.flatMap { places[$0.path] } }
            let more = Set(causes.compactMap(\.self)).subtracting(broken)
            if more.isEmpty {
                guard errors.isEmpty else { return nil }
                problems.merge(diagnostics)
                self.desired = desired
                self.diagnostics = problems
                self.broken = broken
                return
            }
            for error in errors { problems.report(error) }
            broken.formUnion(more)
        }
    }

    /// Parts that resources which stay as they are name, and that those which have them no longer declare.
    private static func missingParts(
        of kept: [StoredResource],
        in desired: DesiredState,
        _ kinds: [Kind],
        _ zones: ZoneDatabase
    ) -> [Diagnostic] {
        let kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name.word, $0) })
        return kept.flatMap { stored -> [Diagnostic] in
            let links = kinds[stored.id.kind]?.links(
                of: stored.id,
                stored.declaration,
                zones: zones
            )
            return (links?.references ?? []).compactMap { target in
                // A part is named by its owner's id and its own.
                guard let slash = target.id.firstIndex(of: "/"),
                    let owner = desired.resources.first(where: { resource in
                        resource.id.id == target.id[..<slash]
                            && kinds[resource.id.kind]?.partNames.contains(target.kind) == true
                    }), !owner.parts.isEmpty || owner.node.count > 0, !owner.parts.contains(target)
                else { return nil }
                return .stillReferenced(target, byFrozen: stored, at: owner.key)
            }
        }
    }
}

extension Manifest {
    /// The ids that the file declares, and those that its resources had before.
    fileprivate var takenIDs: Set<ResourceID> {
        var ids = Set(entries.map(\.id))
        for entry in entries {
            for previous in entry.resource?.previousIDs ?? [] {
                ids.insert(ResourceID(kind: entry.id.kind, id: previous))
            }
        }
        return ids
    }
}
