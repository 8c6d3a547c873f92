import Crypto
import NIOCore
import UpkeepEngine
import UpkeepKeys

/// An answer, rendered: what goes out is copied from here.
///
/// Only the fields that differ from request to request are missing: the date, the request's id, limits, the connection.
final class Answer: Sendable {
    let status: Status
    /// The status line and the fields about the body, as they go out.
    let head: [UInt8]
    /// Fields that a 304 has, too.
    let fields: [UInt8]
    let body: ByteBuffer
    /// Strong (RFC 9110, section 8.8.3); nil for answers that are not to be kept.
    let entityTag: String?
    /// From when on it may be another one.
    let validUntil: Instant

    init(
        _ status: Status = .ok,
        body: [UInt8],
        type: MediaType?,
        fields: [(name: String, value: String)],
        hasEntityTag: Bool = true,
        validUntil: Instant = .latest
    ) {
        self.status = status
        self.body = ByteBuffer(bytes: body)
        self.validUntil = validUntil
        var content: [(name: String, value: String)] = []
        if let type { content.append(("Content-Type", type.text)) }
        if status.hasBody { content.append(("Content-Length", String(body.count))) }
        head = Array("HTTP/1.1 \(status.code) \(status.reason)\r\n".utf8) + Self.lines(content)
        entityTag = hasEntityTag ? Self.entityTag(of: body) : nil
        let tag = entityTag.map { [(name: "ETag", value: $0)] } ?? []
        self.fields = Self.lines(tag + fields + [("X-Content-Type-Options", "nosniff")])
    }

    /// How much memory it takes, about.
    var size: Int { head.count + fields.count + body.readableBytes + 256 }

    /// 128 bits of the SHA-256 of what is answered: the same bytes have the same tag, whatever state they come from.
    private static func entityTag(of body: [UInt8]) -> String {
        "\"\(Hexadecimal.text(of: SHA256.hash(data: body).prefix(16)))\""
    }

    static func lines(_ fields: [(name: String, value: String)]) -> [UInt8] {
        fields.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) }
    }
}

/// The status of an answer (RFC 9110, section 15).
struct Status: Hashable, Sendable {
    let code: Int
    let reason: String

    /// Whether an answer of this status has a body.
    var hasBody: Bool { code != 204 && code != 304 }

    static let ok = Status(code: 200, reason: "OK")
    static let noContent = Status(code: 204, reason: "No Content")
    static let permanentRedirect = Status(code: 308, reason: "Permanent Redirect")
    static let notModified = Status(code: 304, reason: "Not Modified")
    static let badRequest = Status(code: 400, reason: "Bad Request")
    static let unauthorized = Status(code: 401, reason: "Unauthorized")
    static let forbidden = Status(code: 403, reason: "Forbidden")
    static let notFound = Status(code: 404, reason: "Not Found")
    static let methodNotAllowed = Status(code: 405, reason: "Method Not Allowed")
    static let contentTooLarge = Status(code: 413, reason: "Content Too Large")
    static let tooManyRequests = Status(code: 429, reason: "Too Many Requests")
    static let fieldsTooLarge = Status(code: 431, reason: "Request Header Fields Too Large")
    static let unavailable = Status(code: 503, reason: "Service Unavailable")
    static let unsupportedVersion = Status(code: 505, reason: "HTTP Version Not Supported")
}
