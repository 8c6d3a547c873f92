import UpkeepSource

extension Plan {
    /// Plans the way from a state to a desired state.
    ///
    /// `identity` says which state `context.state` is, and `selection` limits the plan to kinds and resources.
    package init(
        from identity: StateIdentity?,
        source: Source,
        kinds: [Kind],
        selection: Selection = Selection(),
        in context: PlanContext
    ) {
        let renames = Renames(in: context)
        var changes: [Change] = []
        var unchanged = 0
        // Both sides are in the order of their ids, so that one walk over the two finds every pair.
        var stored = Walk(over: context.state?.resources ?? [])
        func dropStored(before id: ResourceID?) {
            while let next = stored.next(before: id) {
                if selection.includes(next.id), !renames.formerIDs.contains(next.id) {
                    changes.append(.delete(next))
                }
            }
        }
        for resource in context.desired.resources {
            dropStored(before: resource.id)
            var same = stored.next(resource.id)
            if let other = same, renames.strangers.contains(resource.id) {
                if !renames.formerIDs.contains(other.id) { changes.append(.delete(other)) }
                same = nil
            }
            guard selection.includes(resource.id) else { continue }
            guard let before = same ?? renames.predecessors[resource.id] else {
                changes.append(.create(resource))
                continue
            }
            if let change = Change.between(before, resource) {
                changes.append(change)
            } else {
                unchanged += 1
            }
        }
        dropStored(before: nil)
        var diagnostics = Diagnostics()
        for index in changes.indices {
            guard let kind = kinds.first(where: { $0.name.word == changes[index].id.kind }) else {
                continue
            }
            if changes[index].action == .update {
                changes[index].action = kind.action(changes[index], context.zones)
            }
            let review = kind.review(changes[index], context)
            changes[index].effects = review.effects
            for diagnostic in review.diagnostics {
                let id = changes[index].id
                diagnostics.report(context.rollback != nil ? diagnostic.remark(on: id) : diagnostic)
            }
        }
        for kind in kinds {
            for diagnostic in kind.reviewAll(changes, context) { diagnostics.report(diagnostic) }
        }
        let guards = Guards(
            changes: changes,
            kinds: kinds,
            isPartial: !selection.isEverything,
            context: context
        )
        for diagnostic in guards.refusals { diagnostics.report(diagnostic) }
        isPartial = !selection.isEverything
        base = identity
        self.source = source
        self.changes = changes
        unchangedCount = unchanged
        self.diagnostics = diagnostics
    }
}

extension Diagnostic {
    /// The same as something to know about a resource that no manifest has yet.
    fileprivate func remark(on id: ResourceID) -> Diagnostic {
        Diagnostic(.warning, code, "\(id): \(message)", at: nil, notes: notes)
    }
}
