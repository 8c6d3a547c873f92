import Synchronization
import UpkeepEngine
import UpkeepServer
import UpkeepStore

/// The former states that somebody has asked the server for, each read when it is asked for first.
///
/// Whoever asks waits for the disk, and others with them. So reading takes at most a tenth of the time: after a state that took long
/// to read, none is read for a while.
final class FormerSnapshots: Sendable {
    fileprivate struct Former {
        let serial: Int
        let snapshot: Snapshot
        let end: Instant
        let size: Int
    }

    fileprivate struct Held {
        /// What is known was so at this generation of the state; after a commit other ones are kept.
        var generation = 0
        var kept: [KeptState]?
        /// The one that was asked for last stands last.
        var formers: [Former] = []
        /// When one may be read again, in milliseconds.
        var nextReading = 0
    }

    /// How many bytes of states are held, unless a single one is larger.
    private static let capacity = 33_554_432
    /// Reading so long, in milliseconds, makes nobody wait.
    private static let unnoticed = 20

    private let store: StateStore
    private let held = Mutex(Held())

    init(_ store: StateStore) {
        self.store = store
    }

    /// Finds a state that came before another one: the newest, which is of a generation.
    func find(
        _ serial: Int,
        before newest: State,
        generation: Int,
        making make: (State) -> Snapshot
    ) -> Archive.Finding {
        held.withLock { held in
            if held.generation != generation {
                held = Held(generation: generation, nextReading: held.nextReading)
            }
            if let index = held.formers.firstIndex(where: { $0.serial == serial }) {
                let former = held.formers.remove(at: index)
                held.formers.append(former)
                return .found(former.snapshot, until: former.end)
            }
            if held.kept == nil { held.kept = try? store.kept() }
            let kept = held.kept ?? []
            guard serial < newest.serial, kept.contains(where: { $0.serial == serial }) else {
                return .notKept
            }
            let start = ProcessEnvironment.monotonicMilliseconds()
            if start < held.nextReading { return .tooBusy }
            guard let state = (try? store.loadKept(serial: serial)) ?? nil else { return .notKept }
            let successor = kept.filter { $0.serial > serial }.min { $0.serial < $1.serial }
            let former = Former(
                serial: serial,
                snapshot: make(state),
                end: successor?.appliedAt ?? newest.appliedAt,
                size: state.bytes.count
            )
            held.keep(former, within: Self.capacity)
            let end = ProcessEnvironment.monotonicMilliseconds()
            if end - start > Self.unnoticed { held.nextReading = end + 9 * (end - start) }
            return .found(former.snapshot, until: former.end)
        }
    }
}

extension FormerSnapshots.Held {
    fileprivate mutating func keep(_ former: FormerSnapshots.Former, within capacity: Int) {
        formers.append(former)
        while formers.count > 1, formers.reduce(0, { $0 + $1.size }) > capacity {
            formers.removeFirst()
        }
    }
}
