import NIOCore
import UpkeepEngine

/// What the connections of one event loop have in common; only touched on that loop.
final class LoopState {
    /// How often deadlines are looked at.
    static let sweepInterval = TimeAmount.milliseconds(250)

    private var connections: [ObjectIdentifier: ConnectionHandler] = [:]
    /// Whether connections end with the answer that is being given.
    private(set) var isDraining = false
    /// The connections on which requests have come in since the loop looked for answers last.
    private var asking: [ConnectionHandler] = []
    private var ids: RequestIDs.Series
    private var dateSecond: Int64 = .min
    private var dateField: [UInt8] = []
    /// What responses are put together in.
    private var buffer = ByteBuffer()

    init(_ ids: RequestIDs.Series) {
        self.ids = ids
    }

    func add(_ connection: ConnectionHandler) {
        connections[ObjectIdentifier(connection)] = connection
    }

    func remove(_ connection: ConnectionHandler) {
        connections[ObjectIdentifier(connection)] = nil
    }

    /// Answers what has come in on a connection once the loop has read from all on which there was something: then the state is
    /// looked at once for all of them, and after each of the requests had begun.
    func answerSoon(_ connection: ConnectionHandler, on loop: any EventLoop) {
        asking.append(connection)
        if asking.count == 1 { loop.assumeIsolated().execute { self.answer() } }
    }

    private func answer() {
        let connections = asking
        asking = []
        // All have the same service: they are those of one listener.
        guard let reading = connections.first?.readState() else { return }
        for connection in connections { connection.answer(from: reading) }
    }

    /// Ends every connection whose deadline has passed.
    func sweep(at now: NIODeadline) {
        // Ending one changes the dictionary.
        for connection in Array(connections.values) { connection.check(at: now) }
    }

    /// Ends idle connections now, and the others with their next answer.
    func drain() {
        isDraining = true
        for connection in Array(connections.values) { connection.drain() }
    }

    /// Ends all connections now.
    func abandon() {
        for connection in Array(connections.values) { connection.abandon() }
    }

    /// A name that no other request has.
    func nextRequestID() -> String { ids.next() }

    /// A response as it goes out: the header, with a small body behind it, and a large body that follows.
    func bytes(
        of response: Response,
        at now: Instant,
        requestID: String,
        isHead: Bool
    ) -> (head: ByteBuffer, body: ByteBuffer?) {
        let body = ResponseWriter.write(
            response,
            date: date(at: now),
            requestID: requestID,
            isHead: isHead,
            to: &buffer
        )
        return (buffer, body)
    }

    /// The Date field (RFC 9110, section 6.6.1), made once a second.
    private func date(at now: Instant) -> [UInt8] {
        if now.secondsSinceEpoch != dateSecond {
            dateSecond = now.secondsSinceEpoch
            dateField = Answer.lines([("Date", now.httpDate)])
        }
        return dateField
    }
}

extension Instant {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// IMF-fixdate (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
    var httpDate: String {
        let date = Day(of: self).date
        let name = date.weekday.shortName
        let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
        let time = description.dropFirst(11).prefix(8)
        return
            "\(name.prefix(1).uppercased())\(name.dropFirst()), \(day) \(Self.months[date.month - 1]) \(date.year) \(time) GMT"
    }
}
