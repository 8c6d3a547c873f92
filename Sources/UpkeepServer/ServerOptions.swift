import UpkeepEngine

/// How the server behaves towards those who connect.
package struct ServerOptions: Sendable {
    /// Whose `X-Forwarded-For` is believed.
    package var trustedProxies: [Network] = []
    /// From which other origins pages may use the authenticated API; `*` for all.
    package var corsOrigins: [String] = []
    /// For each key; nil for no limit.
    package var keyLimit: RateLimit? = RateLimit(100, perSeconds: 1, burst: 1_000)
    /// For each address; nil for no limit.
    package var addressLimit: RateLimit? = RateLimit(100, perSeconds: 1, burst: 1_000)
    /// For requests of an address with keys that are not valid; nil for no limit.
    package var failureLimit: RateLimit? = RateLimit(30, perSeconds: 60, burst: 30)

    /// How many connections there are at most.
    package var connections = 4_096
    /// How many connections one address has at most, unless it is a trusted proxy.
    package var connectionsPerAddress = 512
    /// On how many connections requests are being answered at the same time at most.
    package var requestsInFlight = 1_024

    /// From the first byte of a request to the end of its header.
    package var headTimeout: Seconds = 10
    /// From an answer to the next request.
    package var idleTimeout: Seconds = 30
    /// Until the caller has taken an answer.
    package var writeTimeout: Seconds = 20
    /// From the first byte of a request until the caller has taken the answer.
    package var requestTimeout: Seconds = 25
    /// How long requests that are being answered may take when the server is told to end.
    package var drainTimeout: Seconds = 10

    package init() {}
}
