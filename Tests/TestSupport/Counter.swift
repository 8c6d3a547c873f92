import Synchronization

/// Counts from 1, from wherever it is called.
package final class Counter: Sendable {
    private let count = Mutex(0)

    package init() {}

    package func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
