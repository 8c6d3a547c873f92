/// A state file, taken apart so that its sums can be computed again.
///
/// The digest is SHA-256 over the lines of the resources with the line breaks around them; the checksum is SHA-256 over
/// everything else, with zeros in its own place.
struct SummedState: Equatable {
    private var head: String
    private var resources: String
    private let tail: String

    static let zeros = String(repeating: "0", count: 64)

    private static var checksum: Regex<(Substring, Substring)> { /"checksum":"([0-9a-f]{64})"/ }
    private static var digest: Regex<(Substring, Substring)> { /\n"digest":"([0-9a-f]{64})"/ }

    /// Nil when the bytes are no such file.
    init?(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let start = text.firstRange(of: "\n\"resources\":[")?.upperBound,
            let end = text[start...].firstRange(of: "],\n\"serial\":")?.lowerBound
        else { return nil }
        head = String(text[..<start])
        resources = String(text[start..<end])
        tail = String(text[end...])
        if !head.contains(Self.checksum) || !head.contains(Self.digest) { return nil }
    }

    var bytes: [UInt8] { Array((head + resources + tail).utf8) }

    /// The digest that it says it has.
    var digest: String { head.firstMatch(of: Self.digest).map { String($0.1) } ?? "" }

    /// The state with a text replaced where it stands first.
    func replacing(_ text: String, with replacement: String) -> SummedState {
        var changed = self
        changed.head = head.replacing(text, with: replacement, maxReplacements: 1)
        changed.resources = resources.replacing(text, with: replacement, maxReplacements: 1)
        return changed
    }

    /// The state with the digest that it should have; a file with the path is overwritten.
    func withDigest(byHand path: String) -> SummedState {
        replacing(digest, with: Self.sum(resources, byHand: path))
    }

    /// The state with the checksum that it should have; a file with the path is overwritten.
    func withChecksum(byHand path: String) -> SummedState {
        var changed = self
        changed.head = head.replacing(Self.checksum, with: Self.field(Self.zeros))
        let sum = Self.sum(changed.head + tail, byHand: path)
        changed.head = head.replacing(Self.checksum, with: Self.field(sum))
        return changed
    }

    private static func field(_ sum: String) -> String { #""checksum":"\#(sum)""# }

    private static func sum(_ text: String, byHand path: String) -> String {
        try? Files.write(text, to: path)
        return (try? Child.check("sha256sum", path)).map { String($0.prefix(64)) } ?? zeros
    }
}
