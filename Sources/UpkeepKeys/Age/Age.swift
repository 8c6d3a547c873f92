import Crypto

/// Sealing for recipients, so that nobody else reads it (C2SP age specification, version 1).
package enum Age {
    /// How large a sealed file is read at most.
    package static let sizeLimit = 1_048_576

    /// Seals bytes for all of the recipients, as text that `age -d` opens.
    ///
    /// - Precondition: there is a recipient.
    package static func seal(
        _ content: SecretBytes,
        for recipients: [AgeRecipient]
    ) throws(AgeError) -> String {
        precondition(!recipients.isEmpty)
        let fileKey = SymmetricKey(size: .init(bitCount: AgeKey.fileKeyCount * 8))
        var stanzas: [AgeStanza] = []
        for recipient in recipients { stanzas.append(try recipient.wrap(fileKey)) }
        let head = AgeHeader(stanzas).encoded(fileKey)
        return AgeArmor.encode(head + (try AgeStream.seal(content, fileKey)))
    }

    /// Opens what was sealed for one of the identities, armored or not.
    package static func open(
        _ file: [UInt8],
        with identities: [AgeIdentity],
        sizeLimit: Int = sizeLimit
    ) throws(AgeError) -> SecretBytes {
        guard file.count <= sizeLimit else {
            throw .header("it has more than \(sizeLimit) bytes")
        }
        let bytes = AgeArmor.isArmor(file) ? try AgeArmor.decode(file) : file
        let (fileKey, end) = try AgeHeader.open(bytes, with: identities)
        return try AgeStream.open(bytes[end...], fileKey)
    }
}
