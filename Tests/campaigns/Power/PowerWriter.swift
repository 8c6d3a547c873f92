import Glibc
import Synchronization

/// Applies one after the other, from one store to the next, that somebody cuts the power of.
final class PowerWriter: Sendable {
    /// How far the applies have come.
    struct Progress: Sendable {
        /// The number of the store that is being written.
        var store = 0
        /// The serial of the last apply that has ended with success in this store; 0 when there was none.
        var done = 0
        /// Whether the next one has been started.
        var isWriting = false
        var failure: String?
    }

    /// How many commits a store gets, so that cuts hit first applies, too, and the numbers of all backups.
    static let commits = 12

    private let upkeep: Upkeep
    private let folder: String
    private let trees: [String]
    private let progress = Mutex(Progress())
    private let isEnding = Mutex(false)
    /// Whether somebody else keeps the journal busy.
    private let isNoisy = Mutex(true)

    init(_ upkeep: Upkeep, on folder: String, trees: [String]) {
        self.upkeep = upkeep
        self.folder = folder
        self.trees = trees
    }

    var now: Progress { progress.withLock { $0 } }

    func end() { isEnding.withLock { $0 = true } }

    func setNoisy(_ noisy: Bool) { isNoisy.withLock { $0 = noisy } }

    private var isOver: Bool { isEnding.withLock { $0 } }

    /// The name of a store's folder below the one of the file system.
    static func store(_ number: Int) -> String { "store-\(number)" }

    /// Applies until it is told to end; an apply that fails ends it, too.
    func write() {
        while !isOver {
            let now = progress.withLock { progress in
                if progress.done == Self.commits {
                    progress.store += 1
                    progress.done = 0
                }
                progress.isWriting = true
                return progress
            }
            let store = Store(folder: "\(folder)/\(Self.store(now.store))")
            let outcome = try? Child.run(upkeep.reconcile(trees[now.done], store))
            let isDone = outcome?.status == 0
            progress.withLock { progress in
                progress.isWriting = false
                if isDone { progress.done += 1 } else { progress.failure = "\(outcome as Any)" }
            }
            if !isDone { return }
            // Only some of the stores can be of use to a cut.
            if now.store >= 3, now.done == 0 {
                Files.remove("\(folder)/\(Self.store(now.store - 3))")
            }
        }
    }

    /// Syncs a file of its own again and again: each time the file system commits its journal, and with it every rename
    /// up to then, whether or not the bytes of the renamed file have come to the disk.
    func disturb() {
        let noise = unsafe open("\(folder)/noise", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(noise) }
        var byte: UInt8 = 0
        while !isOver {
            if isNoisy.withLock({ $0 }) {
                byte &+= 1
                _ = unsafe pwrite(noise, &byte, 1, 0)
                fsync(noise)
            }
            usleep(200)
        }
    }
}
