import Dispatch
import Synchronization

/// Runs cases side by side.
enum Workers {
    /// Calls the body for each number below the count, until one says that it is enough.
    static func run(_ count: Int, jobs: Int, _ body: @Sendable (Int) -> Bool) {
        let next = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: jobs) { _ in
            while true {
                let number = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard number < count else { return }
                if !body(number) { next.withLock { $0 = count } }
            }
        }
    }
}
