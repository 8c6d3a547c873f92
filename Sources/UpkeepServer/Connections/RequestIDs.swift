/// Names for requests: chance tells processes apart, a letter listeners, and a number the loops of a listener.
///
/// They are short, so that making one is cheap.
struct RequestIDs {
    /// The names that one loop gives.
    struct Series {
        private let prefix: String
        private var count: UInt64 = 0

        fileprivate init(prefix: String) {
            self.prefix = prefix
        }

        mutating func next() -> String {
            count &+= 1
            return prefix + String(count)
        }
    }

    private static let process = String(UInt32.random(in: 1_679_616..<60_466_176), radix: 36)

    private let listener: String
    private var loops = 0

    init(listener: String) {
        self.listener = String(listener.prefix(1))
    }

    mutating func next() -> Series {
        loops += 1
        return Series(prefix: "\(Self.process)\(listener)\(loops)-")
    }
}
