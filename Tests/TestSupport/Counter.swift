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

/// How often a test repeats what chance decides: in full where the code is optimized, and less where it is not.
package func repetitions(_ full: Int, unoptimized: Int) -> Int {
    #if DEBUG
    return unoptimized
    #else
    return full
    #endif
}
