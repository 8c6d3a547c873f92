import UpkeepEngine
import UpkeepKeys

// What a published copy of a state says of keys: their ids and first characters, and nothing that tells whether a key is one of them.

extension State {
    /// The copy that can be given away: without hashes of keys, and without sealed keys.
    ///
    /// `digest` is that of this state.
    package func published(digest: String) -> State {
        published(
            digest: digest,
            resource: \.published,
            tombstone: { tombstone in
                Tombstone(
                    hash: KeyHash(standingForID: tombstone.id).text,
                    id: tombstone.id,
                    resource: tombstone.resource,
                    issuedAt: tombstone.issuedAt,
                    endsAt: tombstone.endsAt,
                    reason: tombstone.reason
                )
            }
        )
    }

    /// The same copy with the digests of keys that the manifests declare as they were published.
    ///
    /// Without it, a key that was made elsewhere would look like another one.
    package func recognizing(_ desired: DesiredState) -> State {
        let declared = desired.resources(ofKind: APIKey.kind.word)
        let digests = declared.compactMap { $0.declaration.scalars([APIKey.digestField])[0]?.text }
        let known = Dictionary(digests.map { (KeyHash.publishedDigest(of: $0), $0) }) { first, _ in
            first
        }
        return recognizing { stored in
            guard stored.id.kind == APIKey.kind.word,
                let shown = stored.declaration.scalars([APIKey.digestField])[0]?.text,
                let digest = known[shown]
            else { return nil }
            return stored.declaration.replacing(APIKey.digestField, with: digest, in: stored.id)
        }
    }
}

extension StoredResource {
    fileprivate var published: StoredResource {
        guard id.kind == APIKey.kind.word else { return self }
        var declaration = declaration
        if let digest = declaration.scalars([APIKey.digestField])[0]?.text {
            declaration = declaration.replacing(
                APIKey.digestField,
                with: KeyHash.publishedDigest(of: digest),
                in: id
            )
        }
        return copy(declaration, issued: Credentials(issued)?.published.value)
    }
}

extension Credentials {
    fileprivate var published: Credentials {
        Credentials(
            all.map { credential in
                Credential(
                    hash: KeyHash(standingForID: credential.id),
                    id: credential.id,
                    prefix: credential.prefix,
                    createdAt: credential.createdAt,
                    rotation: credential.rotation,
                    sealed: nil
                )
            },
            rotation: rotation
        )
    }
}

extension KeyHash {
    /// What stands for the SHA-256 of a key in a published copy: made from the key's id alone, which everybody may know.
    fileprivate static func publishedDigest(of digest: String) -> String {
        // What is declared has been read: it is a digest.
        let hash = KeyHash(ofDigest: digest) ?? KeyHash(standingForID: digest)
        return String(KeyHash(standingForID: hash.id).text.dropFirst("sha256:".count))
    }
}
