import UpkeepSource

/// What is done to one resource.
package struct Change: Sendable {
    package enum Action: String, CaseIterable, Sendable {
        case create
        case update
        case rename
        /// What was issued is replaced.
        case rotate
        /// What was issued is no longer accepted.
        case revoke
        case delete

        /// The mark in front of the resource in a plan.
        package var mark: Character {
            switch self {
            case .create: "+"
            case .update: "~"
            case .rename: ">"
            case .rotate: "*"
            case .revoke: "!"
            case .delete: "-"
            }
        }
    }

    package internal(set) var action: Action
    /// The id after the change; for a deletion the id that goes.
    package let id: ResourceID
    /// Nil for a creation.
    package let before: StoredResource?
    /// Nil for a deletion.
    package let after: Resource?
    /// What differs, in the order of the paths; empty for creations and deletions.
    package let fields: [FieldChange]
    /// What visitors and integrations will notice, a line each.
    package internal(set) var effects: [String] = []

    /// The id before a rename.
    package var previousID: ResourceID? { action == .rename ? before?.id : nil }
}

extension Change {
    static func create(_ resource: Resource) -> Change {
        Change(action: .create, id: resource.id, before: nil, after: resource, fields: [])
    }

    static func delete(_ resource: StoredResource) -> Change {
        Change(action: .delete, id: resource.id, before: resource, after: nil, fields: [])
    }

    /// The change from what is there to what is wanted; nil when they are the same.
    static func between(_ before: StoredResource, _ after: Resource) -> Change? {
        if before.declaration == after.declaration { return nil }
        let fields = FieldChange.between(
            before.specification,
            after.specification,
            protection: (before.isProtected, after.isProtected)
        )
        precondition(
            before.id != after.id || !fields.isEmpty,
            "different declarations differ in some field"
        )
        let action: Action = before.id == after.id ? .update : .rename
        return Change(action: action, id: after.id, before: before, after: after, fields: fields)
    }
}
