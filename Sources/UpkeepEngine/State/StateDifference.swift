/// What two states have different about one resource.
package struct StateDifference: Sendable {
    package let id: ResourceID
    /// Nil when only the later state has the resource.
    package let before: StoredResource?
    /// Nil when only the earlier state has it.
    package let after: StoredResource?
    /// Empty when only one of them has it.
    package let fields: [FieldChange]

    /// All differences of what is declared, in ascending order of the ids.
    package static func between(_ before: State, _ after: State) -> [StateDifference] {
        let ids = Set(before.resources.map(\.id)).union(after.resources.map(\.id)).sorted()
        return ids.compactMap { id in
            let (old, new) = (before[id], after[id])
            if old?.declaration == new?.declaration { return nil }
            var fields: [FieldChange] = []
            if let old, let new {
                fields = FieldChange.between(
                    old.specification,
                    new.specification,
                    protection: (old.isProtected, new.isProtected)
                )
            }
            return StateDifference(id: id, before: old, after: new, fields: fields)
        }
    }
}
