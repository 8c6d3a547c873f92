import Crypto

/// Who can open what was sealed: the private half of a recipient.
package enum AgeIdentity: Sendable {
    case x25519(Curve25519.KeyAgreement.PrivateKey)
    /// The X25519 key that an Ed25519 key becomes, and that key's public half.
    case ssh(Curve25519.KeyAgreement.PrivateKey, publicKey: [UInt8])

    /// The identities of a file: lines of `AGE-SECRET-KEY-1...` with comments, or one OpenSSH private key of type Ed25519
    /// without a passphrase.
    package static func identities(in file: [UInt8]) throws(AgeError) -> [AgeIdentity] {
        if file.starts(with: OpenSSHKey.begin.utf8) { return [try OpenSSHKey.identity(file)] }
        var identities: [AgeIdentity] = []
        let lines = file.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
        for (number, line) in lines.enumerated() {
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            guard line.first == UInt8(ascii: "A"),
                var secret = Bech32.decode(line, as: "age-secret-key-"),
                let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
            else { throw .identity("line \(number + 1) is no identity of age") }
            secret.overwrite()
            identities.append(.x25519(key))
        }
        if identities.isEmpty { throw .identity("there is no identity in it") }
        return identities
    }

    /// An identity of an Ed25519 key.
    ///
    /// `seed` are the 32 bytes that its private key is made of.
    static func ssh(seed: [UInt8]) throws(AgeError) -> AgeIdentity {
        do {
            let publicKey = try Curve25519.Signing.PrivateKey(rawRepresentation: seed).publicKey
            // The scalar of Ed25519 (RFC 8032, section 5.1.5); X25519 clamps it in the same way.
            let scalar = Array(SHA512.hash(data: seed).prefix(32))
            return .ssh(
                try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: scalar),
                publicKey: Array(publicKey.rawRepresentation)
            )
        } catch {
            throw .identity("the key is not one of Ed25519")
        }
    }

    /// The file's key out of a stanza; nil when it is for somebody else.
    func unwrap(_ stanza: AgeStanza) throws(AgeError) -> SymmetricKey? {
        switch self {
        case .x25519(let key): try Self.unwrap(stanza, key)
        case .ssh(let key, let publicKey): try Self.unwrap(stanza, key, publicKey)
        }
    }

    private static func unwrap(
        _ stanza: AgeStanza,
        _ key: Curve25519.KeyAgreement.PrivateKey
    ) throws(AgeError) -> SymmetricKey? {
        guard stanza.arguments[0] == "X25519" else { return nil }
        guard stanza.arguments.count == 2, let share = stanza.share(at: 1) else {
            throw .header("an X25519 stanza has one argument, a share of 32 bytes")
        }
        let secret = try AgeAgreement.secret(of: key, with: share)
        let wrapKey = AgeKey.derive(
            secret,
            salt: share + Array(key.publicKey.rawRepresentation),
            info: "age-encryption.org/v1/X25519"
        )
        return try AgeKey.unwrap(stanza.body, with: wrapKey)
    }

    private static func unwrap(
        _ stanza: AgeStanza,
        _ key: Curve25519.KeyAgreement.PrivateKey,
        _ publicKey: [UInt8]
    ) throws(AgeError) -> SymmetricKey? {
        guard stanza.arguments[0] == AgeRecipient.sshName else { return nil }
        guard stanza.arguments.count == 3, let share = stanza.share(at: 2) else {
            throw .header("an ssh-ed25519 stanza has two arguments, a tag and a share of 32 bytes")
        }
        guard Base64.decode(stanza.arguments[1].utf8) == SSHWire.tag(of: publicKey) else {
            return nil
        }
        let secret = try AgeAgreement.tweak(
            AgeAgreement.secret(of: key, with: share),
            by: publicKey
        )
        let wrapKey = AgeKey.derive(
            secret,
            salt: share + Array(key.publicKey.rawRepresentation),
            info: AgeAgreement.sshInfo
        )
        return try AgeKey.unwrap(stanza.body, with: wrapKey)
    }
}
