import NIOCore
import UpkeepEngine

/// What all connections of a listener have in common.
struct ConnectionService: Sendable {
    let responder: any Responding
    let counts: ConnectionCounts
    let metrics: ServerMetrics
    let clock: @Sendable () -> Instant
    let headTimeout: TimeAmount
    let idleTimeout: TimeAmount
    let writeTimeout: TimeAmount
    let requestTimeout: TimeAmount
    /// Nil where requests are not logged.
    let log: AccessLog?

    init(
        _ responder: any Responding,
        _ options: ServerOptions,
        metrics: ServerMetrics,
        log: AccessLog?,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.responder = responder
        self.metrics = metrics
        self.log = log
        self.clock = clock
        counts = ConnectionCounts(options)
        headTimeout = .seconds(Int64(options.headTimeout.count))
        idleTimeout = .seconds(Int64(options.idleTimeout.count))
        writeTimeout = .seconds(Int64(options.writeTimeout.count))
        requestTimeout = .seconds(Int64(options.requestTimeout.count))
    }
}

/// Whoever finds responses to requests.
protocol Responding: Sendable {
    /// The newest state.
    func read() -> SnapshotReading
    /// The response to a request that had come in before the state was read.
    func respond(to request: borrowing Responder.Request, from reading: SnapshotReading) -> Response
    /// The response to something that is no request.
    func refuse(_ refusal: Refusal) -> Response
}

extension Responder: Responding {}
