import UpkeepEngine
import UpkeepKeys
import UpkeepSource

/// What an apply has to do with the credentials of keys.
package struct KeyIssuing {
    /// A key whose secret has to be made, and to get into somebody's hands before it is valid.
    package struct Request: Sendable {
        package let id: String
        package let key: APIKey
        /// Where the key is declared.
        package let node: Node
    }

    /// A secret that somebody holds: what is kept of it.
    package struct Issued: Sendable {
        let hash: KeyHash
        let prefix: String
        package let sealed: String?

        /// `sealed` is the secret in the form that only its recipients can open; nil when it was handed over otherwise.
        package init(_ secret: SecretBytes, sealed: String?) {
            hash = secret.read { KeyHash(ofKey: $0) }
            prefix = secret.read {
                String(decoding: $0.prefix(KeyFormat.shownCount), as: UTF8.self)
            }
            self.sealed = sealed
        }
    }

    /// The secrets to be made, in the order of the keys' ids.
    package let requests: [Request]
    private let changes: [Transition<APIKey>]
    private let tombstones: Set<String>
    private let context: PlanContext

    package init(_ plan: Plan, in context: PlanContext) {
        self.context = context
        changes = Array(Transitions(in: plan.changes, zones: context.zones))
        tombstones = Set(context.state?.tombstones.map(\.hash) ?? [])
        requests = changes.compactMap { change in
            guard let after = change.after, after.digest == nil,
                after.needsCredential(after: change.before, change.issued)
            else { return nil }
            return Request(id: change.id, key: after, node: change.node ?? .nothing)
        }
    }

    /// What the apply issues and ends; `secrets` holds what was made for each request, by the key's id.
    package func issuance(_ secrets: [String: Issued]) -> Issuance {
        var issuance = Issuance()
        for change in changes {
            let old = Credentials(change.issued)
            guard let after = change.after else {
                issuance.tombstones += end(old?.all ?? [], of: change, .removed)
                continue
            }
            let resource = ResourceID(kind: APIKey.kind.word, id: change.id)
            if after.isRevoked {
                issuance.tombstones += end(old?.all ?? [], of: change, .revoked)
                issuance.issued[resource] =
                    Credentials(rotation: max(old?.rotation ?? 0, after.rotation)).value
            } else if after.needsCredential(after: change.before, change.issued) {
                let replaced = end(old?.all ?? [], of: change, .rotated, after: after.overlap)
                issuance.tombstones += replaced
                let credential = credential(of: after, secrets[change.id])
                let kept = (old?.all ?? []).filter { isLive($0, replaced) }
                issuance.issued[resource] =
                    Credentials([credential] + kept, rotation: after.rotation).value
            }
        }
        return issuance
    }

    /// For each key whose newest secret is another one now, or gone, what its recipients open; nil for nothing.
    package func seals(_ secrets: [String: Issued]) -> [(id: String, text: String?)] {
        changes.flatMap { change -> [(id: String, text: String?)] in
            let old = Credentials(change.issued)
            guard let after = change.after else { return [(change.id, nil)] }
            let isRenamed = change.id != change.previousID
            var seals: [(id: String, text: String?)] = isRenamed ? [(change.previousID, nil)] : []
            if after.isRevoked {
                seals.append((change.id, nil))
            } else if after.needsCredential(after: change.before, change.issued) {
                seals.append((change.id, secrets[change.id]?.sealed))
            } else if isRenamed {
                seals.append((change.id, old?.all.first?.sealed))
            }
            return seals
        }
    }

    private func credential(of key: APIKey, _ issued: Issued?) -> Credentials.Credential {
        if let hash = key.digest.flatMap({ KeyHash(ofDigest: $0) }) {
            return Credentials.Credential(
                hash: hash,
                prefix: nil,
                createdAt: context.clock,
                rotation: key.rotation,
                sealed: nil
            )
        }
        guard let issued else { preconditionFailure("every request has been met") }
        return Credentials.Credential(
            hash: issued.hash,
            prefix: issued.prefix,
            createdAt: context.clock,
            rotation: key.rotation,
            sealed: issued.sealed
        )
    }

    /// The tombstones of those that have none yet.
    private func end(
        _ credentials: [Credentials.Credential],
        of change: Transition<APIKey>,
        _ reason: Tombstone.Reason,
        after overlap: Seconds = 0
    ) -> [Tombstone] {
        let isImmediate = overlap.count == 0
        return credentials.filter { isImmediate || !tombstones.contains($0.hash.text) }.map {
            $0.tombstone(
                of: ResourceID(kind: APIKey.kind.word, id: change.previousID),
                endingAt: context.clock.advanced(by: overlap),
                because: reason
            )
        }
    }

    /// Whether a credential opens anything after the apply.
    private func isLive(_ credential: Credentials.Credential, _ added: [Tombstone]) -> Bool {
        let all = (context.state?.tombstones ?? []) + added
        return !all.contains { $0.hash == credential.hash.text && $0.isInForce(at: context.clock) }
    }
}
