import Glibc

/// What a process finds around it; handed in, so that tests can hand in something else.
package enum ProcessEnvironment {
    /// The variable that holds the key to act as; its value is never among the others.
    package static let secretName = "UPKEEP_API_KEY"

    /// All variables but the secret one.
    package static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            defer { unsafe entry += 1 }
            if unsafe strncmp(text, secretName + "=", secretName.utf8.count + 1) == 0 { continue }
            let pair = unsafe String(cString: text)
            if let equals = pair.firstIndex(of: "=") {
                variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
            }
        }
        return variables
    }

    /// The value of the secret variable, which is overwritten where it stood; nil when it is not set, or empty.
    package static func takeSecret() -> [UInt8]? {
        guard let text = unsafe getenv(secretName) else { return nil }
        let count = unsafe strlen(text)
        let value = unsafe UnsafeBufferPointer(start: text, count: count).map {
            UInt8(bitPattern: $0)
        }
        unsafe memset(text, 0, count)
        return value.isEmpty ? nil : value
    }

    /// Keeps Dispatch from connecting to the system's log, where it complains that only a superuser may raise priorities.
    package static func silenceDispatch() {
        _ = unsafe setenv("LIBDISPATCH_LOG", "NO", 0)
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
