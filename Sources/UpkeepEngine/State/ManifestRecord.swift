/// What an apply notes of the manifests, so that the next run need not parse what has not changed.
///
/// A manifest that has the digest it had then is not parsed again: its resources are those of the state. That holds only
/// while everything else that its reading depends on is the same, too.
package struct ManifestRecord: Hashable, Sendable {
    /// The digest of every manifest by its name below the root.
    package let digests: [String: String]
    /// Manifests that have to be parsed again although they have not changed.
    ///
    /// Their reading had something to say, they give former ids, or the state does not hold exactly what they declare.
    package let unsettled: Set<String>
    /// The digest over what reading depends on beside the bytes: the program's version, the kinds, the limits.
    package let reader: String
    /// The digest of every time zone that was looked up, by its name.
    package let zones: [String: String]

    package init(
        digests: [String: String],
        unsettled: Set<String> = [],
        reader: String = "",
        zones: [String: String] = [:]
    ) {
        self.digests = digests
        self.unsettled = unsettled
        self.reader = reader
        self.zones = zones
    }
}
