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
