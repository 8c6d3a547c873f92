import Synchronization

/// A value that is made when it is needed first, and once.
final class Lazily<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)

    /// The value; whoever comes while it is being made waits for it.
    func value(_ make: () -> Value) -> Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
