import Synchronization
import UpkeepEngine

/// Follows a state: whoever asks gets what the state is at this moment, made into something else once for each commit.
///
/// A commit gives the path another file (rename(2)), so that the question whether there is a newer state is whether the path still
/// leads to the file that was read. That file is kept open, so that no other one gets its number meanwhile.
package final class StateFollower<Value: Sendable>: Sendable {
    package struct Reading: Sendable {
        /// What was made of the newest state that could be read; nil when there never was one.
        package let value: Value?
        /// Whether that is the state as it is now.
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
        var value: Value?
        var isCurrent = false
        /// When a file that could not be read is tried again, in milliseconds; nil when it could.
        var retry: Int? = 0
    }

    /// How long a state that could not be read waits for the next try if nothing about it changes, in milliseconds.
    private let retryInterval = 1_000

    private let store: StateStore
    private let make: @Sendable (State) -> Value
    private let report: @Sendable (Event) -> Void
    private let held = Mutex(Held())

    package init(
        _ store: StateStore,
        make: @escaping @Sendable (State) -> Value,
        report: @escaping @Sendable (Event) -> Void
    ) {
        self.store = store
        self.make = make
        self.report = report
    }

    /// What the state is now: a commit that had ended before the call is seen.
    package func reading() -> Reading {
        let mark = FileMark(path: store.path)
        return held.withLock { held in
            let isDue = held.retry.map { $0 <= ProcessEnvironment.monotonicMilliseconds() } ?? false
            if mark != held.mark || isDue { load(into: &held, mark) }
            return Reading(value: held.value, isCurrent: held.isCurrent)
        }
    }

    private func load(into held: inout Held, _ mark: FileMark?) {
        held.retry = nil
        do throws(StoreError) {
            guard let file = try store.open() else {
                held.mark = nil
                held.retry = ProcessEnvironment.monotonicMilliseconds() + retryInterval
                guard held.value != nil else { return }
                throw StoreError(.corrupt, store.path, "the state is gone")
            }
            let mark = try FileMark(file)
            let state = try store.loadForKeys(from: file)
            held.value = make(state)
            held.mark = mark
            held.file = consume file
            held.isCurrent = true
            report(.loaded(serial: state.serial))
        } catch {
            held.isCurrent = false
            held.mark = mark
            held.retry = ProcessEnvironment.monotonicMilliseconds() + retryInterval
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
