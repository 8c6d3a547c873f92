import UpkeepEngine
import UpkeepSource

extension APIKey {
    /// What ends a key, or puts another in its place: no rollback goes behind it.
    private static let lasting = ["revoked", "rotation", digestField]

    /// A key that has ended, or expired, does not come back, and one that has taken the place of another stays.
    package static func returning(
        _ former: StoredResource,
        from current: StoredResource?,
        at clock: Instant
    ) -> Returning {
        guard let current else { return Returning(nil, [.keyStaysGone(former.id)]) }
        let (then, now) = (former.specification, current.specification)
        var kept = Self.lasting.filter { then[$0] != now[$0] }
        // To be revoked can come back; not to be revoked cannot.
        if now["revoked"]?.boolean != true { kept.removeAll { $0 == "revoked" } }
        let expiry = now["expires_at"]?.text.flatMap { Instant(rfc3339: $0) }
        if let expiry, expiry <= clock, then["expires_at"] != now["expires_at"] {
            kept.append("expires_at")
        }
        if kept.isEmpty { return Returning(former.declaration) }
        // Whoever brings a key gets none delivered.
        let taken = kept.contains(digestField) ? kept + ["deliver_to"] : kept
        let names = Set((then.entries ?? []).map(\.key) + (now.entries ?? []).map(\.key)).sorted()
        let entries = names.compactMap { name in
            (taken.contains(name) ? now[name] : then[name]).map { Value.Entry(name, $0) }
        }
        let declaration = Declaration(former.id, isProtected: former.isProtected, .map(entries))
        return Returning(declaration, [.keyKeeps(kept, former.id)])
    }
}
