import ServiceLifecycle

/// Does something again and again until the server ends, and then once more.
package struct Repeating: Service {
    private let interval: Duration
    private let work: @Sendable () -> Void

    package init(every interval: Duration, _ work: @escaping @Sendable () -> Void) {
        self.interval = interval
        self.work = work
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try await Task.sleep(for: interval)
                work()
            }
        }
        work()
    }
}
