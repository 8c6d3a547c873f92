import NIOHTTP1

/// The fields of a request that the server looks at, found in one pass over all.
///
/// Not to be copied, as that would cost as much as finding them.
struct RequestFields: ~Copyable, Sendable {
    private(set) var host: String?
    private(set) var hostCount = 0
    private(set) var authorization: String?
    private(set) var authorizationCount = 0
    private(set) var apiKey: String?
    private(set) var apiKeyCount = 0
    private(set) var requestID: String?
    private(set) var accept: String?
    private(set) var ifNoneMatch: String?
    private(set) var origin: String?
    /// Of several fields, one after the other.
    private(set) var forwardedFor: String?
    private(set) var hasBody = false
    private(set) var wantsUpgrade = false

    /// Whether there is more than the limits allow.
    private(set) var isTooLarge = false

    /// Whether it is somebody who reads pages that asks (RFC 9110, section 12.5.1).
    var wantsPage: Bool { accept?.contains("text/html") == true }

    /// The most bytes of a field, name and value.
    static let fieldLimit = 8_192
    /// The most bytes of all fields.
    static let totalLimit = 32_768
    /// The most fields.
    static let countLimit = 100

    init(_ headers: HTTPHeaders) {
        var total = 0
        for (name, value) in headers {
            let size = name.utf8.count + value.utf8.count
            total += size
            if size > Self.fieldLimit { isTooLarge = true }
            switch name.utf8.count {
            case 4 where name.isField("host"):
                host = value
                hostCount += 1
            case 6 where name.isField("accept"): accept = value
            case 6 where name.isField("origin"): origin = value
            case 7 where name.isField("upgrade"): wantsUpgrade = true
            case 9 where name.isField("x-api-key"):
                apiKey = value
                apiKeyCount += 1
            case 12 where name.isField("x-request-id"): requestID = value
            case 13 where name.isField("authorization"):
                authorization = value
                authorizationCount += 1
            case 13 where name.isField("if-none-match"):
                ifNoneMatch = ifNoneMatch.map { "\($0), \(value)" } ?? value
            case 14 where name.isField("content-length"):
                if value != "0" { hasBody = true }
            case 15 where name.isField("x-forwarded-for"):
                forwardedFor = forwardedFor.map { "\($0), \(value)" } ?? value
            case 17 where name.isField("transfer-encoding"): hasBody = true
            default: break
            }
        }
        if total > Self.totalLimit { isTooLarge = true }
    }
}

extension String {
    /// Whether the text is the name of a field, which has no case; `lowercase` is in lower case and as long.
    fileprivate func isField(_ lowercase: String) -> Bool {
        let (own, expected) = (utf8.span, lowercase.utf8.span)
        for index in own.indices {
            let byte = own[index]
            let isUpper = (0x41...0x5A).contains(byte)
            if (isUpper ? byte | 0x20 : byte) != expected[index] { return false }
        }
        return true
    }
}
