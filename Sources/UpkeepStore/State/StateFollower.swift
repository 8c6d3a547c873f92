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
        /// When a file that could not be read is tried again, in milliseconds; nil when it could.
        var retry: Int? = 0
    }

    /// How long a state that could not be read waits for the next try if nothing about it changes, in milliseconds.
    private static let retryInterval = 1_000

    private let store: StateStore
    private let report: @Sendable (Event) -> Void
    private let held = Mutex(Held())

    package init(_ store: StateStore, report: @escaping @Sendable (Event) -> Void) {
        self.store = store
        self.report = report
    }

    /// Looks whether there is another state, and reads it: a commit that had ended before the call is seen.
    package func look() -> Position {
        let mark = FileMark(path: store.path)
        return held.withLock { held in
            let isDue = held.retry.map { $0 <= ProcessEnvironment.monotonicMilliseconds() } ?? false
            if mark != held.mark || isDue { load(into: &held, mark) }
            return held.position
        }
    }

    /// The state that was read last; nil when there never was one.
    package var state: State? { held.withLock { $0.state } }

    private func load(into held: inout Held, _ mark: FileMark?) {
        held.retry = nil
        do throws(StoreError) {
            guard let file = try store.open() else {
                held.mark = nil
                held.retry = ProcessEnvironment.monotonicMilliseconds() + Self.retryInterval
                guard held.state != nil else { return }
                throw StoreError(.corrupt, store.path, "the state is gone")
            }
            let mark = try FileMark(file)
            let state = try store.loadForKeys(from: file)
            held.state = state
            held.mark = mark
            held.file = consume file
            held.position = Position(generation: held.position.generation + 1, isCurrent: true)
            report(.loaded(serial: state.serial))
        } catch {
            held.position = Position(generation: held.position.generation, isCurrent: false)
            held.mark = mark
            held.retry = ProcessEnvironment.monotonicMilliseconds() + Self.retryInterval
            report(.failed(error))
        }
    }
}

/// What tells one file from another without reading it.
struct FileMark: Hashable, Sendable {
    private let device: UInt
    private let inode: UInt
    private let size: Int
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
