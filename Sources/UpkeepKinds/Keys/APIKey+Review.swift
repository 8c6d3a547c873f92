import UpkeepEngine
import UpkeepKeys
import UpkeepSource

extension APIKey {
    package static func action(of update: Transition<APIKey>) -> Change.Action {
        guard let before = update.before, let after = update.after else { return .update }
        if after.isRevoked, !before.isRevoked { return .revoke }
        return after.needsCredential(after: before, update.issued) ? .rotate : .update
    }

    /// Whether a new credential has to be issued.
    ///
    /// What was revoked stays so: only a higher rotation, or another key made elsewhere, brings a new one.
    func needsCredential(after before: APIKey?, _ issued: Value?) -> Bool {
        if isRevoked { return false }
        guard let before, let credentials = Credentials(issued) else { return true }
        return credentials.rotation < rotation || before.digest != digest
    }

    package static func review(_ change: Transition<APIKey>, in context: PlanContext) -> Review {
        guard let after = change.after else {
            return Review(effects: ["integrations that use it get 401, from now on and for good"])
        }
        let before = change.before
        var review = Review()
        if let before {
            review.effects += Scope.effects(from: before.scopes, to: after.scopes)
            if after.rotation < before.rotation {
                review.diagnostics.append(
                    .rotationLowered(from: before.rotation, at: change.node(of: "rotation"))
                )
            }
        } else {
            review.effects.append(
                after.scopes.isEmpty ? "FULL ACCESS" : "may: \(Scope.text(of: after.scopes))"
            )
        }
        if after.isRevoked {
            if before?.isRevoked != true { review.effects.append("it opens nothing, for good") }
            return review
        }
        if after.needsCredential(after: before, change.issued) {
            review.effects += after.effects(ofReplacing: Credentials(change.issued), in: context)
        } else if before?.isRevoked == true {
            review.effects.append("it stays revoked: raise rotation to get a new key")
        }
        review.effects += after.validity(after: before, at: context.now)
        review.diagnostics += after.problems(in: context, at: change)
        return review
    }

    /// Who gets the new key, and until when the old one is good.
    private func effects(
        ofReplacing credentials: Credentials?,
        in context: PlanContext
    ) -> [String] {
        let tombstones = Set(context.state?.tombstones.map(\.hash) ?? [])
        let replaced = (credentials?.all ?? []).filter { !tombstones.contains($0.hash.text) }
        let end = context.clock.advanced(by: overlap)
        return [delivery]
            + replaced.map { credential in
                let word = overlap.count == 0 ? "at once" : "\(end)"
                return "the key before, \(credential.id), dies \(word)"
            }
    }

    private var delivery: String {
        if digest != nil { return "made elsewhere; only its hash is known here" }
        if recipients.isEmpty { return "a new key, shown once by the apply" }
        let shown = recipients.map { recipient in
            let words = recipient.split(separator: " ", maxSplits: 2)
            return words.count == 3 ? "\(words[2])" : "\(words.last?.prefix(16) ?? "")..."
        }
        return "a new key, sealed for \(shown.joined(separator: ", "))"
    }

    private func validity(after before: APIKey?, at now: Instant) -> [String] {
        var effects: [String] = []
        if let notBefore, before?.notBefore != notBefore, notBefore > now {
            effects.append("it is valid from \(notBefore)")
        }
        if let expiresAt, before?.expiresAt != expiresAt {
            effects.append(expiresAt <= now ? "it has expired" : "it expires \(expiresAt)")
        }
        return effects
    }

    /// What is wrong with a key that was made elsewhere, when it is to open something from now on.
    private func problems(
        in context: PlanContext,
        at change: Transition<APIKey>
    ) -> [Diagnostic] {
        guard needsCredential(after: change.before, change.issued),
            let hash = digest.flatMap({ KeyHash(ofDigest: $0) })
        else { return [] }
        let found = KeyRing(context.state, zones: context.zones).find(hash)
        if let entry = found.entry, entry.key != change.previousID {
            return [.keyOfAnother(entry.key, at: change.node(of: "sha256"))]
        }
        if found.entry != nil { return [.rotationWithoutKey(at: change.node(of: "rotation"))] }
        return found.tombstone.map { [.keyWasRevoked($0, at: change.node(of: "sha256"))] } ?? []
    }

    /// Whether the key, as it is declared, opens something at a moment.
    private func isActive(at now: Instant) -> Bool {
        !isRevoked && notBefore.map { $0 <= now } ?? true && expiresAt.map { $0 > now } ?? true
    }

    /// Whether some declared key has full access.
    static func someHasFullAccess(in context: PlanContext) -> Bool {
        Declarations<APIKey>(in: context.desired, zones: context.zones).contains {
            $0.specification.scopes.isEmpty && $0.specification.isActive(at: context.clock)
        }
    }
}

extension Transition<APIKey> {
    /// The node of a field that the resource itself writes, or else of the whole resource.
    fileprivate func node(of field: String) -> Node { node?[field] ?? node ?? .nothing }
}

// MARK: Lock-out

extension APIKey {
    package static func review(
        all changes: Transitions<APIKey>,
        in context: PlanContext
    ) -> [Diagnostic] {
        lockOut(by: changes, in: context) + endOfActor(by: changes, in: context)
    }

    /// A plan behind which no key has full access any more, although one has it now.
    private static func lockOut(
        by changes: Transitions<APIKey>,
        in context: PlanContext
    ) -> [Diagnostic] {
        let consent = context.consent
        if consent.allowsLockOut || consent.emptiedKinds.contains(kind.word) { return [] }
        let active = KeyRing(context.state, zones: context.zones).active(at: context.clock)
        let before = Set(active.filter(\.scopes.isEmpty).map(\.key))
        if before.isEmpty { return [] }
        let touched = Set(changes.flatMap { [$0.id, $0.previousID] })
        if !before.subtracting(touched).isEmpty { return [] }
        let isKept = changes.contains { change in
            guard let after = change.after, after.scopes.isEmpty,
                after.isActive(at: context.clock)
            else { return false }
            return active.contains { $0.key == change.previousID }
                || after.needsCredential(after: change.before, change.issued)
        }
        return isKept ? [] : [.lockOut(before.sorted())]
    }

    /// A plan that takes away the key which applies it.
    private static func endOfActor(
        by changes: Transitions<APIKey>,
        in context: PlanContext
    ) -> [Diagnostic] {
        guard let actor = context.actor else { return [] }
        return changes.filter { $0.previousID == actor.resource.id }.compactMap { change in
            if let after = change.after, after.isActive(at: context.clock) {
                let isReplaced = after.needsCredential(after: change.before, change.issued)
                if !isReplaced || after.overlap.count > 0 { return nil }
            }
            return .actorEnds(actor)
        }
    }
}
