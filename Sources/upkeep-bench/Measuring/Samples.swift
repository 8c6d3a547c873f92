/// What one run has taken.
struct Measurement {
    let duration: Duration
    /// The most memory that the process held, in MiB; nil for a part of a process.
    var peakMiB: Double?
}

/// What several runs of the same thing have taken.
///
/// - Precondition: there is at least one.
struct Samples {
    private let sorted: [Duration]
    /// The most memory of all runs, in MiB; nil where nobody can know.
    let peakMiB: Double?

    init(_ measurements: [Measurement]) {
        precondition(!measurements.isEmpty)
        sorted = measurements.map(\.duration).sorted()
        peakMiB = measurements.compactMap(\.peakMiB).max()
    }

    var minimum: Duration { sorted[0] }
    var maximum: Duration { sorted[sorted.count - 1] }

    /// The one in the middle; with two there, what lies between them.
    var median: Duration { (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2 }
}
