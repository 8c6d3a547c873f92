import Synchronization
import UpkeepStore

/// How far long work has come: a line on standard error, on a terminal only, and only after half a second.
final class Progress: Sendable {
    private static let patience = 500
    private static let interval = 100

    private let title: String
    private let console: Console
    private let start = ProcessEnvironment.monotonicMilliseconds()
    private let shownAt = Mutex<Int?>(nil)

    init(_ title: String, _ console: Console) {
        self.title = title
        self.console = console
    }

    func show(_ done: Int, of total: Int) {
        let now = ProcessEnvironment.monotonicMilliseconds()
        guard now - start > Self.patience, StandardStream.error.isTerminal else { return }
        shownAt.withLock { shownAt in
            guard now - (shownAt ?? 0) > Self.interval else { return }
            shownAt = now
            console.note("\r\(title): \(done) of \(total)")
        }
    }

    /// Takes the line away.
    func end() {
        if shownAt.withLock({ $0 != nil }) { console.note("\r\u{1B}[2K") }
    }
}
