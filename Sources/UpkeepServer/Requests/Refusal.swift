import UpkeepEngine
import UpkeepKinds

/// Why a request is not answered with what it asks for.
struct Refusal: Error, Sendable {
    let status: Status
    /// A stable word, for programs.
    let code: String
    /// For people.
    let message: String
    var fields: [(name: String, value: String)] = []
    /// Made once of what is always refused in the same words.
    private var prepared: Answer?

    init(
        status: Status,
        code: String,
        message: String,
        fields: [(name: String, value: String)] = []
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
    }

    /// The same, with its answer at hand: whoever asks for nothing again and again shall not cost more than others.
    private var ready: Refusal {
        var copy = self
        copy.prepared = answer([])
        return copy
    }

    func answer(_ more: [(name: String, value: String)]) -> Answer {
        if let prepared, more.isEmpty { return prepared }
        let body: JSON = .object(["error": .text(message), "code": .text(code)])
        return Answer(
            status,
            body: body.bytes,
            type: .json,
            fields: [Caching.none.field] + fields + more,
            hasEntityTag: false
        )
    }

    static let schema = Schema.object(
        "Error",
        [
            SchemaMember("error", .text, about: "What is wrong, for people."),
            SchemaMember("code", .text, about: "What is wrong, for programs: a stable word."),
        ]
    )
}

// All that the server says when it refuses.
extension Refusal {
    static let unknownPath = Refusal(
        status: .notFound,
        code: "unknown_path",
        message: "There is nothing at this path. /openapi.json lists what there is."
    ).ready
    static let unknownOperatorPath = Refusal(
        status: .notFound,
        code: "unknown_path",
        message: "Here are /healthz, /readyz and /metrics."
    )
    static let methodNotAllowed = Refusal(
        status: .methodNotAllowed,
        code: "method_not_allowed",
        message:
            "This API only reads: GET and HEAD. Changes are made in the YAML manifests and applied with `upkeep reconcile`.",
        fields: [("Allow", "GET, HEAD")]
    )
    static let bodyNotAccepted = Refusal(
        status: .contentTooLarge,
        code: "body_not_accepted",
        message: "No request here takes a body."
    )
    static let keyInQuery = Refusal(
        status: .badRequest,
        code: "key_in_query",
        message:
            "There is an API key in the query string, where logs and proxies have seen it. Revoke it with `upkeep keys revoke`, "
            + "and send its successor in the Authorization or X-API-Key header."
    )
    /// The same for every reason, so that nobody learns which keys exist.
    static let unauthenticated = Refusal(
        status: .unauthorized,
        code: "unauthorized",
        message:
            "A valid API key is needed, as `Authorization: Bearer spk_...` or `X-API-Key: spk_...`.",
        fields: [("WWW-Authenticate", "Bearer")]
    ).ready
    static let passwordNeeded = Refusal(
        status: .unauthorized,
        code: "password_needed",
        message:
            "The API Console needs an API key with full access as the password, with any name.",
        fields: [("WWW-Authenticate", "Basic realm=\"Upkeep API Console\", charset=\"UTF-8\"")]
    )
    /// Browsers ask for another password only where the one before was not accepted.
    static let fullAccessNeeded = Refusal(
        status: .unauthorized,
        code: "full_access_needed",
        message:
            "The API Console needs an API key with full access, and this one has scopes. In the manifests that is `scopes: []`.",
        fields: passwordNeeded.fields
    )
    static let stateUnreadable = Refusal(
        status: .unavailable,
        code: "state_unavailable",
        message:
            "The state cannot be read at the moment, so that no key can be checked. The operator's log says why.",
        fields: [("Retry-After", "5")]
    )
    static let noState = Refusal(
        status: .unavailable,
        code: "no_state",
        message: "There is no state yet. `upkeep reconcile` makes one.",
        fields: [("Retry-After", "5")]
    )
    static let tooBusy = Refusal(
        status: .unavailable,
        code: "too_busy",
        message: "Too many requests are being answered at the moment.",
        fields: [("Retry-After", "1")]
    ).ready
    static let serialNotKept = Refusal(
        status: .notFound,
        code: "serial_not_kept",
        message:
            "No state of this serial is kept: `upkeep state history` lists them all, and the last ten are there."
    ).ready
    static let formerStateBusy = Refusal(
        status: .unavailable,
        code: "too_busy",
        message: "A large former state has just been read for somebody else.",
        fields: [("Retry-After", "2")]
    ).ready
    static let tooManyConnections = Refusal(
        status: .unavailable,
        code: "too_many_connections",
        message: "There are too many connections.",
        fields: [("Retry-After", "1")]
    ).ready
    static let malformed = Refusal(
        status: .badRequest,
        code: "malformed_request",
        message: "This is not a request in HTTP/1.1 (RFC 9112)."
    )
    static let hostNeeded = Refusal(
        status: .badRequest,
        code: "host_needed",
        message: "A request in HTTP/1.1 has exactly one Host field, which names a host."
    )
    static let fieldsTooLarge = Refusal(
        status: .fieldsTooLarge,
        code: "header_too_large",
        message:
            "The request's header is too large: at most 8 KiB a field, 32 KiB in all, 100 fields."
    )
    static let unsupportedVersion = Refusal(
        status: .unsupportedVersion,
        code: "http_version",
        message: "HTTP/1.1 and HTTP/1.0 are spoken here."
    )
    static let malformedQuery = Refusal(
        status: .badRequest,
        code: "malformed_query",
        message: "The query string is not percent-encoded UTF-8."
    )

    /// A page has one address, and many who type it add a slash.
    static func slashTooMany(_ path: String) -> Refusal {
        let name = path.dropLast().split(separator: "/").last ?? ""
        return Refusal(
            status: .permanentRedirect,
            code: "moved",
            message: "This page has no slash at its end.",
            fields: [("Location", "../\(name)")]
        )
    }

    static func planWithoutKeys(_ plan: BillingPlan) -> Refusal {
        Refusal(
            status: .forbidden,
            code: "upgrade_required",
            message:
                "API keys need the plan pro or above, and this workspace has \(plan.rawValue). Upgrade, and set `plan` in "
                + "the workspace's settings."
        )
    }

    static func scopeMissing(_ scope: Scope) -> Refusal {
        Refusal(
            status: .forbidden,
            code: "insufficient_scope",
            message:
                "This key lacks the scope \(scope.rawValue). Add it to the key's `scopes` in the manifests.",
            fields: [
                (
                    "WWW-Authenticate",
                    "Bearer error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""
                )
            ]
        )
    }

    static func notFound(_ what: String) -> Refusal {
        Refusal(status: .notFound, code: "not_found", message: "There is no such \(what).")
    }

    static func tooManyRequests(retryAfter seconds: Int) -> Refusal {
        Refusal(
            status: .tooManyRequests,
            code: "rate_limited",
            message: "Too many requests. The next one is answered in \(seconds) s.",
            fields: [("Retry-After", String(seconds))]
        )
    }

    static func unknownParameter(_ name: String) -> Refusal {
        .parameter(
            name.count > 40 ? "in the query" : name,
            "is not one of this path; /openapi.json lists those that are"
        )
    }

    static func parameter(_ name: String, _ problem: String) -> Refusal {
        Refusal(
            status: .badRequest,
            code: "invalid_parameter",
            message: "The parameter \(name) \(problem)."
        )
    }
}
