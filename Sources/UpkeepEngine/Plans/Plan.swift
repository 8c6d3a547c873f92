import UpkeepSource

/// All that has to be done to get from a state to a desired state, and what speaks against it.
///
/// The same state and the same manifests give the same plan. Renderers and the executor take it as it is and compute
/// nothing.
package struct Plan: Sendable {
    /// The state that the plan starts from; nil when there is none yet.
    package let base: StateIdentity?
    /// Where the desired state comes from.
    package let source: Source
    /// In ascending order of the ids.
    package let changes: [Change]
    /// Whether the plan is about a selection of what is declared only.
    package let isPartial: Bool
    /// How many resources stay as they are.
    package let unchangedCount: Int
    /// What the reader should know, and what forbids the plan: errors are refusals.
    package let diagnostics: Diagnostics

    package var isEmpty: Bool { changes.isEmpty }

    package func count(of action: Change.Action) -> Int {
        changes.reduce(0) { $0 + ($1.action == action ? 1 : 0) }
    }
}

/// Which state is meant, for comparison.
package struct StateIdentity: Hashable, Sendable {
    package let lineage: String
    package let serial: Int
    /// The digest over the canonical resources.
    package let digest: String

    package init(lineage: String, serial: Int, digest: String) {
        self.lineage = lineage
        self.serial = serial
        self.digest = digest
    }
}

/// What the planning and the kinds' reviews may look at.
package struct PlanContext: Sendable {
    package let desired: DesiredState
    package let state: State?
    /// The moment at which the plan is made.
    package let now: Instant
    package let zones: ZoneDatabase
    /// The time of the clock: what is issued or ended goes by it, whatever moment the plan is made for.
    package let clock: Instant
    /// What the caller allows although a rule refuses it.
    package let consent: Consent
    /// As whom the plan would be applied; nil for whoever holds the state.
    package let actor: Actor?
    /// What is gone back to; nil for anything else.
    ///
    /// It was applied once already, so that no resource by itself speaks against it.
    package let rollback: Rollback?

    package init(
        desired: DesiredState,
        state: State?,
        now: Instant,
        zones: ZoneDatabase,
        clock: Instant? = nil,
        consent: Consent = Consent(),
        actor: Actor? = nil,
        rollback: Rollback? = nil
    ) {
        self.desired = desired
        self.state = state
        self.now = now
        self.zones = zones
        self.clock = clock ?? now
        self.consent = consent
        self.actor = actor
        self.rollback = rollback
    }

    /// The typed specification of a resource as it will be, or, when it goes, as it was.
    package func specification<Spec: Specification>(_ type: Spec.Type, id: String) -> Spec? {
        let resource = ResourceID(kind: Spec.kind.word, id: id)
        let value = desired[resource]?.specification ?? state?[resource]?.specification
        return value.map { .reading($0, id: id, zones: zones) }
    }
}
