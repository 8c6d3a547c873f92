import Synchronization
import UpkeepEngine
import UpkeepServer
import UpkeepStore

/// The newest state as it is served, made anew when there is another one.
final class LiveSnapshot: Sendable {
    private struct Made: Sendable {
        /// Where the server is reached if the workspace does not say so.
        var address = ""
        var generation = 0
        var snapshot: Snapshot?
    }

    private let follower: StateFollower
    private let publishes: Bool
    private let formers: FormerSnapshots
    private let made = Mutex(Made())

    /// `publishes` says whether copies of the state are given away.
    init(_ follower: StateFollower, of store: StateStore, publishes: Bool) {
        self.follower = follower
        self.publishes = publishes
        formers = FormerSnapshots(store)
    }

    /// Says where the server is reached, which is known when it listens.
    func serve(at address: String) { made.withLock { $0 = Made(address: address) } }

    /// What there is to answer from: a commit that had ended before the call is seen.
    ///
    /// Whoever is patient also tries again what could not be read.
    func read(patiently: Bool = false) -> SnapshotReading {
        let position = follower.look(patiently: patiently)
        let snapshot = made.withLock { made in
            // Somebody else may have come with a later generation since.
            if made.generation < position.generation {
                made.snapshot = follower.state.map {
                    makeSnapshot(of: $0, generation: position.generation, at: made.address)
                }
                made.generation = position.generation
            }
            return made.snapshot
        }
        return SnapshotReading(snapshot: snapshot, isCurrent: position.isCurrent)
    }

    private func makeSnapshot(of state: State, generation: Int, at address: String) -> Snapshot {
        let publish: (@Sendable (State) -> [UInt8])? =
            publishes ? { @Sendable state in StateCoding.published(state) } : nil
        let formers = formers
        return Snapshot(
            state,
            zones: .system,
            address: address,
            archive: Archive(publish: publish) { serial in
                formers.find(serial, before: state, generation: generation) { former in
                    Snapshot(
                        former,
                        zones: .system,
                        address: address,
                        archive: Archive(publish: publish),
                        isFormer: true
                    )
                }
            }
        )
    }
}
