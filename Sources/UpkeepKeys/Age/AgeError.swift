/// Why something cannot be sealed or opened.
package enum AgeError: Error, Hashable {
    /// A recipient that is none; why, in words.
    case recipient(String)
    /// An identity that is none; why, in words.
    case identity(String)
    /// The armor around a file is not as it has to be.
    case armor(String)
    /// The head of a file is not as it has to be.
    case header(String)
    /// A passphrase was used to seal it, which nobody can be asked for here.
    case passphrase
    /// None of the identities is that of a recipient.
    case noMatch
    /// The head was changed after it was sealed.
    case authentication
    /// The sealed bytes were changed, cut or extended.
    case payload

    /// What is wrong, as a lower-case fragment.
    package var message: String {
        switch self {
        case .recipient(let reason), .identity(let reason), .armor(let reason),
            .header(let reason):
            reason
        case .passphrase: "it is sealed with a passphrase, which is not read here"
        case .noMatch: "it is sealed for somebody else: none of the identities opens it"
        case .authentication: "its head was changed after it was sealed"
        case .payload: "its content was changed, cut or extended"
        }
    }
}
