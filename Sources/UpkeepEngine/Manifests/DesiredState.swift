import UpkeepSource

/// All that the manifests declare.
package struct DesiredState: Sendable {
    /// In ascending order of their ids.
    package let resources: [Resource]
    /// References whose target nobody declares.
    package let danglingReferences: [ReferenceUse]
    private let index: [ResourceID: Int]

    init(resources: [Resource], danglingReferences: [ReferenceUse]) {
        self.resources = resources.sorted { $0.id < $1.id }
        self.danglingReferences = danglingReferences
        var index: [ResourceID: Int] = [:]
        for (position, resource) in self.resources.enumerated() { index[resource.id] = position }
        self.index = index
    }

    package subscript(id: ResourceID) -> Resource? { index[id].map { resources[$0] } }

    /// The resources of a kind, in ascending order of their ids.
    package func resources(ofKind kind: String) -> [Resource] {
        resources.filter { $0.id.kind == kind }
    }
}

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
