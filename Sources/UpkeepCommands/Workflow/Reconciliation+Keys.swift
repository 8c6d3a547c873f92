import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

extension Reconciliation {
    /// As whom the plan is applied; a diagnostic when that key may not, nil when no key was given.
    static func actor(
        _ key: SecretBytes?,
        in state: State?,
        at now: Instant
    ) -> Result<Actor?, Refusal> {
        guard let key else { return .success(nil) }
        let ring = KeyRing(state, zones: .system)
        guard let entry = key.read({ ring.find($0).entry }) else {
            return .failure(Refusal(.actingKeyRefused("this state does not know it")))
        }
        let status = entry.status(at: now)
        guard status == .active else {
            return .failure(
                Refusal(.actingKeyRefused("\(entry.id) is \(status.rawValue)"))
            )
        }
        let id = ResourceID(kind: APIKey.kind.word, id: entry.key)
        let scopes = Set(entry.scopes.map(\.rawValue))
        return .success(Actor(resource: id, id: entry.id, scopes: scopes))
    }

    struct Refusal: Error {
        let diagnostic: Diagnostic

        init(_ diagnostic: Diagnostic) {
            self.diagnostic = diagnostic
        }
    }

    /// The settings that hold now: whoever turns a rule off has to keep it while doing so.
    static func workspace(of state: State?) -> Workspace? {
        let id = ResourceID(kind: Workspace.kind.word, id: KindName.singletonID)
        return state?[id].map { .reading($0.specification, id: id.id, zones: .system) }
    }

    /// Makes new keys and hands them over.
    ///
    /// From here on somebody holds them; they are valid with the commit, and not before.
    func deliver(
        _ issuing: KeyIssuing?,
        _ desired: DesiredState
    ) throws(StoreError) -> [String: KeyIssuing.Issued] {
        guard let issuing else { return [:] }
        let workspace = desired.resources(ofKind: Workspace.kind.word).first.map {
            Workspace.reading($0.specification, id: $0.id.id, zones: .system)
        }
        return try delivery.deliver(issuing, for: workspace)
    }

    /// Writes the sealed keys of a commit out.
    ///
    /// They are in the state already, so that a failure loses nothing.
    func writeSealed(_ seals: [(id: String, text: String?)]) {
        do throws(StoreError) {
            try store.writeSealed(seals)
            for seal in seals where seal.text != nil {
                console.note("Sealed: \(store.sealedFolder)/\(seal.id).age\n")
            }
        } catch {
            console.note("warning: the sealed keys are only in the state: upkeep keys sealed ID\n")
            console.report(error)
        }
    }
}
