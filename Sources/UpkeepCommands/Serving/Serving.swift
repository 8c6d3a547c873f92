import Logging
import Metrics
import NIOCore
import NIOPosix
import UpkeepEngine
import UpkeepServer
import UpkeepSource
import UpkeepStore

/// What a watcher does.
struct WatchPlan: Sendable {
    let reconciliation: CommitReconciliation
    let interval: Seconds
}

/// A server, a watcher, or both, from their start to their end: the state behind them, and what they tell their operator.
struct Serving {
    private let store: StateStore
    /// Nil where nothing is served.
    private let address: ListenAddress?
    private let admin: ListenAddress?
    private let threads: Int
    private let options: ServerOptions
    private let logger: Logger
    private let writer = LogWriter()
    private let logsRequests: Bool
    private let publishesState: Bool
    private let watching: WatchPlan?

    init(
        _ store: StateStore,
        on address: ListenAddress?,
        admin: ListenAddress?,
        threads: Int,
        _ options: ServerOptions,
        logForm: LineLogHandler.Form,
        logsRequests: Bool,
        publishesState: Bool,
        watching: WatchPlan?
    ) {
        self.store = store
        self.address = address
        self.admin = admin
        self.threads = threads
        self.options = options
        self.logsRequests = logsRequests
        self.publishesState = publishesState
        self.watching = watching
        let handler = LineLogHandler(logForm, level: .info, clock: Self.now, write: writer.add)
        logger = Logger(label: "upkeep") { _ in handler }
    }

    @Sendable private static func now() -> Instant {
        Instant(secondsSinceEpoch: ProcessEnvironment.now())
    }

    /// Serves until it is told to end.
    func run() throws {
        // Waiting for a future of an event loop needs no Dispatch, which traps where the process may open no more files.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer {
            writer.flush()
            try? group.syncShutdownGracefully()
        }
        try group.next().makeFutureWithTask { try await serve() }.wait()
    }

    private func serve() async throws {
        let registry = registry
        let reloads = ReloadMetrics(in: registry, logger)
        let follower = StateFollower(store) { reloads.note($0, at: Self.now()) }
        let live = LiveSnapshot(follower, of: store, publishes: publishesState)
        let uses = KeyUses(of: store)
        let surroundings = Server.Surroundings(
            read: { live.read() },
            clock: Self.now,
            uses: KeyUseLog(note: uses.note, last: uses.last),
            logger: logger,
            registry: registry
        )
        let server = try await listen(in: surroundings)
        let port = server.port
        live.serve(at: address.map { "http://\($0.reachable(atPort: port))" } ?? "")
        if live.read().snapshot == nil, watching == nil {
            logger.warning("there is no state yet", metadata: ["state": "\(store.path)"])
        }
        announce(server)
        let follow = Repeating(every: .seconds(1)) { _ = live.read(patiently: true) }
        let flush = Repeating(every: .seconds(5), uses.handOn)
        // What stands first ends last: the log.
        let log = Repeating(every: .milliseconds(50)) { writer.flush() }
        let watcher = watching.map { Watcher($0, WatchMetrics(in: registry, logger)) }
        let all = [log] + (watcher.map { [$0.service] } ?? []) + [follow, flush]
        try await server.run(server.services(with: all, logger: logger))
        uses.finish(at: Self.now())
    }

    private var registry: PrometheusRegistry {
        let help = Server.metricsHelp.merging(ReloadMetrics.help) { first, _ in first }
        return PrometheusRegistry(
            help: watching == nil ? help : help.merging(WatchMetrics.help) { first, _ in first }
        )
    }

    /// Looks for a new commit once, and yields the status to end with.
    func watchOnce(_ plan: WatchPlan) -> ExitStatus {
        defer { writer.flush() }
        return Watcher(plan, WatchMetrics(in: registry, logger)).lookOnce()
    }

    private func announce(_ server: Server) {
        var metadata: Logger.Metadata = [:]
        if let address { metadata["url"] = "http://\(address.at(port: server.port))" }
        if let admin, let port = server.adminPort {
            metadata["admin"] = "http://\(admin.at(port: port))"
        }
        logger.info(address == nil ? "watching" : "serving", metadata: metadata)
    }

    /// The server, or an error that says which address is the matter.
    private func listen(in surroundings: Server.Surroundings) async throws -> Server {
        do {
            return try await Server(
                on: address,
                admin: admin,
                threads: threads,
                logsRequests: logsRequests,
                options,
                in: surroundings
            )
        } catch let error as ListenError {
            throw StoreError(
                .io,
                "\(error.address)",
                "cannot listen: \(error.reason.printable)",
                help: "another process may listen here: --listen, and for operators --admin-listen"
            )
        }
    }
}
