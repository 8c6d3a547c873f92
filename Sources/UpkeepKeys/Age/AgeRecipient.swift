import Crypto

/// Who can open what is sealed: an age X25519 recipient, or an ssh-ed25519 public key.
package enum AgeRecipient: Hashable, Sendable {
    case x25519([UInt8])
    /// An Ed25519 public key.
    case ssh([UInt8])

    static let x25519Name = "age"
    static let sshName = "ssh-ed25519"

    /// Reads `age1...` (C2SP age specification) or a line of `ssh-ed25519` (RFC 8709, with the comment or without).
    package init(_ text: String) throws(AgeError) {
        if text.hasPrefix("age1") {
            guard let key = Bech32.decode(text.utf8, as: Self.x25519Name),
                key.count == 32
            else {
                throw .recipient(
                    "its checksum does not fit: a character of age1... is missing, changed or too many"
                )
            }
            try Self.check(key)
            self = .x25519(key)
            return
        }
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == Self.sshName else {
            throw .recipient("it has to begin with age1 or ssh-ed25519")
        }
        guard let wire = Base64.decode(parts[1].utf8, isPadded: true),
            let key = SSHWire.publicKey(wire)
        else { throw .recipient("the key behind ssh-ed25519 is not one of that type") }
        guard let point = Edwards25519.montgomery(ofPublicKey: key) else {
            throw .recipient("the key behind ssh-ed25519 is no point of its curve")
        }
        try Self.check(point)
        self = .ssh(key)
    }

    /// Refuses the few points with which no secret can be agreed on (RFC 7748, section 7).
    private static func check(_ key: [UInt8]) throws(AgeError) {
        do throws(AgeError) {
            _ = try AgeAgreement.begin(with: key)
        } catch {
            throw .recipient("nothing can be sealed for it: it is a point of low order")
        }
    }

    /// Wraps a file's key, so that only the recipient gets at it.
    func wrap(_ fileKey: SymmetricKey) throws(AgeError) -> AgeStanza {
        switch self {
        case .x25519(let key): try Self.wrap(fileKey, for: key)
        case .ssh(let key): try Self.wrap(fileKey, forSSH: key)
        }
    }

    private static func wrap(
        _ fileKey: SymmetricKey,
        for key: [UInt8]
    ) throws(AgeError) -> AgeStanza {
        let (share, secret) = try AgeAgreement.begin(with: key)
        let wrapKey = AgeKey.derive(
            secret,
            salt: share + key,
            info: "age-encryption.org/v1/X25519"
        )
        return try AgeStanza(
            arguments: ["X25519", text(share)],
            body: AgeKey.wrap(fileKey, with: wrapKey)
        )
    }

    private static func wrap(
        _ fileKey: SymmetricKey,
        forSSH key: [UInt8]
    ) throws(AgeError) -> AgeStanza {
        guard let point = Edwards25519.montgomery(ofPublicKey: key) else {
            throw .recipient("the key is no point of its curve")
        }
        let (share, secret) = try AgeAgreement.begin(with: point)
        let tweaked = try AgeAgreement.tweak(secret, by: key)
        let wrapKey = AgeKey.derive(tweaked, salt: share + point, info: AgeAgreement.sshInfo)
        return try AgeStanza(
            arguments: [sshName, text(SSHWire.tag(of: key)), text(share)],
            body: AgeKey.wrap(fileKey, with: wrapKey)
        )
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: Base64.encode(bytes), as: UTF8.self)
    }
}
