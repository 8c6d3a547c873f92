/// What the checks across resources may look at.
package struct CheckContext: Sendable {
    package let desired: DesiredState
    /// The moment of the check: what is over by then is nobody's conflict.
    package let now: Instant
    package let zones: ZoneDatabase

    package init(desired: DesiredState, now: Instant, zones: ZoneDatabase) {
        self.desired = desired
        self.now = now
        self.zones = zones
    }

    /// The typed specification of a declared resource.
    package func specification<Spec: Specification>(_ type: Spec.Type, id: String) -> Spec? {
        desired[ResourceID(kind: Spec.kind.word, id: id)].map {
            .reading($0.specification, id: id, zones: zones)
        }
    }
}
