import Synchronization
import UpkeepEngine

/// Follows a state: whoever asks hears whether there is another one, and gets it.
///
/// A commit gives the path another file (rename(2)), so that the question whether there is a newer state is whether the path still
/// leads to the file that was read. That file is kept open, so that no other one gets its number meanwhile.
package final class StateFollower: Sendable {
    /// What is known of the state at a moment.
    package struct Position: Sendable {
        /// Counts the states that have been read; 0 as long as there was none.
        package let generation: Int
        /// Whether the last of them is the state as it is now.
        package let isCurrent: Bool
    }

    /// What has come of a look at another file.
    package enum Event: Sendable {
        case loaded(serial: Int)
        case failed(StoreError)
    }

    private struct Held: ~Copyable {
        var file: FileDescriptor?
        /// The file that was read; nil where there was none.
        var mark: FileMark?
        var state: State?
        var position = Position(generation: 0, isCurrent: false)
        /// How many bytes the resources of the state keep in memory: the last file that was read whole, and what was new since.
        var memory = 0
        /// Whether anybody has looked yet.
        var isKnown = false
        /// How often the same file could not be read.
        var failures = 0
        /// When a file that could not be read may be tried again, in milliseconds.
        var retry = 0
    }

    /// How long a state that could not be read waits for the next try if nothing about it changes, in milliseconds; twice as
    /// long after each try, up to 64 times.
    private static let retryInterval = 1_000

    private let store: StateStore
    private let piece: Int
    private let report: @Sendable (Event) -> Void
    private let held = Mutex(Held())

    /// `report` hears what has come of each look at another file; others wait meanwhile.
    ///
    /// `piece` is how much of a file is read at a time beside the state before it, in bytes: what a processor's cache holds.
    package init(
        _ store: StateStore,
        piece: Int = 1_048_576,
        report: @escaping @Sendable (Event) -> Void
    ) {
        self.store = store
        self.piece = piece
        self.report = report
    }

    /// Looks whether there is another state, and reads it: a commit that had ended before the call is seen.
    ///
    /// A file that could not be read is only read again when it has changed, or by whoever looks patiently: it may be large, and
    /// nobody else has to wait for that.
    package func look(patiently: Bool = false) -> Position {
        let mark = FileMark(path: store.path)
        return held.withLock { held in
            let isRetry =
                patiently && held.failures > 0
                && held.retry <= ProcessEnvironment.monotonicMilliseconds()
            if held.isKnown, mark == held.mark, !isRetry { return held.position }
            // Somebody else may have read it while this one was waiting.
            let mark = FileMark(path: store.path)
            if held.isKnown, mark == held.mark, !isRetry { return held.position }
            // Told before anybody else can look, so that what is told last is what is so.
            if let event = load(into: &held, mark) { report(event) }
            return held.position
        }
    }

    /// The state that was read last; nil when there never was one.
    package var state: State? { held.withLock { $0.state } }

    private func load(into held: inout Held, _ mark: FileMark?) -> Event? {
        held.isKnown = true
        do throws(StoreError) {
            guard let file = try store.open() else {
                held.mark = nil
                guard held.state != nil else { return nil }
                throw StoreError(.corrupt, store.path, "the state is gone")
            }
            let mark = try FileMark(file)
            // A quarter more than the file needs may be in memory; then it is read whole.
            let room = mark.size + mark.size / 4 - held.memory
            if let known = held.state, room > 0,
                let (state, newBytes) = try store.renew(
                    known,
                    from: file,
                    newBytesLimit: room,
                    piece: piece
                )
            {
                held.state = state
                held.memory += newBytes
            } else {
                held.state = try store.loadForKeys(from: file)
                held.memory = mark.size
            }
            held.mark = mark
            held.file = consume file
            held.failures = 0
            held.position = Position(generation: held.position.generation + 1, isCurrent: true)
            return .loaded(serial: held.state?.serial ?? 0)
        } catch {
            held.position = Position(generation: held.position.generation, isCurrent: false)
            held.failures = mark == held.mark ? held.failures + 1 : 1
            held.mark = mark
            let wait = Self.retryInterval << min(held.failures - 1, 6)
            held.retry = ProcessEnvironment.monotonicMilliseconds() + wait
            return .failed(error)
        }
    }
}

extension StateStore {
    /// The file of the state, open; nil when there is no state.
    func open() throws(StoreError) -> FileDescriptor? {
        guard let folder = try openFolder() else { return nil }
        return try folder.file(name)
    }

    /// The same as `loadForKeys`, from a file that is open.
    func loadForKeys(from file: borrowing FileDescriptor) throws(StoreError) -> State {
        let bytes = try file.readToEnd(limit: StateCoding.sizeLimit)
        let state = try StateCoding.decode(bytes, path: path)
        return Self.completed(state, by: try loadHistory())
    }

    /// The same beside a state that is known, and how many bytes are not in its memory; nil where it has to be read whole.
    func renew(
        _ known: State,
        from file: borrowing FileDescriptor,
        newBytesLimit: Int,
        piece: Int
    ) throws(StoreError) -> (state: State, newBytes: Int)? {
        let renewed = StateCoding.renew(
            known,
            from: file,
            newBytesLimit: newBytesLimit,
            piece: piece
        )
        guard let (state, newBytes) = renewed else { return nil }
        return (Self.completed(state, by: try loadHistory()), newBytes)
    }
}

/// What tells one file from another without reading it.
struct FileMark: Hashable, Sendable {
    private let device: UInt
    private let inode: UInt
    let size: Int
    private let modified: Int
    private let modifiedNanoseconds: Int

    /// What a path leads to; nil when that is nothing.
    init?(path: String) {
        guard let status = FileStatus(path: path) else { return nil }
        self.init(status)
    }

    init(_ file: borrowing FileDescriptor) throws(StoreError) {
        self.init(try file.status())
    }

    private init(_ status: FileStatus) {
        device = status.device
        inode = status.inode
        size = status.size
        modified = status.modified
        modifiedNanoseconds = status.modifiedNanoseconds
    }
}
