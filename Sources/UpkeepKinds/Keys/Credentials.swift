import UpkeepEngine
import UpkeepKeys

/// What has been issued for a key: what the state keeps of the secrets that open with its name.
package struct Credentials: Sendable {
    /// One secret, as far as it is known here.
    package struct Credential: Hashable, Sendable {
        package let hash: KeyHash
        /// What it is called where it must not be known; a published copy of a state has only this, and no hash.
        package let id: String
        /// The first characters; nil for one that was made elsewhere.
        package let prefix: String?
        package let createdAt: Instant
        package let rotation: Int
        /// The secret, sealed for those who may read it.
        package let sealed: String?

        package init(
            hash: KeyHash,
            id: String? = nil,
            prefix: String?,
            createdAt: Instant,
            rotation: Int,
            sealed: String?
        ) {
            self.hash = hash
            self.id = id ?? hash.id
            self.prefix = prefix
            self.createdAt = createdAt
            self.rotation = rotation
            self.sealed = sealed
        }
    }

    /// The newest first.
    ///
    /// All but the first have been replaced, and have a tombstone that says when they end.
    package var all: [Credential]
    /// The highest rotation that has been issued.
    package var rotation: Int

    package init(_ all: [Credential] = [], rotation: Int) {
        self.all = all
        self.rotation = rotation
    }

    package var value: Value {
        .map(["credentials": .list(all.map(\.value)), "rotation": .integer(rotation)])
    }

    /// What a state has; nil when that is nothing of the kind.
    package init?(_ value: Value?) {
        guard let list = value?["credentials"]?.list, let rotation = value?["rotation"]?.integer
        else { return nil }
        all = list.compactMap(Credential.init)
        self.rotation = rotation
        if all.count != list.count { return nil }
    }
}

extension Credentials.Credential {
    fileprivate var value: Value {
        .map([
            "created_at": .text(createdAt.description),
            "hash": .text(hash.text),
            "id": .text(id),
            "prefix": prefix.map(Value.text),
            "rotation": .integer(rotation),
            "sealed": sealed.map(Value.text),
        ])
    }

    fileprivate init?(_ value: Value) {
        guard let hash = value["hash"]?.text.flatMap({ KeyHash($0) }),
            let createdAt = value["created_at"]?.text.flatMap({ Instant(rfc3339: $0) }),
            let rotation = value["rotation"]?.integer
        else { return nil }
        self.init(
            hash: hash,
            id: value["id"]?.text,
            prefix: value["prefix"]?.text,
            createdAt: createdAt,
            rotation: rotation,
            sealed: value["sealed"]?.text
        )
    }

    /// The tombstone that ends it.
    func tombstone(
        of resource: ResourceID,
        endingAt end: Instant,
        because reason: Tombstone.Reason
    ) -> Tombstone {
        Tombstone(
            hash: hash.text,
            id: id,
            resource: resource,
            issuedAt: createdAt,
            endsAt: end,
            reason: reason
        )
    }
}
