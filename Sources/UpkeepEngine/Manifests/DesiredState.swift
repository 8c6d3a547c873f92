import UpkeepSource

/// All that the manifests declare.
package struct DesiredState: Sendable {
    /// In ascending order of their ids.
    package let resources: [Resource]
    /// References whose target nobody declares.
    package let danglingReferences: [ReferenceUse]

    package subscript(id: ResourceID) -> Resource? { resources.element(id) }

    /// The resources of a kind, in ascending order of their ids.
    package func resources(ofKind kind: String) -> ArraySlice<Resource> {
        resources.elements(ofKind: kind)
    }
}
