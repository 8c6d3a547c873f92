/// The resources that are wanted under another id than they are stored under.
struct Renames {
    /// For each new id the stored resource.
    private(set) var predecessors: [ResourceID: StoredResource] = [:]
    /// The ids that they are stored under.
    private(set) var formerIDs: Set<ResourceID> = []
    /// The ids that are wanted for another resource than the one that is stored under them.
    private(set) var strangers: Set<ResourceID> = []

    init(in context: PlanContext) {
        guard let state = context.state else { return }
        if let rollback = context.rollback {
            findIdentities(rollback, in: state)
            return
        }
        for resource in context.desired.resources where !resource.previousIDs.isEmpty {
            if state[resource.id] != nil { continue }
            // The youngest name first: of several that the state knows, the last one was in use last.
            for id in resource.previousIDs.reversed() {
                let previous = ResourceID(kind: resource.id.kind, id: id)
                guard let stored = state[previous] else { continue }
                predecessors[resource.id] = stored
                formerIDs.insert(stored.id)
                break
            }
        }
    }

    /// A rollback knows which resource is which.
    private mutating func findIdentities(_ rollback: Rollback, in state: State) {
        for resource in rollback.desired.resources {
            let current = rollback.currentIDs[resource.id]
            if current == resource.id { continue }
            strangers.insert(resource.id)
            guard let current, let stored = state[current] else { continue }
            predecessors[resource.id] = stored
            formerIDs.insert(current)
        }
    }
}
