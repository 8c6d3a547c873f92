import Synchronization

/// Counts from 1, from wherever it is called.
final class Tally: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
