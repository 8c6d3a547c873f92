import NIOCore
import NIOHTTP1
import UpkeepEngine
import UpkeepKeys

/// One connection: its requests, one after the other, and the deadlines of each.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    /// How many requests may be answered before the caller takes the first answer.
    private static let pipelineLimit = 128
    /// A channel counts as writable when the system has taken everything, to the last byte: cheaper than a promise per response.
    static let writeMarks = ChannelOptions.Types.WriteBufferWaterMark(low: 1, high: 1)
    /// How long a caller may go on sending to a connection that has been ended.
    private static let lingerTime = TimeAmount.seconds(2)

    private let service: ConnectionService
    private let loop: LoopState
    private var context: ChannelHandlerContext?
    private var peer: IPAddress?
    private var peerText = ""
    private var isCounted = false

    /// A request that has come in and has not been answered yet.
    private struct Arrival {
        let head: HTTPRequestHead
        let time: NIODeadline
    }

    private var arrivals: [Arrival] = []
    private var phase = ConnectionPhase.idle
    private var deadline = NIODeadline.distantFuture
    /// When the request that is being received, or answered, began.
    private var requestStart = NIODeadline.distantPast
    /// Whether it counts among those that are being answered.
    private var isAnswering = false
    /// Responses since the system had taken everything that was written.
    private var writes = 0
    /// Whether something has been written that has not been offered to the system yet.
    private var needsFlush = false
    /// Whether anything is read at the moment.
    private var isReading = true
    /// Whether nothing more is read: the connection ends with what has been written.
    private var isEnding = false

    init(_ service: ConnectionService, _ loop: LoopState) {
        self.service = service
        self.loop = loop
    }

    // MARK: What comes in

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        peerText = context.remoteAddress?.ipAddress ?? ""
        peer = IPAddress(peerText)
        isCounted = service.counts.enter(from: peer)
        loop.add(self)
        // Whoever connects wants something: there is less time for it than for another request.
        wait(for: .idle, until: .now() + service.headTimeout)
        if isCounted {
            service.metrics.noteConnections(service.counts.total)
        } else {
            service.metrics.noteRefusedConnection()
            requestStart = .now()
            write(service.responder.refuse(.tooManyConnections), method: nil, target: "", id: nil)
            flush()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        loop.remove(self)
        arrivals = []
        endAnswers()
        if isCounted {
            service.counts.leave(from: peer)
            service.metrics.noteConnections(service.counts.total)
        }
        self.context = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // A request is answered when its header is there: nothing that has a body is accepted.
        guard case .head(let head) = unwrapInboundIn(data), !isEnding else { return }
        arrivals.append(Arrival(head: head, time: .now()))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if let first = arrivals.first {
            if phase == .idle { requestStart = first.time }
            loop.answerSoon(self, on: context.eventLoop)
        } else if phase == .idle, !isEnding {
            // There are bytes, but no header that is whole.
            requestStart = .now()
            wait(for: .head, until: requestStart + service.headTimeout)
        }
        context.fireChannelReadComplete()
    }

    /// The state as it is now.
    func readState() -> SnapshotReading { service.responder.read() }

    /// Answers the requests that have come in, from a state that was read after that.
    func answer(from reading: SnapshotReading) {
        var requests: [Arrival] = []
        swap(&requests, &arrivals)
        for request in requests where !isEnding { answer(request, from: reading) }
        // The memory is for the next ones.
        requests.removeAll(keepingCapacity: true)
        if arrivals.isEmpty { arrivals = requests }
        if needsFlush { flush() }
    }

    private func answer(_ arrival: Arrival, from reading: SnapshotReading) {
        let head = arrival.head
        let fields = RequestFields(head.headers)
        let id = fields.requestID.flatMap(Self.acceptable) ?? loop.nextRequestID()
        // What follows one of these cannot be read, or is not wanted.
        let isLast =
            !head.isKeepAlive || head.version.minor == 0 || fields.wantsUpgrade
            || head.method == .CONNECT || loop.isDraining || writes + 1 >= Self.pipelineLimit
        guard isAnswering || service.counts.beginAnswer() else {
            var busy = service.responder.refuse(.tooBusy)
            busy.closes = isLast || fields.hasBody
            write(busy, method: head.method, target: head.uri, id: id)
            return
        }
        isAnswering = true
        var response = service.responder.respond(
            to: Responder.Request(
                method: head.method,
                version: head.version,
                target: head.uri,
                fields: fields,
                peer: peer,
                time: arrival.time.uptimeNanoseconds
            ),
            from: reading
        )
        if isLast { response.closes = true }
        write(response, method: head.method, target: head.uri, id: id, start: arrival.time)
    }

    /// Answers what has come in now, because something else comes behind it.
    private func answerArrivals() {
        if !arrivals.isEmpty { answer(from: readState()) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The caller has said all that it wants to say, and may still read.
        if let event = event as? ChannelEvent, event == .inputClosed {
            answerArrivals()
            isEnding = true
            if phase != .answer { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answerArrivals()
        guard !isEnding else { return }
        guard let refusal = Self.refusal(of: error) else {
            context.close(promise: nil)
            return
        }
        if phase == .idle { requestStart = .now() }
        write(service.responder.refuse(refusal), method: nil, target: "", id: nil)
        flush()
    }

    /// What to say about something that is no request; nil where nobody can hear it.
    private static func refusal(of error: any Error) -> Refusal? {
        if error is ByteToMessageDecoderError.PayloadTooLargeError { return .fieldsTooLarge }
        guard let error = error as? HTTPParserError else { return nil }
        switch error {
        case .headerOverflow: return .fieldsTooLarge
        case .invalidVersion: return .unsupportedVersion
        case .invalidMethod: return .methodNotAllowed
        default: return .malformed
        }
    }

    /// A request id that may stand in a log and in an answer; nil for anything else.
    private static func acceptable(_ id: String) -> String? {
        let isPlain = id.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
            default: false
            }
        }
        return isPlain && (1...128).contains(id.utf8.count) && !id.contains(KeyFormat.prefix)
            ? id : nil
    }

    // MARK: What goes out

    /// Writes a response; `method` is nil where it answers no request.
    private func write(
        _ response: Response,
        method: HTTPMethod?,
        target: String,
        id: String?,
        start: NIODeadline? = nil
    ) {
        guard let context else { return }
        let id = id ?? loop.nextRequestID()
        let (head, body) = loop.bytes(
            of: response,
            at: service.clock(),
            requestID: id,
            isHead: method == .HEAD
        )
        writes += 1
        context.write(wrapOutboundOut(head), promise: nil)
        if let body { context.write(wrapOutboundOut(body), promise: nil) }
        needsFlush = true
        if response.closes { isEnding = true }
        let duration = start.map { UInt64(max(0, (NIODeadline.now() - $0).nanoseconds)) } ?? 0
        service.metrics.note(response, method: method, duration: duration)
        service.log?.add(
            AccessLog.Record(
                requestID: id,
                method: method?.rawValue ?? "-",
                target: AccessLog.kept(target),
                status: response.status.code,
                bytes: head.readableBytes + (body?.readableBytes ?? 0),
                duration: duration,
                client: response.client.isEmpty ? peerText : response.client,
                keyID: response.keyID
            )
        )
    }

    /// The system has taken everything that was written, or something has been written: see `writeMarks`.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            writes = 0
            if phase == .answer { settle() }
        }
        context.fireChannelWritabilityChanged()
    }

    private func flush() {
        guard let context else { return }
        needsFlush = false
        let start = NIODeadline.now()
        let end = min(start + service.writeTimeout, requestStart + service.requestTimeout)
        wait(for: .answer, until: end)
        context.flush()
        if phase == .answer, writes > 0 { read(while: false) }
    }

    /// Goes on when the caller has taken everything that was written.
    private func settle() {
        guard writes == 0, context != nil else { return }
        endAnswers()
        if !isCounted {
            // Beyond the limits nobody is waited for.
            self.context?.close(promise: nil)
        } else if isEnding || loop.isDraining {
            end()
        } else {
            read(while: true)
            wait(for: .idle, until: .now() + service.idleTimeout)
        }
    }

    private func endAnswers() {
        if isAnswering { service.counts.endAnswer() }
        isAnswering = false
    }

    /// Reads no more from a caller who does not take what it has asked for.
    private func read(while isReading: Bool) {
        guard isReading != self.isReading, let options = context?.channel.syncOptions else {
            return
        }
        self.isReading = isReading
        try? options.setOption(.autoRead, value: isReading)
    }

    /// Ends the connection in a way that lets the caller read the last answer, also while it is still sending: closing with bytes
    /// unread would make the system take the answer back (RFC 9112, section 9.6).
    private func end() {
        guard phase != .end else { return }
        isEnding = true
        wait(for: .end, until: .now() + Self.lingerTime)
        read(while: true)
        context?.close(mode: .output, promise: nil)
    }

    // MARK: Deadlines

    private func wait(for phase: ConnectionPhase, until deadline: NIODeadline) {
        self.phase = phase
        self.deadline = deadline
    }

    /// Ends the connection when its deadline has passed.
    func check(at now: NIODeadline) {
        guard now >= deadline else { return }
        service.metrics.noteTimeout(in: phase)
        abandon()
    }

    func drain() {
        if phase == .idle, arrivals.isEmpty { context?.close(promise: nil) }
    }

    func abandon() { context?.close(promise: nil) }
}
