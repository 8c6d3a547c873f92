import Dispatch
import FoundationEssentials
import Synchronization

/// Work on all cores, with results in the order of the input.
package enum Parallel {
    /// The processors that this process may use: fewer than the machine has, where someone has limited it.
    package static let width = ProcessInfo.processInfo.activeProcessorCount

    /// Transforms every element; at most `width` of them are in work at a time, taken in their order.
    package static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element],
        _ transform: @Sendable (Element) -> Result
    ) -> [Result] {
        let workers = min(width, elements.count)
        guard workers > 1 else { return elements.map(transform) }
        let next = Atomic(0)
        let results = Mutex([Result?](repeating: nil, count: elements.count))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < elements.count else { return }
                let result = transform(elements[index])
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    /// Does two things at the same time.
    package static func both<First: Sendable, Second: Sendable>(
        _ first: @Sendable () -> First,
        _ second: @Sendable () -> Second
    ) -> (First, Second) {
        let results = Mutex<(First?, Second?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { index in
            if index == 0 {
                let result = first()
                results.withLock { $0.0 = result }
            } else {
                let result = second()
                results.withLock { $0.1 = result }
            }
        }
        guard case (let first?, let second?) = results.withLock({ $0 }) else {
            preconditionFailure("both have been done")
        }
        return (first, second)
    }
}
