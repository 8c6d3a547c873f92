import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import UpkeepEngine

/// Where a listener listens.
package struct ListenAddress: Sendable, CustomStringConvertible {
    let host: String
    let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` or `:8080`, which is all addresses; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard let port = Int(digits), String(port) == digits, (0...65_535).contains(port) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        self.host = host.isEmpty ? "::" : String(host)
        self.port = port
    }

    package var description: String { at(port: port) }

    /// Where somebody on this machine reaches a listener on the address, at the port that it got.
    package func reachable(atPort port: Int) -> String {
        ListenAddress(host: ["::", "0.0.0.0"].contains(host) ? "localhost" : host, port: port)
            .description
    }

    /// The same address with another port.
    package func at(port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

/// Why nobody can listen on an address.
package struct ListenError: Error {
    package let address: ListenAddress
    package let reason: String
}

extension ServerBootstrap {
    /// Binds to an address; what is wrong with that is a `ListenError`.
    fileprivate func bind(_ address: ListenAddress) -> EventLoopFuture<any Channel> {
        bind(host: address.host, port: address.port).flatMapErrorThrowing { error in
            throw ListenError(address: address, reason: String(describing: error))
        }
    }
}

/// Accepts connections until it is told to end, and then waits for the requests that are being answered.
final class Listener: Service {
    private let name: String
    private let channel: any Channel
    private let service: ConnectionService
    private let loops: [(loop: any EventLoop, state: NIOLoopBound<LoopState>)]
    private let drainTimeout: Seconds
    private let logger: Logger

    /// What is not even kept until the header is whole; what it lets through is looked at again.
    private static let limits: NIOHTTPDecoderLimitConfiguration = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = RequestFields.fieldLimit
        limits.maxHeaderListSize = RequestFields.totalLimit
        limits.maxHeaderFieldCount = RequestFields.countLimit
        return limits
    }()

    /// What the decoder may hold that is not part of a header that it counts, such as white space without end.
    private static let bufferLimit = 2 * RequestFields.totalLimit

    /// Begins to listen.
    init(
        _ name: String,
        on address: ListenAddress,
        _ service: ConnectionService,
        _ options: ServerOptions,
        group: MultiThreadedEventLoopGroup,
        logger: Logger
    ) async throws {
        self.name = name
        self.service = service
        self.logger = logger
        drainTimeout = options.drainTimeout
        var loops: [(loop: any EventLoop, state: NIOLoopBound<LoopState>)] = []
        var ids = RequestIDs(listener: name)
        for loop in group.makeIterator() {
            loops.append((loop, try await Self.makeState(on: loop, ids.next())))
        }
        self.loops = loops
        let states = Dictionary(
            uniqueKeysWithValues: loops.map { (ObjectIdentifier($0.loop), $0.state) }
        )
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.writeBufferWaterMark, value: ConnectionHandler.writeMarks)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let state = states[ObjectIdentifier(channel.eventLoop)]?.value else {
                        preconditionFailure("every loop of the group has a state")
                    }
                    let decoder = HTTPRequestDecoder(limitConfiguration: Self.limits)
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(decoder, maximumBufferSize: Self.bufferLimit),
                        ConnectionHandler(service, state),
                    ])
                }
            }
            .bind(address).get()
    }

    /// The state of a loop, which looks at the deadlines of its connections from now on.
    private static func makeState(
        on loop: any EventLoop,
        _ ids: RequestIDs.Series
    ) async throws -> NIOLoopBound<LoopState> {
        try await loop.submit {
            let state = LoopState(ids)
            let bound = NIOLoopBound(state, eventLoop: loop)
            loop.scheduleRepeatedTask(
                initialDelay: LoopState.sweepInterval,
                delay: LoopState.sweepInterval
            ) { _ in bound.value.sweep(at: .now()) }
            return bound
        }.get()
    }

    /// The port that it listens on.
    var port: Int { channel.localAddress?.port ?? 0 }

    func run() async throws {
        try? await gracefulShutdown()
        try await drain()
    }

    /// Accepts nothing more, and waits until all connections have ended, or for so long.
    private func drain() async throws {
        try? await channel.close().get()
        try await onEachLoop { $0.drain() }
        logger.info(
            "draining",
            metadata: ["listener": "\(name)", "connections": "\(service.counts.total)"]
        )
        let end = ContinuousClock.now + .seconds(drainTimeout.count)
        while service.counts.total > 0, ContinuousClock.now < end, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(20))
        }
        try await onEachLoop { $0.abandon() }
    }

    private func onEachLoop(_ body: @escaping @Sendable (LoopState) -> Void) async throws {
        for (loop, state) in loops { try await loop.submit { body(state.value) }.get() }
    }
}
