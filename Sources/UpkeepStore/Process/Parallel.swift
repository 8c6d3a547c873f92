import Synchronization

/// Work on all cores, with results in the order of the input.
package enum Parallel {
    /// The processors that this process may use: fewer than the machine has, where someone has limited it.
    package static let width = allowedProcessors() ?? 1

    /// Counts the processors of the mask that the kernel tells (proc_pid_status(5)): groups of hexadecimal digits.
    private static func allowedProcessors() -> Int? {
        guard let folder = try? Folder(path: "/proc/self", followsLink: true),
            let status = try? folder.file("status")?.readToEnd(limit: 65_536)
        else { return nil }
        let title = "Cpus_allowed:\t"
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first {
            $0.hasPrefix(title)
        }
        guard let mask = line?.dropFirst(title.count) else { return nil }
        let count = mask.compactMap { $0.hexDigitValue?.nonzeroBitCount }.reduce(0, +)
        return count > 0 ? count : nil
    }

    /// Transforms every element; at most `width` of them are in work at a time, taken in their order.
    ///
    /// So many elements are worth a thread.
    package static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element],
        perThread count: Int = 1,
        _ transform: @Sendable (Element) -> Result
    ) -> [Result] {
        let threads = min(width, elements.count / count)
        guard threads > 1 else { return elements.map(transform) }
        let next = Atomic(0)
        let results = Mutex([Result?](repeating: nil, count: elements.count))
        perform(onThreads: threads) {
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
        guard width > 1 else { return (first(), second()) }
        let next = Atomic(0)
        let results = Mutex<(First?, Second?)>((nil, nil))
        perform(onThreads: 2) {
            while true {
                switch next.add(1, ordering: .relaxed).oldValue {
                case 0:
                    let result = first()
                    results.withLock { $0.0 = result }
                case 1:
                    let result = second()
                    results.withLock { $0.1 = result }
                default:
                    return
                }
            }
        }
        guard case (let first?, let second?) = results.withLock({ $0 }) else {
            preconditionFailure("both have been done")
        }
        return (first, second)
    }

    /// Runs work on so many threads, this one among them, and waits for all.
    ///
    /// Each of them does whatever is left to do, so that a machine which lends no thread only makes it slower.
    private static func perform(onThreads count: Int, _ work: @Sendable () -> Void) {
        withoutActuallyEscaping(work) { work in
            let helpers = (1..<count).compactMap { _ in Thread(running: work) }
            work()
            for helper in helpers { helper.join() }
        }
    }
}
