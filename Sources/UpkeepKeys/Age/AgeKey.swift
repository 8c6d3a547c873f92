import Crypto

/// The keys inside a file, and how they follow from each other.
enum AgeKey {
    /// How many bytes a file's key has.
    static let fileKeyCount = 16
    /// A key that is used once needs no nonce.
    private static let zeroNonce = [UInt8](repeating: 0, count: 12)
    private static let tagCount = 16

    /// HKDF with SHA-256 (RFC 5869) to 32 bytes.
    static func derive(_ secret: SymmetricKey, salt: [UInt8], info: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret,
            salt: salt,
            info: Array(info.utf8),
            outputByteCount: 32
        )
    }

    static func wrap(
        _ fileKey: SymmetricKey,
        with wrapKey: SymmetricKey
    ) throws(AgeError) -> [UInt8] {
        do {
            let box = try ChaChaPoly.seal(
                fileKey.bytes,
                using: wrapKey,
                nonce: ChaChaPoly.Nonce(data: zeroNonce)
            )
            return [UInt8](box.ciphertext) + [UInt8](box.tag)
        } catch {
            throw .payload
        }
    }

    /// The file's key; nil when it was wrapped for somebody else.
    static func unwrap(
        _ body: [UInt8],
        with wrapKey: SymmetricKey
    ) throws(AgeError) -> SymmetricKey? {
        // Anything else could be opened by several keys at once.
        guard body.count == fileKeyCount + tagCount else {
            throw .header("a wrapped key has the wrong length")
        }
        guard let box = try? ChaChaPoly.SealedBox(combined: zeroNonce + body),
            var key = try? ChaChaPoly.open(box, using: wrapKey)
        else { return nil }
        defer { key.overwrite() }
        return SymmetricKey(data: key)
    }
}
