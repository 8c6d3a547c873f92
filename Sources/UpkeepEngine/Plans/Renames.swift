/// The resources that are declared under another id than they are stored under.
struct Renames {
    /// For each new id the stored resource.
    private(set) var predecessors: [ResourceID: StoredResource] = [:]
    /// The ids that they are stored under.
    private(set) var formerIDs: Set<ResourceID> = []

    init(in context: PlanContext) {
        guard let state = context.state else { return }
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
}
