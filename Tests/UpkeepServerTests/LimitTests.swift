import TestSupport
import Testing
import UpkeepEngine
import UpkeepServer

@Suite("A limit of requests")
struct LimitTests {
    private static let path = "/acme/api/v2/status.json"
    private static let key = "/user/api/v1/key"

    private func server(_ change: (inout ServerOptions) -> Void) async throws -> TestServer {
        try await TestServer(Acme.holders.state.state, change)
    }

    @Test("of an address lets so many through at once, and tells how many are left")
    func address() async throws {
        let server = try await server {
            $0.addressLimit = RateLimit(1, perSeconds: 3_600, burst: 3)
        }
        let connection = try server.connect()
        for left in ["2", "1", "0"] {
            let answer = try connection.get(Self.path)
            #expect(answer.status == 200)
            #expect(answer["ratelimit-limit"] == "3")
            #expect(answer["ratelimit-remaining"] == left)
        }
        let refused = try connection.get(Self.path)
        #expect(refused.status == 429)
        #expect(refused["ratelimit-remaining"] == "0")
        let wait = try #require(refused["retry-after"].flatMap { Int($0) })
        #expect((3_590...3_600).contains(wait))
        #expect(refused.json["code"] as? String == "rate_limited")
    }

    @Test("of an address lets one through again after its time")
    func recovery() async throws {
        let server = try await server { $0.addressLimit = RateLimit(10, perSeconds: 1, burst: 1) }
        let connection = try server.connect()
        #expect(try connection.get(Self.path).status == 200)
        #expect(try connection.get(Self.path).status == 429)
        pause(milliseconds: 150)
        #expect(try connection.get(Self.path).status == 200)
    }

    @Test("of a key is its own, and counts on every connection")
    func key() async throws {
        let holders = Acme.holders
        let server = try await server { $0.keyLimit = RateLimit(1, perSeconds: 3_600, burst: 2) }
        for status in [200, 200, 429] {
            let connection = try server.connect()
            #expect(try connection.get(Self.key, holders.bearer("all")).status == status)
        }
        let connection = try server.connect()
        #expect(try connection.get(Self.key, holders.bearer("writer")).status == 200)
        #expect(try connection.get(Self.path).status == 200)
    }

    @Test("of failed authentication is tighter, and does not touch those with a good key")
    func failures() async throws {
        let server = try await server {
            $0.failureLimit = RateLimit(1, perSeconds: 3_600, burst: 2)
        }
        let connection = try server.connect()
        for status in [401, 401, 429, 429] {
            #expect(try connection.get(Self.key, "X-API-Key: wrong").status == status)
        }
        #expect(try connection.get(Self.key, Acme.holders.bearer("all")).status == 200)
    }

    @Test("goes by the address that a trusted proxy names, and by no other's")
    func proxies() async throws {
        let one = RateLimit(1, perSeconds: 3_600, burst: 1)
        func statuses(_ proxies: [String], _ chains: [String]) async throws -> [Int] {
            let server = try await server {
                $0.addressLimit = one
                $0.trustedProxies = proxies.compactMap { Network($0) }
            }
            let connection = try server.connect()
            return try chains.map { try connection.get(Self.path, "X-Forwarded-For: \($0)").status }
        }
        #expect(try await statuses([], ["192.0.2.1", "192.0.2.2"]) == [200, 429])
        let trusted = ["127.0.0.0/8"]
        #expect(
            try await statuses(trusted, ["192.0.2.1", "192.0.2.2", "192.0.2.1"]) == [200, 200, 429]
        )
        // What the caller itself has written stands to the left, and counts for nothing.
        #expect(
            try await statuses(trusted, ["1.1.1.1, 192.0.2.1", "2.2.2.2, 192.0.2.1"]) == [200, 429]
        )
        // Proxies in a row are looked through as long as each is trusted.
        #expect(
            try await statuses(
                trusted + ["10.0.0.0/8"],
                ["192.0.2.1, 10.0.0.1", "192.0.2.2, 10.0.0.1"]
            ) == [200, 200]
        )
        // Of version 6 a subscriber has a whole /64.
        #expect(
            try await statuses(
                trusted,
                ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "nonsense"]
            ) == [200, 429, 200, 200]
        )
    }
}
