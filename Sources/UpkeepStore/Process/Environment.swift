import Glibc

/// What a process finds around it; handed in, so that tests can hand in something else.
package enum ProcessEnvironment {
    /// All variables.
    package static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let pair = unsafe String(cString: text)
            if let equals = pair.firstIndex(of: "=") {
                variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
            }
            unsafe entry += 1
        }
        return variables
    }

    /// Seconds since 1970.
    package static func now() -> Int64 { Int64(time(nil)) }

    /// Milliseconds since some moment, for measuring.
    package static func monotonicMilliseconds() -> Int {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
