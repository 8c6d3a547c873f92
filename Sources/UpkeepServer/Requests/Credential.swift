/// The key that a request presents.
enum Credential: Sendable {
    case none
    case key([UInt8])
    /// More than one, or something else than a key.
    case unusable

    /// `Authorization: Bearer KEY` (RFC 6750) or `X-API-Key: KEY`, or the same key in both.
    init(_ fields: RequestFields) {
        guard fields.authorizationCount <= 1, fields.apiKeyCount <= 1 else {
            self = .unusable
            return
        }
        var bearer: [UInt8]?
        if let authorization = fields.authorization {
            guard let token = Self.bearerToken(authorization) else {
                self = .unusable
                return
            }
            bearer = token
        }
        switch (bearer, fields.apiKey.map { Array($0.utf8) }) {
        case (nil, nil): self = .none
        case (let key?, nil), (nil, let key?): self = .key(key)
        case (let first?, let second?): self = first == second ? .key(first) : .unusable
        }
    }

    /// The scheme has no case, and any number of spaces behind it (RFC 9110, section 11.4).
    private static func bearerToken(_ field: String) -> [UInt8]? {
        let bytes = Array(field.utf8)
        let scheme = Array("bearer ".utf8)
        guard bytes.count > scheme.count,
            zip(bytes, scheme).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
        else { return nil }
        return Array(bytes[scheme.count...].drop { $0 == 0x20 })
    }
}
