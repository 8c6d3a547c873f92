/// What a figure has to stay within; a part that is nil is not asked for.
struct Goal {
    /// The time as a multiple of the yardstick's.
    var ratio: Double?
    /// The peak of memory, in MiB.
    var peakMiB: Double?
    /// The time by itself.
    var duration: Duration?

    /// Nothing is asked for: the figure stands there to be compared with.
    static let none = Goal()

    /// Whether medians and peaks stay within it; nil if nothing is asked for.
    func isReached(by own: Samples, against other: Samples) -> Bool? {
        var parts: [Bool] = []
        if let ratio { parts.append(own.median / other.median <= ratio) }
        if let peakMiB { parts.append(own.peakMiB.map { $0 <= peakMiB } ?? false) }
        if let duration { parts.append(own.median <= duration) }
        return parts.isEmpty ? nil : parts.allSatisfy(\.self)
    }
}
