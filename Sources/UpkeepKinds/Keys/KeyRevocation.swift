import UpkeepEngine
import UpkeepKeys

/// The end of keys that somebody names, without any change of what is declared.
package struct KeyRevocation {
    package private(set) var issuance = Issuance()
    /// Names that the state has no key for, and never had.
    package private(set) var unknown: [String] = []

    /// `names` are the ids of keys in the manifests, or those of single secrets (`key_...`).
    package init(of names: [String], in state: State, at now: Instant) {
        let keys = state.resources(ofKind: APIKey.kind.word)
        for name in names {
            let stored = keys.first { stored in
                stored.id.id == name
                    || Credentials(stored.issued)?.all.contains { $0.id == name } == true
            }
            guard let stored else {
                let isEnded = state.tombstones.contains { $0.id == name || $0.resource.id == name }
                if !isEnded { unknown.append(name) }
                continue
            }
            guard var credentials = Credentials(issuance.issued[stored.id] ?? stored.issued) else {
                continue
            }
            let ended = credentials.all.filter { stored.id.id == name || $0.id == name }
            credentials.all.removeAll(where: ended.contains)
            issuance.tombstones += ended.map {
                $0.tombstone(of: stored.id, endingAt: now, because: .revoked)
            }
            if !ended.isEmpty { issuance.issued[stored.id] = credentials.value }
        }
    }
}
