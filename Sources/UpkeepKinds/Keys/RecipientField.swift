import UpkeepEngine
import UpkeepKeys

extension FieldType where Self == PatternField {
    /// An age X25519 recipient (C2SP age specification) or an ssh-ed25519 public key (RFC 8709).
    static var recipient: PatternField { .recipientField }

    /// A SHA-256 in lower-case hexadecimal digits.
    static var sha256: PatternField { .sha256Field }
}

extension PatternField {
    fileprivate static let recipientField = PatternField(
        "recipient",
        length: 62...512,
        pattern:
            #"^(age1[02-9ac-hj-np-z]{58}|ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( .*)?)$"#
    ) { text in
        do throws(AgeError) {
            _ = try AgeRecipient(text)
            return nil
        } catch {
            return error.message
        }
    }

    fileprivate static let sha256Field = PatternField(
        "SHA-256",
        length: 64...64,
        pattern: "^[0-9a-f]{64}$"
    ) { text in
        KeyHash(ofDigest: text) == nil ? "it has other characters than 0-9 and a-f" : nil
    }
}
