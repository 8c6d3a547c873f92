import Metrics
import NIOHTTP1
import Synchronization

/// What the server counts and measures.
final class ServerMetrics: Sendable {
    private static let requests = "upkeep_http_requests_total"
    private static let durations = "upkeep_http_request_duration_seconds"
    private static let connections = "upkeep_http_connections"
    private static let refused = "upkeep_http_connections_refused_total"
    private static let timeouts = "upkeep_http_timeouts_total"

    /// What the metrics of the server are, by their names.
    static let help = [
        requests: "Requests answered, by route, method and status.",
        durations: "From the end of a request's header to its answer being handed to the system.",
        connections: "Connections that are open.",
        refused: "Connections refused because there were too many.",
        timeouts: "Connections closed because a deadline had passed.",
    ]

    private let routes: [String]
    private let timers: [Timer]
    private let otherTimer: Timer
    private let counters = Mutex<[Int: Counter]>([:])
    private let openConnections: Gauge
    private let refusedConnections: Counter
    private let timeoutCounters: [String: Counter]
    private let own: [(String, String)]
    private let factory: any MetricsFactory

    init(_ routes: [Route], listener: String, in factory: any MetricsFactory) {
        self.factory = factory
        let own = [("listener", listener)]
        self.own = own
        self.routes = routes.map(\.path.text)
        func timer(_ route: String) -> Timer {
            Timer(
                label: Self.durations,
                dimensions: [("listener", listener), ("route", route)],
                factory: factory
            )
        }
        timers = self.routes.map(timer)
        otherTimer = timer("none")
        openConnections = Gauge(label: Self.connections, dimensions: own, factory: factory)
        refusedConnections = Counter(label: Self.refused, dimensions: own, factory: factory)
        let phases = ConnectionPhase.allCases.map(\.rawValue)
        timeoutCounters = Dictionary(
            uniqueKeysWithValues: phases.map {
                (
                    $0,
                    Counter(
                        label: Self.timeouts,
                        dimensions: own + [("phase", $0)],
                        factory: factory
                    )
                )
            }
        )
        openConnections.record(0)
    }

    /// Counts a response and how long it took, in nanoseconds.
    func note(_ response: Response, method: HTTPMethod?, duration: UInt64) {
        let timer = response.route.map { timers[$0] } ?? otherTimer
        timer.recordNanoseconds(Int64(clamping: duration))
        let status = response.status.code
        let (place, name) =
            switch method {
            case .GET: (0, "GET")
            case .HEAD: (1, "HEAD")
            default: (2, "other")
            }
        // One number for all that a counter goes by.
        let key = ((response.route ?? -1) + 1) * 10_000 + place * 1_000 + status
        let counter = counters.withLock { counters in
            if let counter = counters[key] { return counter }
            let counter = Counter(
                label: Self.requests,
                dimensions: own + [
                    ("code", String(status)), ("method", name),
                    ("route", response.route.map { routes[$0] } ?? "none"),
                ],
                factory: factory
            )
            counters[key] = counter
            return counter
        }
        counter.increment()
    }

    func noteConnections(_ count: Int) { openConnections.record(count) }

    func noteRefusedConnection() { refusedConnections.increment() }

    func noteTimeout(in phase: ConnectionPhase) { timeoutCounters[phase.rawValue]?.increment() }
}
