/// What a fault excuses.
struct Excuse {
    /// The signals that may have ended the run.
    var signals: Set<CInt> = []
    /// Whether the temporary file may be left; it always may when a signal has ended the run.
    var temporary = false
    /// Whether nothing is excused: the run has to succeed in spite of the fault.
    var nothing = false
}

/// The one judge of all campaigns.
///
/// After a fault and one clean re-run: the state was, byte for byte, the old or the new one; exit 0 was said only of the
/// new one; `state verify` passes without help; the re-run converges; no orphan stays; nothing has trapped or hung.
struct Oracle: Sendable {
    let upkeep: Upkeep
    /// The manifests that were being applied.
    let tree: String
    let options: [String]
    /// The state before; nil when there was none.
    let old: [UInt8]?
    /// What the manifests say in a state, resource by resource.
    let declared: [[UInt8]]
    /// Who judges the keys; nil where none are made.
    var keys: KeyOracle?

    /// Which state is in place.
    enum Place: Equatable {
        case old
        case new
        case neither(String)
    }

    func place(in store: Store) -> Place {
        let bytes = Files.bytes(store.state)
        if bytes == old { return .old }
        guard let bytes else { return .neither("the state is gone") }
        return isNew(bytes)
            ? .new : .neither("the state is neither the old nor the new one: \(bytes.count) bytes")
    }

    /// Whether these are the bytes of a new state: which of several correct ones is left to chance, as a first apply
    /// draws the lineage and the public ids.
    private func isNew(_ bytes: [UInt8]) -> Bool {
        guard let text = StateText(bytes), text.declared == declared else { return false }
        guard let old = old.flatMap({ StateText($0) }) else { return text.serial == 1 }
        return text.serial == old.serial + 1 && text.lineage == old.lineage
    }

    /// Everything that is wrong after a run that was disturbed.
    func problems(after outcome: Outcome, in store: Store, _ excuse: Excuse = Excuse()) -> [String]
    {
        var problems: [String] = []
        if outcome.hung { problems.append("it hung") }
        if outcome.status < 0, !outcome.hung, !excuse.signals.contains(-outcome.status) {
            problems.append("it died of signal \(-outcome.status): \(outcome)")
        }
        if excuse.nothing, outcome.status != 0 { problems.append("it gave up: \(outcome)") }
        let place = place(in: store)
        switch place {
        case .old where outcome.status == 0 && !isUnchanging:
            problems.append("exit 0, and the old state is in place")
        case .new where outcome.status == 130:
            problems.append("exit 130, and the new state is in place")
        case .neither(let what): problems.append("\(outcome): \(what)")
        default: break
        }
        if outcome.status >= 0, !excuse.temporary, Files.exists(store.temporary) {
            problems.append("\(outcome): the temporary file was left")
        }
        // A state that has just been committed stands on its own, before anything mends what is beside it.
        if place == .new { problems += verification(of: store) }
        problems += keys?.problems(in: store) ?? []
        let bytes = Files.bytes(store.state)
        problems += recovery(of: store)
        if place == .new, Files.bytes(store.state) != bytes {
            problems.append("the re-run changed the new state")
        }
        if place == .old, self.place(in: store) != .new, !isUnchanging {
            problems.append("the re-run has not made the new state")
        }
        return problems + (keys?.problems(in: store) ?? [])
    }

    /// Whether the manifests say what the old state says.
    private var isUnchanging: Bool { old.flatMap { StateText($0) }?.declared == declared }

    /// Everything that is wrong after one clean re-run.
    func recovery(of store: Store) -> [String] {
        var problems: [String] = []
        do {
            let again = try Child.run(upkeep.reconcile(tree, store, options))
            if again.status != 0 { problems.append("the re-run fails: \(again)") }
            let words = upkeep.reconcile(tree, store, ["--dry-run", "--exit-code"])
            let plan = try Child.run(words)
            if plan.status != 0 { problems.append("it does not converge: \(plan)") }
        } catch {
            problems.append("\(error)")
        }
        problems += verification(of: store)
        let orphans = Files.names(in: store.folder).filter { !Store.knownNames.contains($0) }
        if !orphans.isEmpty { problems.append("orphans stay: \(orphans)") }
        return problems + gaps(in: store)
    }

    func verification(of store: Store) -> [String] {
        do {
            let outcome = try Child.run(upkeep.verify(store))
            return outcome.status == 0 ? [] : ["state verify: \(outcome)"]
        } catch {
            return ["\(error)"]
        }
    }

    /// A history tells of each commit once.
    private func gaps(in store: Store) -> [String] {
        guard let text = Files.bytes(store.state).flatMap({ StateText($0) }),
            let history = Files.bytes(store.history),
            let serials = HistoryText.serials(of: text.lineage, in: history)
        else { return ["the state or its history cannot be read"] }
        return serials == Array(1...max(1, text.serial))
            ? [] : ["the state is at serial \(text.serial), its history has \(serials)"]
    }
}

extension Oracle {
    /// An oracle that only judges what one clean run makes of a store.
    init(_ upkeep: Upkeep, tree: String) {
        self.init(upkeep: upkeep, tree: tree, options: [], old: nil, declared: [])
    }
}
