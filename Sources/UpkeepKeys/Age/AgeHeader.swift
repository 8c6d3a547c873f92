import Crypto

/// The head of a file: the wrapped keys, and a code that tells whether it was changed.
struct AgeHeader {
    private static let version = "age-encryption.org/v1"
    /// How many recipients a file can have, and how long its head can be.
    static let stanzaLimit = 1_024
    static let lengthLimit = 1_048_576

    let stanzas: [AgeStanza]

    init(_ stanzas: [AgeStanza]) { self.stanzas = stanzas }

    /// Everything before the code.
    private var signed: [UInt8] {
        Array("\(Self.version)\n".utf8) + stanzas.flatMap(\.encoded) + Array("---".utf8)
    }

    private static func code(of signed: [UInt8], _ fileKey: SymmetricKey) -> [UInt8] {
        let key = AgeKey.derive(fileKey, salt: [], info: "header")
        return Array(HMAC<SHA256>.authenticationCode(for: signed, using: key))
    }

    /// The head as it stands in front of the content.
    func encoded(_ fileKey: SymmetricKey) -> [UInt8] {
        signed + Array(" ".utf8) + Base64.encode(Self.code(of: signed, fileKey)) + Array("\n".utf8)
    }

    /// Reads a head and yields the file's key, and where the content begins.
    static func open(
        _ file: [UInt8],
        with identities: [AgeIdentity]
    ) throws(AgeError) -> (fileKey: SymmetricKey, end: Int) {
        var lines = AgeLines(Array(file.prefix(lengthLimit)))
        guard lines.next() == Array(version.utf8) else {
            throw .header("it does not begin with \(version)")
        }
        var stanzas: [AgeStanza] = []
        while true {
            let start = lines.position
            guard let line = lines.next() else { throw .header("the head is cut off") }
            if line.starts(with: Array("---".utf8)) {
                return try open(stanzas, line, Array(file[..<(start + 3)]), lines, identities)
            }
            guard line.starts(with: Array("-> ".utf8)) else {
                throw .header("a stanza does not begin with an arrow")
            }
            guard stanzas.count < stanzaLimit else { throw .header("there are too many stanzas") }
            stanzas.append(try AgeStanza(firstLine: line, &lines))
        }
    }

    private static func open(
        _ stanzas: [AgeStanza],
        _ last: [UInt8],
        _ signed: [UInt8],
        _ lines: AgeLines,
        _ identities: [AgeIdentity]
    ) throws(AgeError) -> (fileKey: SymmetricKey, end: Int) {
        guard last.starts(with: Array("--- ".utf8)), let code = Base64.decode(last.dropFirst(4)),
            code.count == SHA256.byteCount
        else { throw .header("the last line of the head is not as it has to be") }
        if stanzas.contains(where: { $0.arguments[0] == "scrypt" }) { throw .passphrase }
        for stanza in stanzas {
            for identity in identities {
                guard let fileKey = try identity.unwrap(stanza) else { continue }
                let key = AgeKey.derive(fileKey, salt: [], info: "header")
                guard
                    HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key)
                else { throw .authentication }
                return (fileKey, lines.position)
            }
        }
        throw .noMatch
    }
}
