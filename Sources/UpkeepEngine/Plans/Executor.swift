import UpkeepSource

/// What an apply adds to the state beside the resources.
package struct ApplyContext: Sendable {
    package let now: Instant
    package let engine: String
    /// The digest of every manifest by its path below the root.
    package let manifests: [String: String]
    /// Makes a UUID.
    package let makeUUID: @Sendable () -> String

    package init(
        now: Instant,
        engine: String,
        manifests: [String: String],
        makeUUID: @escaping @Sendable () -> String
    ) {
        self.now = now
        self.engine = engine
        self.manifests = manifests
        self.makeUUID = makeUUID
    }
}

extension State {
    /// The state after a plan.
    ///
    /// - Precondition: The plan was made from `state`, and nothing refuses it.
    package init(
        applying plan: Plan,
        to state: State?,
        desired: DesiredState,
        publicIDs: [String: PublicIDForm],
        _ context: ApplyContext
    ) {
        precondition(plan.base?.serial == state?.serial && plan.base?.lineage == state?.lineage)
        precondition(!plan.diagnostics.hasErrors, "a refused plan is never applied")
        var resources: [ResourceID: StoredResource] = [:]
        for resource in state?.resources ?? [] { resources[resource.id] = resource }
        var numbers = state?.nextNumbers ?? [:]
        for change in plan.changes {
            if let before = change.before { resources[before.id] = nil }
            guard let after = change.after else { continue }
            resources[after.id] = StoredResource(
                id: after.id,
                specification: after.specification,
                isProtected: after.isProtected,
                publicID: change.before?.publicID
                    ?? Self.publicID(
                        publicIDs[after.id.kind] ?? .uuid,
                        of: after.id.kind,
                        &numbers,
                        context
                    ),
                createdAt: change.before?.createdAt ?? context.now,
                updatedAt: context.now,
                place: after.place
            )
        }
        for resource in desired.resources {
            guard let stored = resources[resource.id], stored.place != resource.place else {
                continue
            }
            resources[resource.id] = stored.moved(to: resource.place)
        }
        self.init(
            lineage: state?.lineage ?? context.makeUUID(),
            serial: (state?.serial ?? 0) + 1,
            appliedAt: context.now,
            engine: context.engine,
            source: plan.source,
            previousDigest: plan.base?.digest,
            summary: ChangeSummary(of: plan),
            manifests: context.manifests,
            nextNumbers: numbers,
            resources: resources.values.sorted { $0.id < $1.id }
        )
    }

    /// The form of public ids by kind.
    package static func publicIDForms(of kinds: [Kind]) -> [String: PublicIDForm] {
        Dictionary(uniqueKeysWithValues: kinds.map { ($0.name.word, $0.publicID) })
    }

    private static func publicID(
        _ form: PublicIDForm,
        of kind: String,
        _ numbers: inout [String: Int],
        _ context: ApplyContext
    ) -> PublicID {
        switch form {
        case .uuid:
            return .uuid(context.makeUUID())
        case .number:
            let number = numbers[kind, default: 1]
            numbers[kind] = number + 1
            return .number(number)
        }
    }
}

extension StoredResource {
    fileprivate func moved(to place: SourcePlace) -> StoredResource {
        StoredResource(
            id: id,
            specification: specification,
            isProtected: isProtected,
            publicID: publicID,
            createdAt: createdAt,
            updatedAt: updatedAt,
            place: place
        )
    }
}
