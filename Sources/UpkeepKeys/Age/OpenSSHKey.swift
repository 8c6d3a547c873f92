/// Private keys as OpenSSH writes them (PROTOCOL.key of OpenSSH), as far as Ed25519 without a passphrase goes.
enum OpenSSHKey {
    static let begin = "-----BEGIN OPENSSH PRIVATE KEY-----"
    private static let end = "-----END OPENSSH PRIVATE KEY-----"
    private static let magic = Array("openssh-key-v1\0".utf8)

    static func identity(_ file: [UInt8]) throws(AgeError) -> AgeIdentity {
        let lines = file.split { $0 == 0x0A || $0 == 0x0D }
        guard lines.count >= 3, lines[0].elementsEqual(begin.utf8),
            lines[lines.count - 1].elementsEqual(end.utf8),
            var bytes = Base64.decode(
                Array(lines.dropFirst().dropLast().joined()),
                isPadded: true
            )
        else { throw .identity("it is not a private key of OpenSSH") }
        defer { bytes.overwrite() }
        var reader = SSHWire.Reader(bytes)
        guard reader.take(magic.count) == magic, let cipher = reader.string(),
            reader.string() != nil, reader.string() != nil, reader.number() == 1,
            let publicKey = reader.string(), let privateKey = reader.string(), reader.isAtEnd
        else { throw .identity("it is not a private key of OpenSSH") }
        guard cipher == Array("none".utf8) else {
            throw .identity("it has a passphrase; use `age -d`, which asks for it")
        }
        guard let known = SSHWire.publicKey(publicKey) else {
            throw .identity("it is not of the type ssh-ed25519")
        }
        var secrets = SSHWire.Reader(privateKey)
        guard let check = secrets.number(), secrets.number() == check,
            secrets.string() == Array(AgeRecipient.sshName.utf8), secrets.string() == known,
            let pair = secrets.string(), pair.count == 64
        else { throw .identity("it is damaged") }
        return try .ssh(seed: Array(pair.prefix(32)))
    }
}
