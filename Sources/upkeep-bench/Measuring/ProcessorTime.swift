import Glibc

extension rusage {
    /// How long cores were busy, for the program itself and for it in the kernel.
    var processorTime: Duration { Duration(ru_utime) + Duration(ru_stime) }

    /// What this process has used so far.
    static func current() -> rusage {
        var usage = rusage()
        _ = unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage
    }
}

extension Duration {
    fileprivate init(_ time: timeval) {
        self = .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }
}

extension Measurement {
    /// Measures a part of this process.
    static func of(_ part: () throws -> Void) rethrows -> Measurement {
        let before = rusage.current().processorTime
        let duration = try SuspendingClock().measure(part)
        return Measurement(
            duration: duration,
            processorTime: rusage.current().processorTime - before,
            peakMiB: nil
        )
    }
}
