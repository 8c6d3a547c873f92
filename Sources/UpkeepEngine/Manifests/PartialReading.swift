import UpkeepSource

/// Reads a tree of which some manifests are broken: what those declare stays as a state has it.
///
/// What no manifest declares goes only when it is sure that none of the broken ones does.
package struct PartialReading: Sendable {
    /// A manifest of the tree.
    package struct Part: Sendable {
        /// Below the root, as the state records it.
        let name: String
        /// As diagnostics have it.
        let path: String
        let manifest: Manifest

        package init(name: String, path: String, manifest: Manifest) {
            self.name = name
            self.path = path
            self.manifest = manifest
        }
    }

    package let desired: DesiredState
    /// What is wrong with the broken manifests, what stays for their sake, and what there is to know of the others.
    package let diagnostics: Diagnostics
    /// The places of the broken ones among the manifests.
    package let broken: Set<Int>

    /// Reads manifests; nil when something is wrong that is about none of them.
    ///
    /// A manifest that needs what a broken one may declare is broken, too, and so is one that takes something from it.
    package init?(
        _ parts: [Part],
        keeping state: State,
        kinds: [Kind],
        now: Instant,
        zones: ZoneDatabase
    ) {
        let places = Dictionary(parts.indices.map { (parts[$0].path, $0) }) { first, _ in first }
        var broken = Set(parts.indices.filter { parts[$0].manifest.allDiagnostics.hasErrors })
        var problems = Diagnostics()
        for place in broken.sorted() { problems.merge(parts[place].manifest.allDiagnostics) }
        while true {
            let round = Round(parts, broken: broken, state: state, kinds: kinds, zones: zones)
            var collector = Collector(kinds: kinds, now: now, zones: zones)
            for place in parts.indices where !broken.contains(place) {
                collector.add(parts[place].manifest)
            }
            collector.add(unchanged: round.kept)
            var (desired, diagnostics) = collector.finish()
            diagnostics.report(dangling: desired.danglingReferences, in: desired)
            for problem in round.takings + round.missingParts(in: desired) {
                diagnostics.report(problem)
            }
            let errors = diagnostics.all.filter { $0.severity == .error }
            // Of two that do not go together neither is better than the other.
            let more = errors.map { error in
                Set(
                    ([error.range] + error.notes.map(\.range)).compactMap {
                        $0.flatMap { places[$0.path] }
                    }
                )
            }
            guard more.allSatisfy({ !$0.isEmpty }) else { return nil }
            let added = more.reduce(into: Set<Int>()) { $0.formUnion($1) }.subtracting(broken)
            for error in errors { problems.report(error) }
            if added.isEmpty {
                guard errors.isEmpty else { return nil }
                problems.merge(diagnostics)
                for stored in round.held { problems.report(.deletionHeld(stored)) }
                self.desired = desired
                self.diagnostics = problems
                self.broken = broken
                return
            }
            broken.formUnion(added)
        }
    }
}

/// What comes of a tree when so many of its manifests are broken.
private struct Round {
    private let parts: [PartialReading.Part]
    private let broken: Set<Int>
    private let state: State
    private let kinds: [String: Kind]
    private let zones: ZoneDatabase
    /// The resources that stay as the state has them.
    private(set) var kept: [StoredResource] = []
    /// Those of them that no manifest declares, as far as can be told.
    private(set) var held: [StoredResource] = []

    init(
        _ parts: [PartialReading.Part],
        broken: Set<Int>,
        state: State,
        kinds: [Kind],
        zones: ZoneDatabase
    ) {
        self.parts = parts
        self.broken = broken
        self.state = state
        self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name.word, $0) })
        self.zones = zones
        let good = parts.indices.filter { !broken.contains($0) }
        let taken = good.reduce(into: Set<ResourceID>()) {
            $0.formUnion(parts[$1].manifest.takenIDs)
        }
        let frozen = broken.reduce(into: Set<ResourceID>()) {
            $0.formUnion(parts[$1].manifest.takenIDs)
        }
        let names = Set(broken.map { parts[$0].name })
        func isFrozen(_ stored: StoredResource) -> Bool {
            frozen.contains(stored.id) || names.contains(stored.place.path)
        }
        let rest = state.resources.filter { !taken.contains($0.id) }
        let undeclared = rest.filter { !isFrozen($0) }
        held = knowsAll ? needed(by: rest.filter(isFrozen), of: undeclared) : undeclared
        let heldIDs = Set(held.map(\.id))
        kept = rest.filter { isFrozen($0) || heldIDs.contains($0.id) }
    }

    /// Whether the broken manifests tell the ids of everything that they declare.
    private var knowsAll: Bool {
        broken.allSatisfy { place in
            let manifest = parts[place].manifest
            // What cannot be read, and is not known by its id, may be something else under another id.
            return manifest.isComplete
                && manifest.entries.allSatisfy { $0.resource != nil || state[$0.id] != nil }
        }
    }

    /// The resources that others, which stay, refer to, and those that these refer to.
    private func needed(
        by users: [StoredResource],
        of resources: [StoredResource]
    ) -> [StoredResource] {
        var needed: Set<ResourceID> = []
        var open = users
        while let user = open.popLast() {
            for target in references(of: user) where !needed.contains(target) {
                guard let stored = resources.first(where: { $0.id == target }) else { continue }
                needed.insert(target)
                open.append(stored)
            }
        }
        return resources.filter { needed.contains($0.id) }
    }

    private func references(of stored: StoredResource) -> [ResourceID] {
        kinds[stored.id.kind]?.links(of: stored.id, stored.declaration, zones: zones).references
            ?? []
    }

    /// What is wrong with manifests that take something which is stored from a broken one that may still declare it.
    var takings: [Diagnostic] {
        let names = Dictionary(
            broken.map { (parts[$0].name, parts[$0].manifest) }
        ) { first, _ in first }
        return parts.indices.filter { !broken.contains($0) }.flatMap { place -> [Diagnostic] in
            parts[place].manifest.entries.flatMap { entry -> [Diagnostic] in
                entry.takenIDs.compactMap { id in
                    guard let stored = state[id], let owner = names[stored.place.path],
                        !owner.isComplete || owner.takenIDs.contains(id)
                    else { return nil }
                    return .takenFromFrozen(stored, at: entry.key)
                }
            }
        }
    }

    /// Parts that resources which stay as they are name, and that those which have them no longer declare.
    func missingParts(in desired: DesiredState) -> [Diagnostic] {
        kept.flatMap { stored in
            references(of: stored).compactMap { target -> Diagnostic? in
                // A part is named by its owner's id and its own.
                guard let slash = target.id.firstIndex(of: "/"),
                    let kind = kinds.values.first(where: { $0.partNames.contains(target.kind) }),
                    let owner = desired[
                        ResourceID(kind: kind.name.word, id: String(target.id[..<slash]))
                    ],
                    owner.node.count > 0, !owner.parts.contains(target)
                else { return nil }
                return .stillReferenced(target, byFrozen: stored, at: owner.key)
            }
        }
    }
}

extension Manifest {
    /// The ids that the file declares, and those that its resources had before.
    fileprivate var takenIDs: Set<ResourceID> { Set(entries.flatMap(\.takenIDs)) }
}

extension Manifest.Entry {
    fileprivate var takenIDs: [ResourceID] {
        [id] + (resource?.previousIDs ?? []).map { ResourceID(kind: id.kind, id: $0) }
    }
}
