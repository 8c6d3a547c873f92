import UpkeepEngine

/// What a request is answered with: an answer, and what differs from request to request.
struct Response: Sendable {
    let answer: Answer
    /// Whether the caller has the answer already.
    var isNotModified = false
    /// Fields that are not the same for everyone, as they go out: which state it was read from, and who may read it.
    var fields: [UInt8] = []
    /// How much the caller may still ask for; nil where nobody counts.
    var limit: RateLimiter.Verdict?
    /// Whether the connection ends with it.
    var closes = false
    /// The place of the route in the table; nil where there is none.
    var route: Int?
    /// Whose key it was, by the id that may stand in logs.
    var keyID: String?
    /// Who asked: the address behind trusted proxies.
    var client: String = ""

    var status: Status { isNotModified ? .notModified : answer.status }
}
