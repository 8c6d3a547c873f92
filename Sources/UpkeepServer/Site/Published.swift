import UpkeepEngine

/// A resource as the state has it, with what it says in types.
struct Published<Spec: Specification>: Sendable {
    /// The key in the manifests.
    let id: String
    let publicID: PublicID
    let createdAt: Instant
    let updatedAt: Instant
    let specification: Spec
    /// What applies have issued for it; nil when nothing was.
    let issued: Value?

    init(_ stored: StoredResource, zones: ZoneDatabase) {
        id = stored.id.id
        publicID = stored.publicID
        createdAt = stored.createdAt
        updatedAt = stored.updatedAt
        specification = .reading(stored.specification, id: stored.id.id, zones: zones)
        issued = stored.issued
    }

    /// The public id of kinds that have numbers.
    var number: Int {
        guard case .number(let number) = publicID else { preconditionFailure("\(id) has a number") }
        return number
    }

    /// The public id of kinds that have UUIDs.
    var uuid: String {
        guard case .uuid(let uuid) = publicID else { preconditionFailure("\(id) has a UUID") }
        return uuid
    }
}
