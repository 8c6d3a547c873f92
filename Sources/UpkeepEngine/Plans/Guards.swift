import UpkeepSource

/// The rules that refuse a plan which does more than anyone can have meant.
struct Guards {
    /// This many deletions of a kind need no consent, however few resources there are.
    static let deletionFloor = 3
    /// One in so many resources of a kind can be deleted without consent.
    static let deletionShare = 4

    private let changes: [Change]
    private let deletions: [Change]
    private let kinds: [Kind]
    /// Whether the plan is only about a selection of what is declared.
    private let isPartial: Bool
    private let context: PlanContext

    private var consent: Consent { context.consent }

    init(
        changes: [Change],
        kinds: [Kind],
        isPartial: Bool,
        context: PlanContext
    ) {
        self.changes = changes
        deletions = changes.filter { $0.action == .delete }
        self.kinds = kinds
        self.isPartial = isPartial
        self.context = context
    }

    var refusals: [Diagnostic] {
        kinds.flatMap { massDeletion(of: $0.name) + emptiedKind($0.name) }
            + deletionsOfProtected + danglingReferences + changesBeyondScopes
    }

    /// Changes that need a scope which the key that applies them does not have.
    private var changesBeyondScopes: [Diagnostic] {
        guard let actor = context.actor else { return [] }
        return kinds.filter { !actor.mayChange($0) }.compactMap { kind in
            let own = changes.filter { $0.id.kind == kind.name.word }
            return own.isEmpty ? nil : .missingScope(of: actor, for: own, kind)
        }
    }

    private func massDeletion(of kind: KindName) -> [Diagnostic] {
        let unnamed = deletions.filter {
            $0.id.kind == kind.word && !consent.deletions.contains($0.id)
        }
        let total = context.state?.resources(ofKind: kind.word).count ?? 0
        let limit = consent.deletionLimit ?? max(Self.deletionFloor, total / Self.deletionShare)
        guard unnamed.count > limit else { return [] }
        return [.massDeletion(unnamed, kind, total: total, limit: limit)]
    }

    private func emptiedKind(_ kind: KindName) -> [Diagnostic] {
        let deleted = deletions.filter { $0.id.kind == kind.word }
        let total = context.state?.resources(ofKind: kind.word).count ?? 0
        guard total > 0, deleted.count == total, !consent.emptiedKinds.contains(kind.word),
            !deleted.allSatisfy({ consent.deletions.contains($0.id) }),
            !changes.contains(where: { $0.action == .create && $0.id.kind == kind.word })
        else { return [] }
        return [.emptiedKind(kind, total: total)]
    }

    private var deletionsOfProtected: [Diagnostic] {
        deletions.compactMap { change in
            guard let before = change.before, before.isProtected,
                !consent.deletions.contains(change.id)
            else { return nil }
            return .protected(before)
        }
    }

    /// References to what the plan takes away: by resources that are declared, and, when the plan is limited to a
    /// selection, by all that will be in the state.
    private var danglingReferences: [Diagnostic] {
        let gone = Set(deletions.map(\.id)).union(changes.compactMap(\.previousID))
        var users: [ResourceID: [ReferenceUse]] = [:]
        for reference in context.desired.danglingReferences where gone.contains(reference.target) {
            users[reference.target, default: []].append(reference)
        }
        let deleted = users.keys.sorted().map { id in
            Diagnostic.stillReferenced(id, by: users[id, default: []])
        }
        return deleted + (isPartial ? danglingReferencesOfSelection(gone) : [])
    }

    /// What the state would hold after the plan, and which of its references would lead nowhere.
    private func danglingReferencesOfSelection(_ gone: Set<ResourceID>) -> [Diagnostic] {
        let results = changes.compactMap(\.after)
        let changed = Set(results.map(\.id)).union(gone)
        let kept = (context.state?.resources ?? []).filter { !changed.contains($0.id) }.map {
            stored in
            (id: stored.id, links: links(of: stored))
        }
        var targets = Set(results.map(\.id)).union(kept.map(\.id))
        for resource in results { targets.formUnion(resource.parts) }
        for resource in kept { targets.formUnion(resource.links.parts) }
        let ofSelected = results.flatMap(\.references).filter { !targets.contains($0.target) }
        let ofKept = kept.flatMap { resource in
            resource.links.references.filter { !targets.contains($0) }.map { (resource.id, $0) }
        }
        return ofSelected.map { .notSelected($0) } + ofKept.map { .notSelected($1, by: $0) }
    }

    private func links(of stored: StoredResource) -> (references: [ResourceID], parts: [ResourceID])
    {
        let kind = kinds.first { $0.name.word == stored.id.kind }
        return kind?.links(of: stored.id, stored.declaration, zones: context.zones) ?? ([], [])
    }
}
