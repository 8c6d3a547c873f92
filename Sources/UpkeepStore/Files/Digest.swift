import Crypto

/// SHA-256 in hexadecimal, which is how every digest of Upkeep is written.
package enum Digest {
    /// The number of characters.
    static let length = 64

    package static func of(_ bytes: [UInt8]) -> String { of(bytes[...]) }

    package static func of(_ text: String) -> String { of(Array(text.utf8)) }

    /// The digest of stretches of bytes, one behind the other.
    package static func of(_ stretches: ArraySlice<UInt8>...) -> String {
        var hash = SHA256()
        for stretch in stretches {
            unsafe stretch.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        }
        return hexadecimal(hash.finalize())
    }

    /// Bytes as lower-case digits.
    static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(length)
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
