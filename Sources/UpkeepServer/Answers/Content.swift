/// What is answered, before it goes out.
struct Content: Sendable {
    let bytes: [UInt8]
    let type: MediaType
    /// Fields that go with it.
    var fields: [(name: String, value: String)] = []

    static func json(_ json: JSON) -> Content { Content(bytes: json.bytes, type: .json) }

    static func text(
        _ text: String,
        _ type: MediaType,
        _ fields: [(name: String, value: String)] = []
    ) -> Content {
        Content(bytes: Array(text.utf8), type: type, fields: fields)
    }
}

/// What a body is.
enum MediaType: String, Sendable {
    case json = "application/json"
    case html = "text/html"
    case css = "text/css"
    case javaScript = "text/javascript"
    /// RFC 4287.
    case atom = "application/atom+xml"
    case rss = "application/rss+xml"
    /// RFC 5545.
    case calendar = "text/calendar"
    case plainText = "text/plain"
    case openMetrics = "text/plain; version=0.0.4"
    case svg = "image/svg+xml"
    case png = "image/png"
    case webp = "image/webp"
    case jpeg = "image/jpeg"
    case gif = "image/gif"

    var text: String {
        switch self {
        case .json, .png, .webp, .jpeg, .gif: rawValue
        case .html, .css, .javaScript, .atom, .rss, .calendar, .plainText, .openMetrics, .svg:
            rawValue + "; charset=utf-8"
        }
    }
}

/// Who may keep an answer, and for how long (RFC 9111).
enum Caching: Sendable {
    /// Nobody: it was made for one key.
    case none
    /// Everybody, for so many seconds.
    case shared(seconds: Int)
    /// Everybody, and rather an old one than none (RFC 5861): what people read outlives the server.
    case lasting(seconds: Int)
    /// Everybody, for good: another one has another address.
    case immutable

    var field: (name: String, value: String) {
        switch self {
        case .none: ("Cache-Control", "private, no-store")
        case .shared(let seconds): ("Cache-Control", "public, max-age=\(seconds)")
        case .lasting(let seconds):
            (
                "Cache-Control",
                "public, max-age=\(seconds), stale-while-revalidate=60, stale-if-error=86400"
            )
        case .immutable: ("Cache-Control", "public, max-age=31536000, immutable")
        }
    }
}
