import Crypto

/// SHA-256 in hexadecimal, which is how every digest of Upkeep is written.
package enum Digest {
    /// The number of characters.
    static let length = 64

    package static func of(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        // An array has its bytes in one piece; hashing them so takes no copy.
        hash.update(data: Array(bytes))
        return hexadecimal(hash.finalize())
    }

    package static func of(_ text: String) -> String { of(Array(text.utf8)) }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a text can be a digest.
    package static func isValid(_ text: String) -> Bool {
        text.utf8.count == length
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
