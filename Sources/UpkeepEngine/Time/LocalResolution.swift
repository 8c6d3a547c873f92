/// Which instant a local time is.
package enum LocalResolution: Hashable, Sendable {
    /// The clock shows this time once.
    case unique(Instant)
    /// The clock is put forward over this time and never shows it.
    ///
    /// `before` reads it with the offset in force before the change, `after` with the one after; so
    /// `before` is the later instant of the two.
    case gap(before: Instant, after: Instant)
    /// The clock is put back and shows this time twice.
    case fold(earlier: Instant, later: Instant)

    /// The reading of RFC 5545, 3.3.5: in a gap the offset before it, in a fold the first.
    package var preferred: Instant {
        switch self {
        case .unique(let instant): instant
        case .gap(let before, _): before
        case .fold(let earlier, _): earlier
        }
    }
}
