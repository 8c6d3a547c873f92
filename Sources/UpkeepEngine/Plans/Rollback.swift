import UpkeepSource

/// The way back to a former state: what it declared is what is wanted again.
///
/// Two resources are the same when integrations know them by the same public id, whatever they are called. What a later state has
/// ended stays so.
package struct Rollback: Sendable {
    /// The state to go back to.
    package let former: State
    /// What is wanted.
    package let desired: DesiredState
    /// What is left as it is now, and why.
    package let diagnostics: Diagnostics
    /// Under which id each wanted resource is there now; those that are not there are left out.
    let currentIDs: [ResourceID: ResourceID]

    /// The way from a state back to a former one of the same lineage.
    ///
    /// `clock` is the time of the clock.
    package init(to former: State, from current: State, kinds: [Kind], at clock: Instant) {
        let known = Dictionary(
            current.resources.map { (Identity($0), $0.id) }
        ) { first, _ in first }
        let kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name.word, $0) })
        var diagnostics = Diagnostics()
        var currentIDs: [ResourceID: ResourceID] = [:]
        let resources = former.resources.compactMap { stored -> Resource? in
            guard let kind = kinds[stored.id.kind] else { return nil }
            // Of some kinds there is only one, and it is always the same.
            let id = kind.name.isSingleton ? stored.id : known[Identity(stored)]
            let now = id.flatMap { current[$0] }
            let returning = kind.returning(stored, now, clock)
            for diagnostic in returning.diagnostics { diagnostics.report(diagnostic) }
            guard let declaration = returning.declaration else { return nil }
            currentIDs[stored.id] = now?.id
            return Resource(returning: stored, declaration)
        }
        self.former = former
        self.currentIDs = currentIDs
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
    fileprivate convenience init(returning stored: StoredResource, _ declaration: Declaration) {
        self.init(
            id: stored.id,
            declaration: declaration,
            previousIDs: [],
            references: [],
            parts: [],
            origin: .state(stored.place)
        )
    }
}
