import Synchronization
import UpkeepEngine
import UpkeepStore

/// When each key was used last: noted with every request, and written now and then.
final class KeyUses: Sendable {
    private let usage: KeyUsage
    private let noted = Mutex<[String: Instant]>([:])

    init(of store: StateStore) {
        usage = KeyUsage(of: store)
    }

    @Sendable func note(_ keyID: String, at now: Instant) {
        noted.withLock { $0[keyID] = now }
    }

    /// When a key was used last; nil when it never was.
    @Sendable func last(_ keyID: String) -> Instant? {
        noted.withLock { $0[keyID] } ?? usage.lastUse(of: keyID)
    }

    /// Hands on what has been noted; it is written when the last time is long enough ago.
    @Sendable func handOn() {
        let uses = noted.withLock { noted in
            let uses = noted
            noted = [:]
            return uses
        }
        for (keyID, time) in uses { usage.note(keyID, at: time) }
    }

    /// Writes everything.
    func finish(at now: Instant) {
        handOn()
        usage.flush(at: now)
    }
}
