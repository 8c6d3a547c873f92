import Crypto

/// What is kept of a key: enough to recognize it, and nothing to make it from.
///
/// Keys have 178 bits of chance, so that a fast hash protects them as well as a slow one, and each request can afford it.
package struct KeyHash: Hashable, Sendable {
    /// The 32 bytes behind the tag of the algorithm.
    package let bytes: [UInt8]

    /// Stands in front of what is hashed, so that the same bytes are no hash of anything else.
    private static let domain = Array("upkeep/api-key/1\0".utf8)
    private static let idDomain = Array("upkeep/api-key-id/1\0".utf8)
    private static let publishedDomain = Array("upkeep/published-api-key/1\0".utf8)
    private static let tag = "sha256:"

    /// The hash of a key: SHA-256 over the domain and the key's own SHA-256.
    package init(ofKey key: [UInt8]) {
        self.init(of: SHA256.hash(data: key).bytes)
    }

    /// The hash of a key of which only the SHA-256 is known.
    ///
    /// - Precondition: there are 32 bytes.
    package init(ofDigest digest: [UInt8]) {
        precondition(digest.count == SHA256.byteCount)
        self.init(of: digest)
    }

    private init(of digest: [UInt8]) {
        var hash = SHA256()
        hash.update(data: Self.domain)
        hash.update(data: digest)
        bytes = hash.finalize().bytes
    }

    /// The hash of a key whose SHA-256 is given in hexadecimal; nil when that is none.
    package init?(ofDigest text: String) {
        guard let digest = Hexadecimal.bytes(of: text), digest.count == SHA256.byteCount else {
            return nil
        }
        self.init(ofDigest: digest)
    }

    /// What stands in the place of a hash where nobody is to have it: no key has it, and from an id everybody can make it.
    package init(standingForID id: String) {
        bytes = Array(SHA256.hash(data: Self.publishedDomain + Array(id.utf8)))
    }

    /// Reads what `text` writes; nil for anything else, algorithms of later versions included.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.tag),
            let bytes = Hexadecimal.bytes(of: String(text.dropFirst(Self.tag.count))),
            bytes.count == SHA256.byteCount
        else { return nil }
        self.bytes = bytes
    }

    /// As the state has it: `sha256:` and hexadecimal digits.
    package var text: String { Self.tag + Hexadecimal.text(of: bytes) }

    /// What the key is called where it must not be known: in logs, plans and metrics.
    package var id: String {
        "key_" + Hexadecimal.text(of: SHA256.hash(data: Self.idDomain + bytes).prefix(8))
    }

    /// The SHA-256 of a key as `sha256sum` prints it: what is declared of a key that was made elsewhere.
    package static func digest(ofKey key: [UInt8]) -> String {
        Hexadecimal.text(of: SHA256.hash(data: key))
    }

    /// As good as chance already, so that a few of its bytes tell it from all others: each request is looked up by it.
    package func hash(into hasher: inout Hasher) {
        var start: UInt64 = 0
        for index in 0..<8 { start = start << 8 | UInt64(bytes[index]) }
        hasher.combine(start)
    }

    /// Whether two hashes are the same, in a time that does not depend on where they differ.
    package func isSame(as other: KeyHash) -> Bool {
        var difference: UInt8 = 0
        for index in bytes.indices { difference |= bytes[index] ^ other.bytes[index] }
        return difference == 0
    }
}
