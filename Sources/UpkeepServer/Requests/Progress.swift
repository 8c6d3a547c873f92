/// How far a request has come, and what is known of it for whatever it is answered with.
struct Progress: Sendable {
    /// Who asks: the peer, or behind a trusted proxy whom that names.
    let client: IPAddress?
    let hasBody: Bool
    /// What lets pages of other origins read the answer.
    private(set) var corsFields: [(name: String, value: String)] = []
    /// Which state the answer comes from.
    var serialField: [UInt8]
    var keyID: String?
    private let origin: String?
    private let options: ServerOptions
    private let clientText: String
    /// Whether the answers of the route have those fields in them already.
    private(set) var isOpen = false
    private var limit: RateLimiter.Verdict?
    private var route: Int?
    /// Whether people read there: pages, and whatever leads nowhere.
    private(set) var mayBePage = true

    init(_ request: borrowing Responder.Request, _ options: ServerOptions, serialField: [UInt8]) {
        self.options = options
        self.serialField = serialField
        origin = request.fields.origin
        hasBody = request.fields.hasBody
        var client = request.peer
        var text = ""
        // From the right, every address was written by the proxy to its right.
        var chain = request.fields.forwardedFor?.split(separator: ",")[...] ?? []
        while let address = client, let last = chain.popLast(),
            options.trustedProxies.contains(where: { $0.contains(address) })
        {
            let candidate = last.trimmingSpaces
            guard let next = IPAddress(candidate) else { break }
            client = next
            text = String(candidate)
        }
        self.client = client
        clientText = text
    }

    /// Notes which route it is about.
    mutating func enter(_ route: Route, at place: Int) {
        self.route = place
        if case .text(.html) = route.shape { mayBePage = true } else { mayBePage = false }
        switch route.access {
        case .everyone:
            corsFields = route.openFields
            isOpen = true
        case .console: break
        case .key:
            guard let origin, options.corsOrigins.contains(where: { $0 == "*" || $0 == origin })
            else { return }
            corsFields = [
                ("Access-Control-Allow-Origin", origin),
                ("Access-Control-Expose-Headers", Route.exposedFields), ("Vary", "Origin"),
            ]
        }
    }

    /// Notes how much the caller may still ask for, and refuses when that is nothing.
    mutating func count(_ verdict: RateLimiter.Verdict) throws(Refusal) {
        limit = verdict
        if !verdict.isAllowed { throw .tooManyRequests(retryAfter: verdict.retryAfter) }
    }

    /// What a browser hears that asks whether it may ask (Fetch, CORS-preflight); nil where it may not.
    func preflight(_ route: Route) -> Answer? {
        guard !corsFields.isEmpty else { return nil }
        var allowed = "If-None-Match, X-Request-ID"
        if case .key = route.access { allowed += ", Authorization, X-API-Key" }
        return Answer(
            .noContent,
            body: [],
            type: nil,
            fields: corsFields + [
                ("Access-Control-Allow-Methods", "GET, HEAD"),
                ("Access-Control-Allow-Headers", allowed),
                ("Access-Control-Max-Age", "86400"), ("Allow", "GET, HEAD, OPTIONS"),
            ],
            hasEntityTag: false
        )
    }

    func response(_ answer: Answer) -> Response {
        Response(
            answer: answer,
            fields: isOpen || corsFields.isEmpty
                ? serialField : serialField + Answer.lines(corsFields),
            limit: limit,
            route: route,
            keyID: keyID,
            client: clientText
        )
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
