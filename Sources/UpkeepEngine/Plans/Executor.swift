import UpkeepSource

/// What an apply adds to the state beside the resources.
package struct ApplyContext: Sendable {
    package let now: Instant
    package let engine: String
    /// What was read.
    package let manifests: ManifestRecord
    package let issuance: Issuance
    /// The state that is gone back to, nil where nothing comes back.
    ///
    /// What comes back has the public id that it had.
    package let former: State?
    /// Makes a UUID.
    package let makeUUID: @Sendable () -> String

    package init(
        now: Instant,
        engine: String,
        manifests: ManifestRecord,
        issuance: Issuance = Issuance(),
        former: State? = nil,
        makeUUID: @escaping @Sendable () -> String
    ) {
        self.now = now
        self.engine = engine
        self.manifests = manifests
        self.issuance = issuance
        self.former = former
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
        kinds: [Kind],
        _ context: ApplyContext
    ) {
        precondition(plan.base?.serial == state?.serial && plan.base?.lineage == state?.lineage)
        precondition(!plan.diagnostics.hasErrors, "a refused plan is never applied")
        let kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name.word, $0) })
        var numbers = state?.nextNumbers ?? [:]
        let changed = plan.changes.compactMap { change -> StoredResource? in
            guard let after = change.after else { return nil }
            let kind = kinds[after.id.kind]
            // What comes back is known by the ids that it had.
            let former = context.former?[after.id]
            let identity = former ?? change.before
            return StoredResource(
                after.declaration,
                id: after.id,
                publicID: identity?.publicID
                    ?? Self.publicID(kind?.publicID ?? .uuid, of: after.id.kind, &numbers, context),
                createdAt: identity?.createdAt ?? context.now,
                updatedAt: context.now,
                place: after.recordedPlace,
                issued: context.issuance.issued[after.id]
                    ?? kind?.noted(change, context.now) ?? (change.before ?? former)?.issued
            )
        }
        let touched = Set(plan.changes.flatMap { [$0.id, $0.before?.id ?? $0.id] })
        let kept = (state?.resources ?? []).filter { !touched.contains($0.id) }
        let resources = Self.moved(kept.merged(with: changed), to: desired)
        self.init(
            lineage: state?.lineage ?? context.makeUUID(),
            serial: (state?.serial ?? 0) + 1,
            appliedAt: context.now,
            engine: context.engine,
            source: plan.source,
            previousDigest: plan.base?.digest,
            summary: ChangeSummary(of: plan, backTo: context.former?.serial),
            manifests: plan.isPartial
                ? context.manifests.unsettled(by: resources, desired) : context.manifests,
            nextNumbers: numbers,
            resources: resources,
            tombstones: (state?.tombstones ?? []).merged(with: context.issuance.tombstones)
        )
    }

    /// Resources with the places at which they are declared now.
    private static func moved(
        _ resources: [StoredResource],
        to desired: DesiredState
    ) -> [StoredResource] {
        var declared = Walk(over: desired.resources)
        return resources.map { stored in
            while declared.next(before: stored.id) != nil {}
            guard let resource = declared.next(stored.id) else { return stored }
            let place = resource.recordedPlace
            return stored.place == place ? stored : stored.copy(place: place, issued: stored.issued)
        }
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

extension ManifestRecord {
    /// The record after an apply that left out something: a manifest is unsettled unless the resources are those that it
    /// declares.
    fileprivate func unsettled(
        by resources: [StoredResource],
        _ desired: DesiredState
    ) -> ManifestRecord {
        var unsettled = unsettled
        var declared = Walk(over: desired.resources)
        for stored in resources {
            while let missing = declared.next(before: stored.id) {
                unsettled.insert(missing.recordedPlace.path)
            }
            guard let resource = declared.next(stored.id),
                resource.declaration == stored.declaration
            else {
                unsettled.formUnion([
                    stored.place.path, desired[stored.id]?.recordedPlace.path ?? "",
                ])
                continue
            }
        }
        while let missing = declared.next(before: nil) {
            unsettled.insert(missing.recordedPlace.path)
        }
        return ManifestRecord(
            digests: digests,
            unsettled: unsettled.intersection(digests.keys),
            reader: reader,
            zones: zones
        )
    }
}
