import Glibc
import Synchronization

/// A thread of the system's (pthreads(7)).
///
/// Not Dispatch: that traps when the process may open no more files, and a reconcile has to say so instead.
struct Thread {
    private let handle: pthread_t

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    /// Starts a thread; nil when the system lends none.
    init?(running body: @escaping @Sendable () -> Void) {
        let work = unsafe Unmanaged.passRetained(Work(body))
        var handle = pthread_t()
        let failure = unsafe pthread_create(
            &handle,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            },
            work.toOpaque()
        )
        guard failure == 0 else {
            unsafe work.release()
            return nil
        }
        self.handle = handle
    }

    /// Whether the system lends so many at this moment.
    static func areLeft(_ count: Int) -> Bool {
        final class Gate: Sendable {
            let isOpen = Mutex(())
        }
        let gate = Gate()
        // None of them ends before all have begun.
        let threads = gate.isOpen.withLock { _ in
            (0..<count).compactMap { _ in Thread { gate.isOpen.withLock { _ in } } }
        }
        for thread in threads { thread.join() }
        return threads.count == count
    }

    /// Leaves it to itself: nobody waits for its end.
    func detach() { _ = pthread_detach(handle) }

    /// Waits for its end.
    func join() { _ = pthread_join(handle, nil) }
}
