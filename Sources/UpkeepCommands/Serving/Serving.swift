import Logging
import Metrics
import NIOCore
import NIOPosix
import UpkeepEngine
import UpkeepServer
import UpkeepSource
import UpkeepStore

/// A server from its start to its end: the state behind it, and what it tells its operator.
struct Serving {
    private let store: StateStore
    private let address: ListenAddress
    private let admin: ListenAddress?
    private let threads: Int
    private let options: ServerOptions
    private let logger: Logger
    private let writer = LogWriter()
    private let logsRequests: Bool
    private let publishesState: Bool

    init(
        _ store: StateStore,
        on address: ListenAddress,
        admin: ListenAddress?,
        threads: Int,
        _ options: ServerOptions,
        logForm: LineLogHandler.Form,
        logsRequests: Bool,
        publishesState: Bool
    ) {
        self.store = store
        self.address = address
        self.admin = admin
        self.threads = threads
        self.options = options
        self.logsRequests = logsRequests
        self.publishesState = publishesState
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
        let registry = PrometheusRegistry(
            help: Server.metricsHelp.merging(ReloadMetrics.help) { first, _ in first }
        )
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
        live.serve(at: "http://\(address.reachable(atPort: server.port))")
        if live.read().snapshot == nil {
            logger.warning("there is no state yet", metadata: ["state": "\(store.path)"])
        }
        announce(server)
        let watch = Repeating(every: .seconds(1)) { _ = live.read(patiently: true) }
        let flush = Repeating(every: .seconds(5), uses.handOn)
        // What stands first ends last: the log.
        let log = Repeating(every: .milliseconds(50)) { writer.flush() }
        try await server.run(server.services(with: [log, watch, flush], logger: logger))
        uses.finish(at: Self.now())
    }

    private func announce(_ server: Server) {
        var metadata: Logger.Metadata = ["url": "http://\(address.at(port: server.port))"]
        if let admin, let port = server.adminPort {
            metadata["admin"] = "http://\(admin.at(port: port))"
        }
        logger.info("serving", metadata: metadata)
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
