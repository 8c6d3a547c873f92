import Dispatch
import Synchronization

/// The way from code that waits to code that is awaited.
enum Waiting {
    private final class Found<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    /// Waits for a value, on a thread that has nothing else to do meanwhile.
    ///
    /// The body is cancelled when it takes longer than the patience; what it yields then counts.
    static func value<Value: Sendable>(
        atMost patience: Duration? = nil,
        _ body: @escaping @Sendable () async -> Value
    ) -> Value {
        let found = Found<Value>()
        let isDone = DispatchSemaphore(value: 0)
        let task = Task {
            let value = await body()
            found.value.withLock { $0 = value }
            isDone.signal()
        }
        let limit = patience.map { DispatchTime.now() + .seconds(Int($0.components.seconds)) }
        if isDone.wait(timeout: limit ?? .distantFuture) == .timedOut {
            task.cancel()
            isDone.wait()
        }
        guard let value = found.value.withLock({ $0 }) else {
            preconditionFailure("it is done")
        }
        return value
    }
}
