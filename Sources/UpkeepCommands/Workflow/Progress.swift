import UpkeepStore

/// How far long work has come: a line on standard error, on a terminal only, and only after half a second.
final class Progress {
    private static let patience = 500
    private static let interval = 100

    private let title: String
    private let console: Console
    private let start = ProcessEnvironment.monotonicMilliseconds()
    private var shownAt: Int?

    init(_ title: String, _ console: Console) {
        self.title = title
        self.console = console
    }

    func show(_ done: Int, of total: Int) {
        let now = ProcessEnvironment.monotonicMilliseconds()
        guard now - start > Self.patience, now - (shownAt ?? 0) > Self.interval,
            StandardStream.error.isTerminal
        else { return }
        shownAt = now
        console.note("\r\(title): \(done) of \(total)")
    }

    /// Takes the line away.
    func end() {
        if shownAt != nil { console.note("\r\u{1B}[2K") }
    }
}
