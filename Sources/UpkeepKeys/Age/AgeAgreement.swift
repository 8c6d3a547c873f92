import Crypto

/// The agreements on X25519 (RFC 7748) that wrapping and unwrapping have in common.
enum AgeAgreement {
    static let sshInfo = "age-encryption.org/v1/ssh-ed25519"

    /// A share for one use, and the secret that it and a public key make.
    static func begin(
        with key: [UInt8]
    ) throws(AgeError) -> (share: [UInt8], secret: SymmetricKey) {
        let ephemeral = Curve25519.KeyAgreement.PrivateKey()
        let secret = try secret(of: ephemeral, with: key)
        return (Array(ephemeral.publicKey.rawRepresentation), secret)
    }

    /// The secret that a private key and a public one make.
    ///
    /// Points of low order make none, and are refused.
    static func secret(
        of key: Curve25519.KeyAgreement.PrivateKey,
        with other: [UInt8]
    ) throws(AgeError) -> SymmetricKey {
        guard let other = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: other),
            let shared = try? key.sharedSecretFromKeyAgreement(with: other),
            shared.bytes.contains(where: { $0 != 0 })
        else { throw .header("the public key or share is not valid") }
        return SymmetricKey(data: shared)
    }

    /// Binds a secret to an SSH key, so that what is wrapped for one key cannot pass for another.
    static func tweak(_ secret: SymmetricKey, by key: [UInt8]) throws(AgeError) -> SymmetricKey {
        let tweak = AgeKey.derive(
            SymmetricKey(data: [UInt8]()),
            salt: SSHWire.encoded(publicKey: key),
            info: sshInfo
        )
        guard let scalar = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: tweak.bytes)
        else { throw .header("the share is not valid") }
        return try self.secret(of: scalar, with: secret.bytes)
    }
}
