import NIOCore
import NIOHTTP1
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds

/// Finds the response to a request; knows nothing of connections.
struct Responder: Sendable {
    /// A request as it has come in.
    struct Request: ~Copyable, Sendable {
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
    private let source: @Sendable () -> SnapshotReading
    private let clock: @Sendable () -> Instant
    private let uses: KeyUseLog
    private let addresses: RateLimiter?
    private let keys: RateLimiter?
    private let failures: RateLimiter?

    /// `source` yields the newest state, whenever it is asked.
    init(
        _ routes: [Route],
        _ options: ServerOptions,
        source: @escaping @Sendable () -> SnapshotReading,
        clock: @escaping @Sendable () -> Instant,
        uses: KeyUseLog
    ) {
        router = Router(routes)
        self.options = options
        self.source = source
        self.clock = clock
        self.uses = uses
        addresses = options.addressLimit.map { RateLimiter($0) }
        keys = options.keyLimit.map { RateLimiter($0) }
        failures = options.failureLimit.map { RateLimiter($0) }
    }

    func read() -> SnapshotReading { source() }

    func respond(to request: borrowing Request, from reading: SnapshotReading) -> Response {
        var progress = Progress(request, options, serialField: Self.serialField(of: reading))
        do throws(Refusal) {
            return try response(to: request, from: reading, &progress)
        } catch {
            return refuse(error, progress, of: request)
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

    private func refuse(
        _ refusal: Refusal,
        _ progress: Progress,
        of request: borrowing Request
    ) -> Response {
        let fields = progress.isOpen ? progress.corsFields : []
        let isForPeople = request.fields.wantsPage && progress.mayBePage
        var response = progress.response(
            isForPeople ? refusal.page(at: request.target, fields) : refusal.answer(fields)
        )
        if refusal.status == .fieldsTooLarge || progress.hasBody { response.closes = true }
        return response
    }

    /// The order of the checks is that of the contract: path, method, credentials, plan, scope, resource, parameters.
    private func response(
        to request: borrowing Request,
        from reading: SnapshotReading,
        _ progress: inout Progress
    ) throws(Refusal) -> Response {
        try Self.check(request)
        if let address = progress.client?.limitKey, let addresses {
            try progress.count(addresses.take(address, at: request.time))
        }
        let now = clock()
        let question = try question(request, reading.snapshot, at: now)
        let route = router.routes[question.place]
        progress.enter(route, at: question.place)
        guard request.method == .GET || request.method == .HEAD else {
            guard request.method == .OPTIONS, let answer = progress.preflight(route) else {
                throw .methodNotAllowed
            }
            if request.fields.hasBody { throw .bodyNotAccepted }
            return progress.response(answer)
        }
        if request.fields.hasBody { throw .bodyNotAccepted }
        if question.target?.holdsKey == true { throw .keyInQuery }
        var entry: KeyRing.Entry?
        switch route.access {
        case .everyone: break
        case .key(let scope):
            entry = try authenticate(request, reading, scope, at: now, &progress)
        case .console:
            entry = try authenticateForConsole(request, reading, at: now, &progress)
        }
        guard let snapshot = reading.snapshot else { throw .noState }
        let answer: Answer
        if let known = question.answer {
            answer = known
        } else {
            let source = try source(of: question, from: snapshot, at: now)
            progress.serialField = source.snapshot.serialField
            answer = try make(question, for: entry, from: source.snapshot, at: source.moment)
        }
        var response = progress.response(answer)
        response.isNotModified = Self.isKnown(answer, request.fields.ifNoneMatch)
        return response
    }

    /// What is asked for.
    private struct Question {
        /// The words of the request.
        let words: String
        /// Where in the table the route stands.
        let place: Int
        /// What stands for the variables of its path.
        var variables: [String] = []
        /// The words, taken apart; nil where the answer is known.
        var target: Target?
        /// The answer to the very same words; nil where it has to be looked for.
        var answer: Answer?
    }

    /// Finds out what is asked for; what has been asked for in the very same words needs no second look at the words.
    private func question(
        _ request: borrowing Request,
        _ snapshot: Snapshot?,
        at now: Instant
    ) throws(Refusal) -> Question {
        let words = request.target
        if let known = snapshot?.cache.entry(words, at: now) {
            return Question(words: words, place: known.route, answer: known.answer)
        }
        let host = request.fields.host.flatMap { Authority.host(ofField: $0) }
        let target = try Target(words, host: host ?? "")
        guard let (place, variables) = router.find(target.path) else {
            if request.fields.wantsPage, router.isPage(withSlash: target.path) {
                throw .slashTooMany(target.path)
            }
            throw .unknownPath
        }
        return Question(words: words, place: place, variables: variables, target: target)
    }

    /// Whose key with full access it is; nil where the plan has no keys, which is all that there is to say then.
    private func authenticateForConsole(
        _ request: borrowing Request,
        _ reading: SnapshotReading,
        at now: Instant,
        _ progress: inout Progress
    ) throws(Refusal) -> KeyRing.Entry? {
        if reading.isCurrent, let site = reading.snapshot?.site, !site.plan.hasAPIAccess {
            return nil
        }
        let entry = try authenticate(
            request,
            reading,
            nil,
            acceptsPassword: true,
            at: now,
            &progress
        )
        guard entry.scopes.isEmpty else { throw .fullAccessNeeded }
        return entry
    }

    /// Whose key it is that a request presents, in a field of its own or, where that is accepted, as a password.
    private func authenticate(
        _ request: borrowing Request,
        _ reading: SnapshotReading,
        _ scope: Scope?,
        acceptsPassword: Bool = false,
        at now: Instant,
        _ progress: inout Progress
    ) throws(Refusal) -> KeyRing.Entry {
        // A state that cannot be read may have revoked the key: none is accepted until it can.
        guard reading.isCurrent else {
            throw reading.snapshot == nil ? .noState : .stateUnreadable
        }
        guard let site = reading.snapshot?.site else { throw .noState }
        var presented: [UInt8] = []
        let credential = Credential(request.fields, acceptsPassword: acceptsPassword)
        if case .key(let key) = credential { presented = key }
        // The same work for every key, so that the time tells nothing.
        let found = site.keys.find(presented).entry
        guard let entry = found, entry.status(at: now) == .active else {
            if let address = progress.client?.limitKey, let failures {
                try progress.count(failures.take(address, at: request.time))
            }
            throw acceptsPassword ? .passwordNeeded : .unauthenticated
        }
        progress.keyID = entry.id
        guard site.plan.hasAPIAccess else { throw .planWithoutKeys(site.plan) }
        if let keys { try progress.count(keys.take(entry.id, at: request.time)) }
        uses.note(entry.id, now)
        if let scope, !entry.scopes.isEmpty, !entry.scopes.contains(scope) {
            throw .scopeMissing(scope)
        }
        return entry
    }

    /// Which state a question is about, and at which moment: a former one tells what it told last.
    private func source(
        of question: Question,
        from snapshot: Snapshot,
        at now: Instant
    ) throws(Refusal) -> (snapshot: Snapshot, moment: Instant) {
        let parameter = Parameter.formerSerial
        guard router.routes[question.place].isOpen,
            let text = question.target?.query?[parameter.name]
        else { return (snapshot, now) }
        guard let serial = parameter.read(text) ?? nil else {
            throw .parameter(parameter.name, parameter.requirement)
        }
        if serial == snapshot.serial { return (snapshot, now) }
        switch snapshot.archive.former(serial) {
        case .found(let former, let end): return (former, min(now, end))
        case .notKept: throw .serialNotKept
        case .tooBusy: throw .formerStateBusy
        }
    }

    /// The answer to a question, from the snapshot's answers if it is among them.
    private func make(
        _ question: Question,
        for key: KeyRing.Entry?,
        from snapshot: Snapshot,
        at now: Instant
    ) throws(Refusal) -> Answer {
        guard let target = question.target, let query = target.query else {
            throw .malformedQuery
        }
        let route = router.routes[question.place]
        let call = Call(
            site: snapshot.site,
            variables: question.variables,
            query: query,
            host: target.host,
            key: key,
            depth: route.path.segments.count,
            lastUse: uses.last
        )
        let unknown = query.parameters.first { parameter in
            !route.allParameters.contains { $0.name == parameter.name }
        }
        // What is refused, and what is meant for one key, is not kept.
        let isKept = route.dependence != .key && (unknown == nil || !route.refusesUnknownParameters)
        guard isKept else {
            let answer = try render(route, call, at: now)
            if let unknown, route.refusesUnknownParameters { throw .unknownParameter(unknown.name) }
            return answer
        }
        let name = call.name(of: target.path, route)
        let entry: AnswerCache.Entry
        if let known = snapshot.cache.entry(name, at: now) {
            entry = known
        } else {
            let answer = try render(route, call, at: now)
            entry = AnswerCache.Entry(route: question.place, answer: answer)
            snapshot.cache.keep(entry, as: name)
        }
        // Parameters and hosts that nobody knows can be made up without end.
        if unknown == nil, route.dependence != .host, question.words.hasPrefix("/"),
            question.words != name
        {
            snapshot.cache.keep(entry, as: question.words)
        }
        return entry.answer
    }

    private func render(_ route: Route, _ call: Call, at now: Instant) throws(Refusal) -> Answer {
        var moment = Moment(now)
        let content = try route.content(call, &moment)
        return Answer(
            body: content.bytes,
            type: content.type,
            fields: [route.caching.field] + route.openFields + content.fields,
            validUntil: moment.validUntil
        )
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
    /// Refuses what is no request of HTTP/1 with one host; HTTP/1.0 may name none.
    private static func check(_ request: borrowing Request) throws(Refusal) {
        if request.fields.isTooLarge { throw .fieldsTooLarge }
        guard request.version.major == 1, request.version.minor <= 1 else {
            throw .unsupportedVersion
        }
        guard
            request.fields.hostCount == 1
                || (request.fields.hostCount == 0 && request.version.minor == 0)
        else {
            throw .hostNeeded
        }
        if let field = request.fields.host, Authority.nameCount(ofField: field) == nil {
            throw .hostNeeded
        }
    }
}

extension Call {
    /// What an answer is kept under: all that it depends on.
    fileprivate func name(of path: String, _ route: Route) -> String {
        if route.parameters.isEmpty, route.dependence != .host { return path }
        var name = path
        for parameter in route.parameters {
            guard let value = query[parameter.name],
                parameter.hasEffect || !parameter.isValid(value)
            else { continue }
            // Lengths keep values apart, whatever is in them.
            name += "\n\(parameter.name)=\(value.utf8.count):\(value)"
        }
        // Of all hosts that nobody has, one is as good as another; but none of them is kept under the words of a request, which
        // others send to hosts that somebody has.
        if route.dependence == .host { name += "\n\(site.page(host: host)?.slug ?? "")" }
        return name
    }
}
