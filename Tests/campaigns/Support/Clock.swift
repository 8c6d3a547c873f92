import Glibc

/// Time that only goes forward.
enum Clock {
    /// Seconds since some moment.
    static var now: Double {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func sleep(_ seconds: Double) {
        if seconds > 0 { usleep(UInt32(seconds * 1e6)) }
    }
}
