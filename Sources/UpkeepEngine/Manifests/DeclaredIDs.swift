import UpkeepSource

/// Everything that references can lead to, and the references that lead nowhere.
struct DeclaredIDs {
    private let entries: SortedEntries
    private let stored: [Resource]
    private let parts: Set<ResourceID>
    private let kinds: [Kind]

    /// - Precondition: the stored ones are in ascending order of their ids.
    init(_ entries: SortedEntries, _ stored: [Resource], kinds: [Kind], zones: ZoneDatabase) {
        self.entries = entries
        self.stored = stored
        self.kinds = kinds
        var parts = Set(entries.lazy.flatMap(\.parts))
        for kind in kinds where !kind.partNames.isEmpty {
            for resource in stored.elements(ofKind: kind.name.word) {
                parts.formUnion(
                    kind.links(of: resource.id, resource.declaration, zones: zones).parts
                )
            }
        }
        self.parts = parts
    }

    /// References whose target nobody declares.
    var danglingReferences: [ReferenceUse] {
        let missing = entries.targets.filter { !declares($0) }
        if missing.isEmpty { return [] }
        return entries.flatMap { entry in
            entry.references.filter { missing.contains($0.target) }
        }
    }

    private func declares(_ target: ResourceID) -> Bool {
        if parts.contains(target) || entries.element(target) != nil
            || stored.element(target) != nil
        {
            return true
        }
        guard let owner = owner(ofPart: target) else { return false }
        // Whoever names a part names its owner too: an owner that is not declared is reported there. One that could
        // not be read may have had the part.
        guard let entry = entries.element(owner) else { return stored.element(owner) == nil }
        return entry.resource == nil && entry.parts.isEmpty
    }

    /// The resource that a part belongs to; nil for a resource.
    private func owner(ofPart id: ResourceID) -> ResourceID? {
        guard let slash = id.id.firstIndex(of: "/"),
            let kind = kinds.first(where: { $0.partNames.contains(id.kind) })
        else { return nil }
        return ResourceID(kind: kind.name.word, id: String(id.id[..<slash]))
    }
}
