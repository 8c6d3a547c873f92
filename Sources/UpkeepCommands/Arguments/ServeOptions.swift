import ArgumentParser
import UpkeepEngine
import UpkeepServer

/// How the server behaves towards those who connect.
struct ServeOptions: ParsableArguments {
    private static let standard = ServerOptions()

    @Option(
        help: .init(
            "Believe X-Forwarded-For from this address or network (repeatable).",
            valueName: "cidr"
        ),
        transform: Network.argument
    )
    var trustedProxy: [Network] = []

    @Option(
        help: .init(
            "Let pages of this origin use the authenticated API (repeatable; * for all).",
            valueName: "origin"
        )
    )
    var corsOrigin: [String] = []

    @Option(
        help: .init(
            "How many requests a key may make: COUNT/s, /m or /h, with :BURST for so many at once; or off (default: 100/s:1000).",
            valueName: "rate"
        ),
        transform: RateArgument.init
    )
    var keyLimit = RateArgument(Self.standard.keyLimit, "100/s:1000")

    @Option(
        help: .init(
            "How many requests an address may make (default: 100/s:1000).",
            valueName: "rate"
        ),
        transform: RateArgument.init
    )
    var addressLimit = RateArgument(Self.standard.addressLimit, "100/s:1000")

    @Option(
        help: .init(
            "How many requests with a wrong key, or none, an address may make (default: 30/m:30).",
            valueName: "rate"
        ),
        transform: RateArgument.init
    )
    var failureLimit = RateArgument(Self.standard.failureLimit, "30/m:30")

    @Option(help: .init("How many connections there are at most.", valueName: "number"))
    var maxConnections = Self.standard.connections

    @Option(
        help: .init(
            "How many connections one address has at most, trusted proxies aside.",
            valueName: "number"
        )
    )
    var maxConnectionsPerAddress = Self.standard.connectionsPerAddress

    @Option(
        help: .init(
            "On how many connections requests are answered at the same time at most.",
            valueName: "number"
        )
    )
    var maxInFlight = Self.standard.requestsInFlight

    @Option(
        help: .duration("How long a request's header may take", Self.standard.headTimeout),
        transform: Seconds.argument
    )
    var headTimeout = Self.standard.headTimeout

    @Option(
        help: .duration(
            "How long a connection waits for its next request",
            Self.standard.idleTimeout
        ),
        transform: Seconds.argument
    )
    var idleTimeout = Self.standard.idleTimeout

    @Option(
        help: .duration("How long a caller may take to read an answer", Self.standard.writeTimeout),
        transform: Seconds.argument
    )
    var writeTimeout = Self.standard.writeTimeout

    @Option(
        help: .duration(
            "How long a request may take from first byte to last",
            Self.standard.requestTimeout
        ),
        transform: Seconds.argument
    )
    var requestTimeout = Self.standard.requestTimeout

    @Option(
        help: .duration(
            "How long requests may take that are being answered when the server ends",
            Self.standard.drainTimeout
        ),
        transform: Seconds.argument
    )
    var drainTimeout = Self.standard.drainTimeout

    func validate() throws {
        for number in [maxConnections, maxConnectionsPerAddress, maxInFlight]
        where !(1...1_000_000).contains(number) {
            throw ValidationError("A limit has to be a number from 1 to 1000000.")
        }
        for time in [headTimeout, idleTimeout, writeTimeout, requestTimeout, drainTimeout]
        where !(1...86_400).contains(time.count) {
            throw ValidationError("A timeout has to be from 1s to 24h.")
        }
        for origin in corsOrigin where origin != "*" && !origin.contains("://") {
            throw ValidationError(
                "--cors-origin takes a scheme and a host, as https://status.example, or *."
            )
        }
    }

    /// The options for the server, which gets at most so many open files.
    func options(openFiles: Int) -> ServerOptions {
        var options = ServerOptions()
        options.trustedProxies = trustedProxy
        options.corsOrigins = corsOrigin
        options.keyLimit = keyLimit.limit
        options.addressLimit = addressLimit.limit
        options.failureLimit = failureLimit.limit
        // The state, the logs and the listeners have files of their own.
        options.connections = max(1, min(maxConnections, openFiles - 64))
        options.connectionsPerAddress = maxConnectionsPerAddress
        options.requestsInFlight = maxInFlight
        options.headTimeout = headTimeout
        options.idleTimeout = idleTimeout
        options.writeTimeout = writeTimeout
        options.requestTimeout = requestTimeout
        options.drainTimeout = drainTimeout
        return options
    }
}

extension ArgumentHelp {
    /// The help of an option that takes a duration, with its default: the parser does not know how to write one.
    fileprivate static func duration(_ text: String, _ standard: Seconds) -> ArgumentHelp {
        ArgumentHelp("\(text) (default: \(standard)).", valueName: "duration")
    }
}

/// A rate as people write it: `100/s`, `600/m:50`, `off`.
struct RateArgument: CustomStringConvertible {
    /// Nil for no limit.
    let limit: RateLimit?
    let description: String

    fileprivate init(_ limit: RateLimit?, _ description: String) {
        self.limit = limit
        self.description = description
    }

    init(_ text: String) throws {
        description = text
        if text == "off" {
            limit = nil
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let rate = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        let units = ["s": 1, "m": 60, "h": 3_600]
        guard parts.count <= 2, rate.count == 2, let unit = units[String(rate[1])],
            let count = Int(rate[0]), (1...1_000_000_000).contains(count),
            let burst = parts.count == 2 ? Int(parts[1]) : min(count, 1_000_000),
            (1...1_000_000).contains(burst)
        else {
            throw ValidationError(
                "Write how many, and in which time: 100/s, 600/m; with at most 1000000 at once: 600/m:50; or off."
            )
        }
        limit = RateLimit(count, perSeconds: unit, burst: burst)
    }
}

extension Network {
    /// Reads an option's value, or says why it is none.
    static func argument(_ text: String) throws -> Network {
        guard let network = Network(text) else {
            throw ValidationError("Write an address or a network: 127.0.0.1, 10.0.0.0/8, fd00::/8")
        }
        return network
    }
}
