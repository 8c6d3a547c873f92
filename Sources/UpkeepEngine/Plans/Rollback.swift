import UpkeepSource

/// The way back to a former state: what it declared is what is wanted again.
///
/// What a later state has ended stays so. What a former state says of a resource that the later one has under another name is
/// taken for a change of that name.
package struct Rollback: Sendable {
    /// The state to go back to.
    package let former: State
    /// What is wanted.
    package let desired: DesiredState
    /// What is left as it is now, and why.
    package let diagnostics: Diagnostics

    /// The way from a state back to a former one of the same lineage.
    package init(to former: State, from current: State, kinds: [Kind]) {
        let names = Dictionary(
            current.resources.map { (Identity($0), $0.id.id) }
        ) { first, _ in first }
        let kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name.word, $0) })
        var diagnostics = Diagnostics()
        let resources = former.resources.compactMap { stored -> Resource? in
            let name = names[Identity(stored)]
            let now =
                current[stored.id]
                ?? name.flatMap {
                    current[ResourceID(kind: stored.id.kind, id: $0)]
                }
            guard let kind = kinds[stored.id.kind] else { return nil }
            let returning = kind.returning(stored, now)
            for diagnostic in returning.diagnostics { diagnostics.report(diagnostic) }
            guard let declaration = returning.declaration else { return nil }
            return Resource(
                returning: stored,
                declaration,
                previousIDs: name.map { $0 == stored.id.id ? [] : [$0] } ?? []
            )
        }
        self.former = former
        desired = DesiredState(resources: resources, danglingReferences: [])
        self.diagnostics = diagnostics
    }

    /// What makes two resources the same, whatever they are called.
    private struct Identity: Hashable {
        let kind: String
        let publicID: PublicID

        init(_ stored: StoredResource) {
            kind = stored.id.kind
            publicID = stored.publicID
        }
    }
}

/// What a kind says of a resource that is to be again as it was.
package struct Returning: Sendable {
    /// What is declared of it then; nil when it does not come back.
    package let declaration: Declaration?
    /// What is otherwise than it was, and why.
    package let diagnostics: [Diagnostic]

    package init(_ declaration: Declaration?, _ diagnostics: [Diagnostic] = []) {
        self.declaration = declaration
        self.diagnostics = diagnostics
    }
}

extension Resource {
    /// A resource that a former state has.
    fileprivate convenience init(
        returning stored: StoredResource,
        _ declaration: Declaration,
        previousIDs: [String]
    ) {
        self.init(
            id: stored.id,
            declaration: declaration,
            previousIDs: previousIDs,
            references: [],
            parts: [],
            origin: .state(stored.place)
        )
    }
}
