import Logging
import Metrics
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals
import UpkeepEngine

/// The read-only HTTP server: the API on one listener, what operators need on another.
package struct Server: Sendable {
    /// What the server needs from outside.
    package struct Surroundings: Sendable {
        /// Yields the newest state; called for every request, on any thread.
        let read: @Sendable () -> SnapshotReading
        let clock: @Sendable () -> Instant
        /// Called for every request with a key.
        let uses: KeyUseLog
        let logger: Logger
        let registry: PrometheusRegistry

        package init(
            read: @escaping @Sendable () -> SnapshotReading,
            clock: @escaping @Sendable () -> Instant,
            uses: KeyUseLog,
            logger: Logger,
            registry: PrometheusRegistry
        ) {
            self.read = read
            self.clock = clock
            self.uses = uses
            self.logger = logger
            self.registry = registry
        }
    }

    /// What the metrics of the server are, by their names.
    package static let metricsHelp = ServerMetrics.help

    private let listeners: [Listener]
    private let log: AccessLog?
    private let group: MultiThreadedEventLoopGroup
    /// The port of the API; 0 where none is served.
    package let port: Int
    /// The port for operators; nil when nobody listens there.
    package let adminPort: Int?

    /// Begins to listen; so many requests are worked on at the same time as there are threads.
    package init(
        on address: ListenAddress?,
        admin: ListenAddress?,
        threads: Int,
        logsRequests: Bool,
        _ options: ServerOptions,
        in surroundings: Surroundings
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        self.group = group
        let log = logsRequests ? AccessLog(surroundings.logger) : nil
        self.log = log
        do {
            let api = try await Self.api(address, options, log, surroundings, group)
            let operators = try await Self.admin(admin, options, surroundings, group)
            listeners = [api, operators].compactMap(\.self)
            port = api?.port ?? 0
            adminPort = operators?.port
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
    }

    private static func api(
        _ address: ListenAddress?,
        _ options: ServerOptions,
        _ log: AccessLog?,
        _ surroundings: Surroundings,
        _ group: MultiThreadedEventLoopGroup
    ) async throws -> Listener? {
        guard let address else { return nil }
        let responder = Responder(
            Route.all,
            options,
            source: surroundings.read,
            clock: surroundings.clock,
            uses: surroundings.uses
        )
        let service = ConnectionService(
            responder,
            options,
            metrics: ServerMetrics(Route.all, listener: "api", in: surroundings.registry),
            log: log,
            clock: surroundings.clock
        )
        return try await Listener(
            "api",
            on: address,
            service,
            options,
            group: group,
            logger: surroundings.logger
        )
    }

    private static func admin(
        _ address: ListenAddress?,
        _ options: ServerOptions,
        _ surroundings: Surroundings,
        _ group: MultiThreadedEventLoopGroup
    ) async throws -> Listener? {
        guard let address else { return nil }
        let service = ConnectionService(
            AdminResponder(source: surroundings.read, metrics: surroundings.registry),
            options,
            metrics: ServerMetrics([], listener: "admin", in: surroundings.registry),
            log: nil,
            clock: surroundings.clock
        )
        return try await Listener(
            "admin",
            on: address,
            service,
            options,
            group: group,
            logger: surroundings.logger
        )
    }

    /// All that has to run for the server to serve, `others` among them; ended by SIGTERM and SIGINT.
    package func services(with others: [any Service], logger: Logger) -> ServiceGroup {
        let logging = log.map { log in [Repeating(every: .milliseconds(100)) { log.flush() }] }
        let all = others + (logging ?? []) + listeners
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: all.map {
                    ServiceGroupConfiguration.ServiceConfiguration(
                        service: $0,
                        successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup
                    )
                },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
    }

    /// Serves until the services have ended, which they do when the requests that are being answered have.
    package func run(_ services: ServiceGroup) async throws {
        do {
            try await services.run()
        } catch {
            try await finish()
            throw error
        }
        try await finish()
    }

    private func finish() async throws {
        log?.flush()
        try await group.shutdownGracefully()
    }
}
