/// What one run has taken.
struct Measurement {
    let duration: Duration
    /// How long cores were busy with it, all of them added up.
    let processorTime: Duration
    /// The most memory that the process held, in MiB; nil for a part of a process.
    let peakMiB: Double?

    /// For a process that was started when this one was no longer small, so that its peak says nothing.
    var withoutPeak: Measurement {
        Measurement(duration: duration, processorTime: processorTime, peakMiB: nil)
    }
}

/// What several runs of the same thing have taken.
///
/// - Precondition: there is at least one.
struct Samples {
    private let sorted: [Duration]
    /// The median of the time that cores were busy, which other processes lengthen less than the duration.
    let processorTime: Duration
    /// The most memory of all runs, in MiB; nil where nobody can know.
    let peakMiB: Double?

    init(_ measurements: [Measurement]) {
        precondition(!measurements.isEmpty)
        sorted = measurements.map(\.duration).sorted()
        processorTime = Self.median(of: measurements.map(\.processorTime).sorted())
        peakMiB = measurements.compactMap(\.peakMiB).max()
    }

    var minimum: Duration { sorted[0] }
    var maximum: Duration { sorted[sorted.count - 1] }
    var median: Duration { Self.median(of: sorted) }

    /// The one in the middle; with two there, what lies between them.
    private static func median(of sorted: [Duration]) -> Duration {
        (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
