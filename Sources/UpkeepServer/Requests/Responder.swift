import NIOCore
import NIOHTTP1
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds

/// Finds the response to a request; knows nothing of connections.
struct Responder: Sendable {
    /// A request as it has come in.
    struct Request: Sendable {
        let method: HTTPMethod
        let version: HTTPVersion
        let target: String
        let fields: RequestFields
        /// Who holds the other end of the connection.
        let peer: IPAddress?
        /// In nanoseconds, for limits.
        let time: UInt64
    }

    private let router: Router
    private let options: ServerOptions
    private let read: @Sendable () -> SnapshotReading
    private let clock: @Sendable () -> Instant
    private let noteUse: @Sendable (String, Instant) -> Void
    private let addresses: RateLimiter?
    private let keys: RateLimiter?
    private let failures: RateLimiter?

    /// `read` yields the newest state, whenever it is asked; `noteUse` hears which key, by its id, was used when.
    init(
        _ routes: [Route],
        _ options: ServerOptions,
        read: @escaping @Sendable () -> SnapshotReading,
        clock: @escaping @Sendable () -> Instant,
        noteUse: @escaping @Sendable (String, Instant) -> Void
    ) {
        router = Router(routes)
        self.options = options
        self.read = read
        self.clock = clock
        self.noteUse = noteUse
        addresses = options.addressLimit.map { RateLimiter($0) }
        keys = options.keyLimit.map { RateLimiter($0) }
        failures = options.failureLimit.map { RateLimiter($0) }
    }

    func respond(to request: Request) -> Response {
        let reading = read()
        var progress = Progress(request, options, serialField: Self.serialField(of: reading))
        do throws(Refusal) {
            return try response(to: request, from: reading, &progress)
        } catch {
            return refuse(error, progress)
        }
    }

    /// A refusal of something that is no request.
    func refuse(_ refusal: Refusal) -> Response {
        Response(
            answer: refusal.answer([]),
            fields: Self.serialField(of: read()),
            closes: true
        )
    }

    /// Every answer says which state it was read from.
    private static func serialField(of reading: SnapshotReading) -> [UInt8] {
        reading.snapshot?.serialField ?? []
    }

    private func refuse(_ refusal: Refusal, _ progress: Progress) -> Response {
        var response = progress.response(
            refusal.answer(progress.isOpen ? progress.corsFields : [])
        )
        if refusal.status == .fieldsTooLarge || progress.hasBody { response.closes = true }
        return response
    }

    /// The order of the checks is that of the contract: path, method, credentials, plan, scope, resource, parameters.
    private func response(
        to request: Request,
        from reading: SnapshotReading,
        _ progress: inout Progress
    ) throws(Refusal) -> Response {
        let host = try Self.host(of: request)
        if let address = progress.client?.limitKey, let addresses {
            try progress.count(addresses.take(address, at: request.time))
        }
        let now = clock()
        // What has been asked for in the very same words needs no second look at the words.
        let known = reading.snapshot?.cache.entry(request.target, at: now)
        let target: Target? = known == nil ? try Target(request.target, host: host) : nil
        guard
            let (place, variables) = target.map({ router.find($0.path) })
                ?? known.map({ ($0.route, []) })
        else { throw .unknownPath }
        let route = router.routes[place]
        progress.enter(route, at: place)
        guard request.method == .GET || request.method == .HEAD else {
            guard request.method == .OPTIONS, let answer = progress.preflight(route) else {
                throw .methodNotAllowed
            }
            if request.fields.hasBody { throw .bodyNotAccepted }
            return progress.response(answer)
        }
        if request.fields.hasBody { throw .bodyNotAccepted }
        if let target, target.holdsKey { throw .keyInQuery }
        var entry: KeyRing.Entry?
        if case .key(let scope) = route.access {
            entry = try authenticate(request, reading, scope, at: now, &progress)
        }
        guard let snapshot = reading.snapshot else { throw .noState }
        var answer = known?.answer
        if let target {
            guard let query = target.query else { throw .malformedQuery }
            let call = Call(
                site: snapshot.site,
                variables: variables,
                query: query,
                host: target.host,
                key: entry
            )
            answer = try self.answer(
                to: call,
                place,
                target,
                request.target,
                snapshot.cache,
                at: now
            )
        }
        guard let answer else { preconditionFailure("what is not known has a target") }
        var response = progress.response(answer)
        response.isNotModified = Self.isKnown(answer, request.fields.ifNoneMatch)
        return response
    }

    /// Whose key it is that a request presents.
    private func authenticate(
        _ request: Request,
        _ reading: SnapshotReading,
        _ scope: Scope?,
        at now: Instant,
        _ progress: inout Progress
    ) throws(Refusal) -> KeyRing.Entry {
        // A state that cannot be read may have revoked the key: none is accepted until it can.
        guard reading.isCurrent else {
            throw reading.snapshot == nil ? .noState : .stateUnreadable
        }
        guard let site = reading.snapshot?.site else { throw .noState }
        var presented: [UInt8] = []
        if case .key(let key) = Credential(request.fields) { presented = key }
        // The same work for every key, so that the time tells nothing.
        let found = site.keys.find(presented).entry
        guard let entry = found, entry.status(at: now) == .active else {
            if let address = progress.client?.limitKey, let failures {
                try progress.count(failures.take(address, at: request.time))
            }
            throw .unauthenticated
        }
        progress.keyID = entry.id
        guard site.plan.hasAPIAccess else { throw .planWithoutKeys(site.plan) }
        if let keys { try progress.count(keys.take(entry.id, at: request.time)) }
        noteUse(entry.id, now)
        if let scope, !entry.scopes.isEmpty, !entry.scopes.contains(scope) {
            throw .scopeMissing(scope)
        }
        return entry
    }

    /// The answer of a route, from the snapshot's if it has been made before.
    private func answer(
        to call: Call,
        _ place: Int,
        _ target: Target,
        _ words: String,
        _ cache: AnswerCache,
        at now: Instant
    ) throws(Refusal) -> Answer {
        let route = router.routes[place]
        let unknown = call.query.parameters.first { parameter in
            !route.parameters.contains { $0.name == parameter.name }
        }
        let isStrict = route.refusesUnknownParameters
        let isKept = !route.isPersonal && !(isStrict && unknown != nil)
        let key = isKept ? call.cacheKey(target.path, route) : ""
        var entry = isKept ? cache.entry(key, at: now) : nil
        if entry == nil {
            var moment = Moment(now)
            let content = try route.content(call, &moment)
            if isStrict, let unknown {
                throw .parameter(
                    unknown.name.count > 40 ? "in the query" : unknown.name,
                    "is not one of this path; /openapi.json lists those that are"
                )
            }
            let answer = Answer(
                body: content.bytes,
                type: content.type,
                fields: [route.caching.field] + route.openFields,
                validUntil: moment.validUntil
            )
            entry = AnswerCache.Entry(route: place, answer: answer)
        }
        guard let entry else { preconditionFailure("an answer was found or made") }
        if isKept {
            cache.keep(entry, as: key)
            // Parameters and hosts that nobody knows can be made up without end.
            if unknown == nil, !route.dependsOnHost, key != words, words.hasPrefix("/") {
                cache.keep(entry, as: words)
            }
        }
        return entry.answer
    }

    /// Whether the caller has the answer already (RFC 9110, section 13.1.2).
    private static func isKnown(_ answer: Answer, _ field: String?) -> Bool {
        guard let field, let tag = answer.entityTag else { return false }
        if field == tag || field == "*" { return true }
        return field.split(separator: ",").contains { candidate in
            let candidate = candidate.drop { $0 == " " || $0 == "\t" }
            let strong = candidate.hasPrefix("W/") ? candidate.dropFirst(2) : candidate
            return strong.prefix { $0 != " " && $0 != "\t" } == tag
        }
    }
}

extension Responder {
    /// The host that is asked for, in lower case and without a port; empty where HTTP/1.0 names none.
    private static func host(of request: Request) throws(Refusal) -> String {
        let fields = request.fields
        if fields.isTooLarge { throw .fieldsTooLarge }
        guard request.version.major == 1, request.version.minor <= 1 else {
            throw .unsupportedVersion
        }
        guard fields.hostCount == 1 || (fields.hostCount == 0 && request.version.minor == 0) else {
            throw .hostNeeded
        }
        guard let field = fields.host else { return "" }
        guard let host = HostName.host(ofField: field) else { throw .hostNeeded }
        return host
    }
}

extension Call {
    /// What an answer is kept under: all that it depends on.
    fileprivate func cacheKey(_ path: String, _ route: Route) -> String {
        if route.parameters.isEmpty, !route.dependsOnHost { return path }
        var key = path
        for parameter in route.parameters {
            guard let value = query[parameter.name],
                parameter.hasEffect || !parameter.isValid(value)
            else { continue }
            // Lengths keep values apart, whatever is in them.
            key += "\n\(parameter.name)=\(value.utf8.count):\(value)"
        }
        // Of all hosts that nobody has, one is as good as another.
        if route.dependsOnHost, let page = site.page(host: host) { key += "\n\(page.slug)" }
        return key
    }
}
