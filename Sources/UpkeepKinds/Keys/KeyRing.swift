import UpkeepEngine
import UpkeepKeys

/// All keys of a state, to be found by what somebody presents.
package struct KeyRing: Sendable {
    /// What a credential opens, and when.
    ///
    /// A class, because every request gets one.
    package final class Entry: Sendable {
        /// The id of the key in the manifests.
        package let key: String
        package let name: String
        /// What the credential is called where it must not be known.
        package let id: String
        package let scopes: Set<Scope>
        package let credential: Credentials.Credential
        package let notBefore: Instant?
        package let expiresAt: Instant?
        /// From when on it is refused for good, and why; nil while nobody has ended it.
        package let end: Tombstone?

        fileprivate init(
            _ key: APIKey,
            id: String,
            _ credential: Credentials.Credential,
            end: Tombstone?
        ) {
            self.key = id
            name = key.name
            self.id = credential.id
            scopes = key.scopes
            self.credential = credential
            notBefore = key.notBefore
            expiresAt = key.expiresAt
            self.end = end
        }

        /// Until when it opens something, as far as that is known; nil for ever.
        package var validUntil: Instant? {
            guard let end else { return expiresAt }
            return min(end.endsAt, expiresAt ?? .latest)
        }

        package func status(at now: Instant) -> KeyStatus {
            // Everything is looked at, so that the time does not tell what it is that is refused.
            let isEnded = end.map { $0.isInForce(at: now) } ?? false
            let isExpired = expiresAt.map { $0 <= now } ?? false
            let isEarly = notBefore.map { $0 > now } ?? false
            if isEnded { return .revoked }
            if isExpired { return .expired }
            return isEarly ? .notYetValid : .active
        }
    }

    /// The credentials of the state, the newest of each key first, the keys in the order of their ids.
    package let entries: [Entry]
    /// What is only known to be refused: its key is no longer declared, or has been replaced.
    package let ended: [Tombstone]
    /// The places in `entries` by the hashes.
    private let places: [KeyHash: Int]
    private let refused: [KeyHash: Tombstone]
    /// Whether there are no hashes, but what stands for them.
    private let isPublished: Bool
    /// Whoever is not found is compared with this one.
    private let nobody = KeyHash(ofKey: [])

    package init(_ state: State?, zones: ZoneDatabase) {
        let refused = Dictionary(
            (state?.tombstones ?? []).compactMap { tombstone in
                KeyHash(tombstone.hash).map { ($0, tombstone) }
            }
        ) { first, _ in first }
        var entries: [Entry] = []
        for stored in state?.resources(ofKind: APIKey.kind.word) ?? [] {
            let key = APIKey.reading(stored.specification, id: stored.id.id, zones: zones)
            for credential in Credentials(stored.issued)?.all ?? [] {
                let end = refused[credential.hash]
                entries.append(Entry(key, id: stored.id.id, credential, end: end))
            }
        }
        isPublished = state?.isPublished ?? false
        self.entries = entries
        self.refused = refused
        let known = Set(entries.map(\.credential.hash.text))
        ended = (state?.tombstones ?? []).filter { !known.contains($0.hash) }
        places = Dictionary(
            zip(entries.map(\.credential.hash), entries.indices)
        ) { first, _ in first }
    }

    /// What is known of a key that somebody presents.
    ///
    /// The work is the same whether it is known or not.
    ///
    /// In a published copy nothing is: it may be old, and it is no secret.
    package func find(_ presented: [UInt8]) -> (entry: Entry?, tombstone: Tombstone?) {
        let found = find(KeyHash(ofKey: presented))
        return isPublished ? (nil, nil) : found
    }

    /// What is known of a hash; in a published copy, of the id that goes with it.
    package func find(_ hash: KeyHash) -> (entry: Entry?, tombstone: Tombstone?) {
        let hash = isPublished ? KeyHash(standingForID: hash.id) : hash
        let place = places[hash]
        let found = place.map { entries[$0].credential.hash } ?? nobody
        let isSame = found.isSame(as: hash)
        return (isSame ? place.map { entries[$0] } : nil, refused[hash])
    }

    /// The entries that open something now.
    func active(at now: Instant) -> [Entry] { entries.filter { $0.status(at: now) == .active } }

    /// Whether no key has full access.
    package func isLockedOut(at now: Instant) -> Bool {
        !active(at: now).contains(where: \.scopes.isEmpty)
    }
}

/// Whether a key opens anything.
package enum KeyStatus: String, Sendable {
    case active
    case notYetValid = "not yet valid"
    case expired
    case revoked
}
