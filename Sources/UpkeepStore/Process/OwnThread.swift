/// The way from code that is awaited to code that blocks.
package enum OwnThread {
    /// What the body yields, which runs on a thread of its own; on the caller's where the system lends none.
    package static func value<Value: Sendable>(
        _ body: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            guard let thread = Thread(running: { continuation.resume(returning: body()) }) else {
                return continuation.resume(returning: body())
            }
            thread.detach()
        }
    }
}
