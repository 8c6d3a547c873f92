import Dispatch
import Synchronization

/// The way from code that waits to code that is awaited.
enum Waiting {
    private final class Found<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    /// Waits for a value, on a thread that has nothing else to do meanwhile.
    static func value<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
        let found = Found<Value>()
        let isDone = DispatchSemaphore(value: 0)
        Task {
            let value = await body()
            found.value.withLock { $0 = value }
            isDone.signal()
        }
        isDone.wait()
        guard let value = found.value.withLock({ $0 }) else {
            preconditionFailure("it is done")
        }
        return value
    }
}
