import Crypto

/// The binary form of SSH keys (RFC 4251, section 5; RFC 8709).
enum SSHWire {
    static func encoded(publicKey: [UInt8]) -> [UInt8] {
        string(Array(AgeRecipient.sshName.utf8)) + string(publicKey)
    }

    /// A public key of Ed25519; nil when the bytes are none.
    static func publicKey(_ wire: [UInt8]) -> [UInt8]? {
        var reader = Reader(wire)
        guard reader.string() == Array(AgeRecipient.sshName.utf8), let key = reader.string(),
            key.count == 32, reader.isAtEnd
        else { return nil }
        return key
    }

    /// What tells the stanzas of SSH keys from each other: the first bytes of the key's hash.
    static func tag(of publicKey: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: encoded(publicKey: publicKey)).prefix(4))
    }

    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt32(bytes.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + bytes
    }

    /// Steps through numbers and strings; each is nil when it is not there.
    struct Reader {
        private let bytes: [UInt8]
        private var position = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ count: Int) -> [UInt8]? {
            guard bytes.count - position >= count else { return nil }
            defer { position += count }
            return Array(bytes[position..<position + count])
        }

        mutating func number() -> Int? { take(4)?.reduce(0) { $0 << 8 | Int($1) } }

        mutating func string() -> [UInt8]? { number().flatMap { take($0) } }

        mutating func rest() -> [UInt8] {
            defer { position = bytes.count }
            return Array(bytes[position...])
        }
    }
}
