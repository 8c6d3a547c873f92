import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// As whom a plan is applied.
enum Acting {
    /// Why a key cannot be acted as.
    struct Refusal: Error {
        let diagnostic: Diagnostic

        init(_ diagnostic: Diagnostic) {
            self.diagnostic = diagnostic
        }
    }

    /// Who holds a key; nil when no key was given.
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
            return .failure(Refusal(.actingKeyRefused("\(entry.id) is \(status.rawValue)")))
        }
        let id = ResourceID(kind: APIKey.kind.word, id: entry.key)
        let scopes = Set(entry.scopes.map(\.rawValue))
        return .success(Actor(resource: id, id: entry.id, scopes: scopes))
    }

    /// The settings that hold now: whoever turns a rule off has to keep it while doing so.
    static func workspace(of state: State?) -> Workspace? {
        let id = ResourceID(kind: Workspace.kind.word, id: KindName.singletonID)
        return state?[id].map { .reading($0.specification, id: id.id, zones: .system) }
    }
}
