import UpkeepSource

extension Plan {
    /// Plans the way from a state to a desired state.
    ///
    /// `identity` says which state `context.state` is, `selection` limits the plan to kinds and resources, and `consent`
    /// is what the caller allows although a rule refuses it.
    package init(
        from identity: StateIdentity?,
        source: Source,
        kinds: [Kind],
        selection: Selection = Selection(),
        consent: Consent = Consent(),
        in context: PlanContext
    ) {
        let stored = context.state?.resources ?? []
        let predecessors = Self.predecessors(in: context)
        var changes: [Change] = []
        var unchanged = 0
        for resource in context.desired.resources where selection.includes(resource.id) {
            guard let before = context.state?[resource.id] ?? predecessors[resource.id] else {
                changes.append(.create(resource))
                continue
            }
            if let change = Change.between(before, resource) {
                changes.append(change)
            } else {
                unchanged += 1
            }
        }
        let renamed = Set(predecessors.values.map(\.id))
        for resource in stored where selection.includes(resource.id) {
            if context.desired[resource.id] == nil, !renamed.contains(resource.id) {
                changes.append(.delete(resource))
            }
        }
        changes.sort { $0.id < $1.id }
        var diagnostics = Diagnostics()
        for index in changes.indices {
            guard let kind = kinds.first(where: { $0.name.word == changes[index].id.kind }) else {
                continue
            }
            let review = kind.review(changes[index], context)
            changes[index].effects = review.effects
            for diagnostic in review.diagnostics { diagnostics.report(diagnostic) }
        }
        let guards = Guards(
            changes: changes,
            kinds: kinds,
            consent: consent,
            isLimited: !selection.isEverything,
            context: context
        )
        for diagnostic in guards.refusals { diagnostics.report(diagnostic) }
        base = identity
        self.source = source
        self.changes = changes
        unchangedCount = unchanged
        self.diagnostics = diagnostics
    }

    /// For each new id the stored resource that it renames.
    private static func predecessors(in context: PlanContext) -> [ResourceID: StoredResource] {
        guard let state = context.state else { return [:] }
        var predecessors: [ResourceID: StoredResource] = [:]
        for resource in context.desired.resources where !resource.previousIDs.isEmpty {
            if state[resource.id] != nil { continue }
            // The youngest name first: of several that the state knows, the last one was in use last.
            for id in resource.previousIDs.reversed() {
                let previous = ResourceID(kind: resource.id.kind, id: id)
                guard let stored = state[previous] else { continue }
                predecessors[resource.id] = stored
                break
            }
        }
        return predecessors
    }
}

/// Which resources a plan is about.
package struct Selection: Sendable {
    package var kinds: Set<String>
    package var resources: Set<ResourceID>

    package init(kinds: Set<String> = [], resources: Set<ResourceID> = []) {
        self.kinds = kinds
        self.resources = resources
    }

    package var isEverything: Bool { kinds.isEmpty && resources.isEmpty }

    package func includes(_ id: ResourceID) -> Bool {
        isEverything || kinds.contains(id.kind) || resources.contains(id)
    }
}
