import UpkeepKeys

/// The key that a request presents.
enum Credential: Sendable {
    case none
    case key([UInt8])
    /// More than one, or something else than a key.
    case unusable

    /// `Authorization: Bearer KEY` (RFC 6750) or `X-API-Key: KEY`, or the same key in both; where that is accepted also
    /// `Authorization: Basic`, with the key as the password and any name (RFC 7617).
    init(_ fields: borrowing RequestFields, acceptsPassword: Bool = false) {
        guard fields.authorizationCount <= 1, fields.apiKeyCount <= 1 else {
            self = .unusable
            return
        }
        var bearer: [UInt8]?
        if let authorization = fields.authorization {
            let token = Self.token(of: Self.bearer, authorization)
            bearer = acceptsPassword ? token ?? Self.password(authorization) : token
            if bearer == nil {
                self = .unusable
                return
            }
        }
        switch (bearer, fields.apiKey.map { Array($0.utf8) }) {
        case (nil, nil): self = .none
        case (let key?, nil), (nil, let key?): self = .key(key)
        case (let first?, let second?): self = first == second ? .key(first) : .unusable
        }
    }

    /// The scheme has no case, and any number of spaces behind it (RFC 9110, section 11.4).
    private static func token(of scheme: [UInt8], _ field: String) -> [UInt8]? {
        let bytes = Array(field.utf8)
        guard bytes.count > scheme.count else { return nil }
        for index in scheme.indices where bytes[index] | 0x20 != scheme[index] { return nil }
        var start = scheme.count
        while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
        return Array(bytes[start...])
    }

    private static let bearer = Array("bearer ".utf8)
    private static let basic = Array("basic ".utf8)

    /// What stands behind the first colon.
    private static func password(_ field: String) -> [UInt8]? {
        guard let token = token(of: basic, field),
            let pair = Base64.decode(token, isPadded: true),
            let colon = pair.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return Array(pair[(colon + 1)...])
    }
}
