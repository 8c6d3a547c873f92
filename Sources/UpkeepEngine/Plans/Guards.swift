import UpkeepSource

/// What the caller allows by name although a rule would refuse it.
package struct Consent: Sendable {
    /// How many resources of one kind may be deleted; nil for the rule's own bound.
    package var deletionLimit: Int?
    /// Resources that may be deleted, also protected ones.
    package var deletions: Set<ResourceID>
    /// Kinds of which nothing may be left.
    package var emptiedKinds: Set<String>

    package init(
        deletionLimit: Int? = nil,
        deletions: Set<ResourceID> = [],
        emptiedKinds: Set<String> = []
    ) {
        self.deletionLimit = deletionLimit
        self.deletions = deletions
        self.emptiedKinds = emptiedKinds
    }
}

/// The rules that refuse a plan which does more than anyone can have meant.
struct Guards {
    /// This many deletions of a kind need no consent, however few resources there are.
    static let deletionFloor = 3
    /// One in so many resources of a kind can be deleted without consent.
    static let deletionShare = 4

    let changes: [Change]
    let kinds: [Kind]
    let consent: Consent
    let context: PlanContext

    var refusals: [Diagnostic] {
        kinds.flatMap { massDeletion(of: $0.name) + emptiedKind($0.name) }
            + deletionsOfProtected + danglingReferences
    }

    private func deletions(of kind: KindName) -> [Change] {
        changes.filter { $0.action == .delete && $0.id.kind == kind.word }
    }

    private func massDeletion(of kind: KindName) -> [Diagnostic] {
        let deleted = deletions(of: kind)
        let unnamed = deleted.filter { !consent.deletions.contains($0.id) }
        let total = context.state?.resources.count { $0.id.kind == kind.word } ?? 0
        let limit = consent.deletionLimit ?? max(Self.deletionFloor, total / Self.deletionShare)
        guard unnamed.count > limit else { return [] }
        return [.massDeletion(unnamed, kind, total: total, limit: limit)]
    }

    private func emptiedKind(_ kind: KindName) -> [Diagnostic] {
        let deleted = deletions(of: kind)
        let total = context.state?.resources.count { $0.id.kind == kind.word } ?? 0
        let isRefilled = changes.contains { $0.action == .create && $0.id.kind == kind.word }
        guard total > 0, deleted.count == total, !isRefilled,
            !consent.emptiedKinds.contains(kind.word),
            !deleted.allSatisfy({ consent.deletions.contains($0.id) })
        else { return [] }
        return [.emptiedKind(kind, total: total)]
    }

    private var deletionsOfProtected: [Diagnostic] {
        changes.compactMap { change in
            guard change.action == .delete, let before = change.before, before.isProtected,
                !consent.deletions.contains(change.id)
            else { return nil }
            return .protected(before)
        }
    }

    /// References that the plan would leave without a target: resources that it deletes, or, when it is limited to a
    /// selection, resources that it does not create.
    private var danglingReferences: [Diagnostic] {
        var users: [ResourceID: [ReferenceUse]] = [:]
        for reference in context.desired.danglingReferences {
            guard context.state?[reference.target] != nil else { continue }
            users[reference.target, default: []].append(reference)
        }
        let deleted = users.keys.sorted().map { id in
            Diagnostic.stillReferenced(id, by: users[id, default: []])
        }
        let results = changes.compactMap(\.after)
        let created = Set(results.map(\.id))
        let missing = results.flatMap(\.references).filter { reference in
            context.desired[reference.target] != nil && context.state?[reference.target] == nil
                && !created.contains(reference.target)
        }
        return deleted + missing.map { .notSelected($0) }
    }
}
