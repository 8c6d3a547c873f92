import ServiceLifecycle

/// Does something again and again until the server ends.
package struct Repeating: Service {
    /// How long to wait before the first time.
    private let start: Duration
    /// Does it once, and yields how long to wait for the next time.
    private let turn: @Sendable () async -> Duration
    private let finish: @Sendable () -> Void

    /// Does something at an interval, and once more at the end.
    package init(every interval: Duration, _ work: @escaping @Sendable () -> Void) {
        start = interval
        turn = {
            work()
            return interval
        }
        finish = work
    }

    /// Does something at once, and again after as long as it says itself; what has begun is brought to its end.
    package init(_ turn: @escaping @Sendable () async -> Duration) {
        start = .zero
        self.turn = turn
        finish = {}
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var pause = start
            while true {
                try await Task.sleep(for: pause)
                pause = await turn()
            }
        }
        finish()
    }
}
