/// Something that was issued and that nobody may use any more from a moment on, whatever becomes of the resource that it
/// was issued for.
package struct Tombstone: Hashable, Sendable {
    /// Why it is no longer accepted.
    package enum Reason: String, Sendable {
        /// The resource is no longer declared.
        case removed
        /// Somebody has revoked it.
        case revoked
        /// Something else has taken its place.
        case rotated
    }

    /// What it is recognized by.
    package let hash: String
    /// What it is called where it must not be known.
    package let id: String
    /// The resource that it was issued for, under its id of then.
    package let resource: ResourceID
    package let issuedAt: Instant
    /// From when on it is refused.
    package let endsAt: Instant
    package let reason: Reason

    package init(
        hash: String,
        id: String,
        resource: ResourceID,
        issuedAt: Instant,
        endsAt: Instant,
        reason: Reason
    ) {
        self.hash = hash
        self.id = id
        self.resource = resource
        self.issuedAt = issuedAt
        self.endsAt = endsAt
        self.reason = reason
    }
}

extension Tombstone {
    /// Whether it is refused at a moment.
    ///
    /// What somebody has revoked or removed is refused at any, whatever clock the apply went by.
    package func isInForce(at now: Instant) -> Bool { reason != .rotated || endsAt <= now }

    /// Whether it says more than another one of the same hash.
    fileprivate func outweighs(_ other: Tombstone) -> Bool {
        if (reason == .rotated) != (other.reason == .rotated) { return reason != .rotated }
        return endsAt < other.endsAt
    }
}

extension [Tombstone] {
    /// The tombstones of both: each hash once, in ascending order, and of two the one that refuses more.
    package func merged(with others: some Sequence<Tombstone>) -> [Tombstone] {
        var known: [String: Tombstone] = [:]
        for tombstone in self + Array(others) {
            if let first = known[tombstone.hash], !tombstone.outweighs(first) { continue }
            known[tombstone.hash] = tombstone
        }
        return known.values.sorted { $0.hash < $1.hash }
    }
}
