import Synchronization
import UpkeepStore

/// Writes the log to standard error, so that nobody who logs something waits for whoever reads it.
final class LogWriter: Sendable {
    private struct Pending: Sendable {
        var lines: [String] = []
        var size = 0
        var dropped = 0
    }

    /// How many bytes wait to be written at most.
    private static let capacity = 4_194_304

    private let pending = Mutex(Pending())

    /// Takes a line, unless too much is waiting already.
    @Sendable func add(_ line: String) {
        pending.withLock { pending in
            guard pending.size < Self.capacity else {
                pending.dropped += 1
                return
            }
            pending.lines.append(line)
            pending.size += line.utf8.count
        }
    }

    /// Writes what is waiting.
    func flush() {
        let taken = pending.withLock { pending in
            let taken = pending
            pending = Pending()
            return taken
        }
        var text = taken.lines.joined()
        if taken.dropped > 0 { text += "\(taken.dropped) lines of the log were dropped\n" }
        // A log that cannot be written is no reason to serve nothing.
        if !text.isEmpty { try? StandardStream.error.write(text) }
    }
}
