import UpkeepEngine

/// What is noted of the use of keys, and asked for.
package struct KeyUseLog: Sendable {
    /// Hears which key, by its id, was used when.
    let note: @Sendable (String, Instant) -> Void
    /// Says when a key was used last; nil when it never was.
    let last: @Sendable (String) -> Instant?

    package init(
        note: @escaping @Sendable (String, Instant) -> Void,
        last: @escaping @Sendable (String) -> Instant?
    ) {
        self.note = note
        self.last = last
    }
}
