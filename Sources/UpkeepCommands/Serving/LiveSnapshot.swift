import Synchronization
import UpkeepEngine
import UpkeepServer
import UpkeepStore

/// The newest state as it is served, made anew when there is another one.
final class LiveSnapshot: Sendable {
    private struct Made: Sendable {
        var generation = 0
        var snapshot: Snapshot?
    }

    private let follower: StateFollower
    private let address: String
    private let made = Mutex(Made())

    /// `address` is where the server is reached if the workspace does not say so.
    init(_ follower: StateFollower, address: String) {
        self.follower = follower
        self.address = address
    }

    /// What there is to answer from: a commit that had ended before the call is seen.
    @Sendable func read() -> SnapshotReading {
        let position = follower.look()
        let snapshot = made.withLock { made in
            // Somebody else may have come with a later generation since.
            if made.generation < position.generation {
                made.snapshot = follower.state.map {
                    Snapshot($0, zones: .system, address: address)
                }
                made.generation = position.generation
            }
            return made.snapshot
        }
        return SnapshotReading(snapshot: snapshot, isCurrent: position.isCurrent)
    }
}
