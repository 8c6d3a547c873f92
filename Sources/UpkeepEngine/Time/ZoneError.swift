/// Why bytes are not a time zone.
package enum ZoneError: Error, Hashable, Sendable {
    /// More bytes than `Zone.sizeLimit`.
    case tooLarge
    /// The bytes do not begin with `TZif`.
    case notTZif
    /// A version other than 1, 2, 3 or 4; the byte as it stands in the file.
    case unsupportedVersion(UInt8)
    /// The bytes end before what their header announces.
    case truncated
    /// A rule of the format is broken; the text says which, as a lower-case fragment.
    case invalid(String)
    /// The text behind the data is not a POSIX TZ string with explicit rules.
    case invalidFooter(String)
}
