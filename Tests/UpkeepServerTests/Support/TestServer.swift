import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import UpkeepEngine
import UpkeepKinds
import UpkeepServer
import UpkeepStore

/// A server in this process, over a state that a test declares, at a time that a test sets.
final class TestServer: Sendable {
    private struct Served: Sendable {
        var reading: SnapshotReading
        var now: Instant
        var uses: [String] = []
        var log: [String] = []
    }

    private final class World: Sendable {
        let served: Mutex<Served>

        init(_ served: Served) {
            self.served = Mutex(served)
        }
    }

    let port: Int
    let adminPort: Int
    private let world: World
    private let services: ServiceGroup
    private let running: Task<Void, any Error>

    /// Serves a state, or none.
    init(
        _ state: State?,
        now: Instant = testNow,
        _ change: (inout ServerOptions) -> Void = { _ in }
    ) async throws {
        let snapshot = state.map { Self.snapshot($0) }
        let world = World(
            Served(reading: SnapshotReading(snapshot: snapshot, isCurrent: true), now: now)
        )
        self.world = world
        let handler = LineLogHandler(
            .text,
            level: .info,
            clock: { testNow },
            write: { line in world.served.withLock { $0.log.append(line) } }
        )
        let logger = Logger(label: "test") { _ in handler }
        var options = ServerOptions()
        options.keyLimit = nil
        options.addressLimit = nil
        options.failureLimit = nil
        change(&options)
        let local = ListenAddress(host: "127.0.0.1", port: 0)
        let server = try await Server(
            on: local,
            admin: local,
            threads: 1,
            logsRequests: true,
            options,
            in: Server.Surroundings(
                read: { world.served.withLock { $0.reading } },
                clock: { world.served.withLock { $0.now } },
                uses: KeyUseLog(
                    note: { key, _ in world.served.withLock { $0.uses.append(key) } },
                    last: { key in
                        world.served.withLock { $0.uses.contains(key) ? $0.now : nil }
                    }
                ),
                logger: logger,
                registry: PrometheusRegistry(help: Server.metricsHelp)
            )
        )
        let services = server.services(with: [], logger: logger)
        self.services = services
        port = server.port
        adminPort = server.adminPort ?? 0
        running = Task { try await server.run(services) }
    }

    deinit { running.cancel() }

    private static func snapshot(_ state: State) -> Snapshot {
        Snapshot(state, zones: .system, address: "http://status.test")
    }

    /// The ids of the keys that were used.
    var uses: [String] { world.served.withLock { $0.uses } }
    var log: [String] { world.served.withLock { $0.log } }

    /// A connection, as long as which there is the server.
    func connect() throws -> HTTPConnection { try HTTPConnection(port: port, of: self) }

    func serve(_ state: State) {
        let reading = SnapshotReading(snapshot: Self.snapshot(state), isCurrent: true)
        world.served.withLock { $0.reading = reading }
    }

    /// From now on the state cannot be read.
    func loseState() {
        world.served.withLock { served in
            served.reading = SnapshotReading(snapshot: served.reading.snapshot, isCurrent: false)
        }
    }

    func setClock(_ now: Instant) { world.served.withLock { $0.now = now } }

    /// Tells the server to end, as SIGTERM does, and waits until it has ended.
    func drain() async {
        await services.triggerGracefulShutdown()
        _ = await running.result
    }

    /// Ends the server at once, and waits until it has ended.
    func stop() async {
        running.cancel()
        _ = await running.result
    }
}

/// A state with keys in hands.
struct Holders: Sendable {
    var state = TestState()

    init(_ yaml: String, now: Instant = testNow) {
        state.apply(yaml, now: now)
    }

    /// The key that was made for an id.
    func key(_ id: String) -> String {
        String(decoding: state.secrets[id]?.last ?? [], as: UTF8.self)
    }

    /// The field that presents it.
    func bearer(_ id: String) -> String { "Authorization: Bearer \(key(id))" }
}
