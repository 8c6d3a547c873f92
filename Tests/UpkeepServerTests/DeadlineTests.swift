import Foundation
import TestSupport
import Testing
import UpkeepEngine
import UpkeepServer

/// Who takes too long or too much is shown out, and nobody else.
@Suite("A caller", .serialized)
struct DeadlineTests {
    private static let path = "/acme/api/v2/status.json"

    private func server(_ change: (inout ServerOptions) -> Void) async throws -> TestServer {
        try await TestServer(Acme.holders.state.state, change)
    }

    /// How long it takes until the server ends a connection, in seconds.
    private func secondsToEnd(of connection: HTTPConnection) throws -> Double {
        let start = Date()
        #expect(try connection.isEnded())
        return Date().timeIntervalSince(start)
    }

    @Test("who sends no request is shown out")
    func silent() async throws {
        let connection = try await server { $0.headTimeout = 1 }.connect()
        let time = try secondsToEnd(of: connection)
        #expect((0.9...3).contains(time))
    }

    @Test("who sends a header for ever is shown out, however often something comes")
    func slowHeader() async throws {
        let server = try await server { $0.headTimeout = 1 }
        let connection = try server.connect()
        #expect(try connection.get(Self.path).status == 200)
        connection.send("GET \(Self.path) HTTP/1.1\r\nHost: x\r\n")
        let start = Date()
        while Date().timeIntervalSince(start) < 3 {
            connection.send("a: b\r\n")
            pause(milliseconds: 100)
            if Date().timeIntervalSince(start) > 2 { break }
        }
        #expect(try connection.isEnded())
    }

    @Test("who waits too long for the next request is shown out")
    func idle() async throws {
        let connection = try await server { $0.idleTimeout = 1 }.connect()
        #expect(try connection.get(Self.path).status == 200)
        let time = try secondsToEnd(of: connection)
        #expect((0.9...3).contains(time))
    }

    @Test("who does not read the answer is shown out")
    func unread() async throws {
        let server = try await server { $0.writeTimeout = 1 }
        let connection = try server.connect()
        connection.keepLittle()
        for _ in 0..<120 { connection.send("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n") }
        pause(milliseconds: 3_000)
        let all = try connection.readToEnd()
        #expect(all.utf8.count < 120 * 80_000)
        let metrics = try HTTPConnection(port: server.adminPort).get("/metrics").text
        #expect(metrics.contains(#"upkeep_http_timeouts_total{listener="api",phase="answer"} 1"#))
    }

    @Test("who goes on sending to a connection that has been ended is shown out")
    func lingering() async throws {
        let server = try await server { _ in }
        let connection = try server.connect()
        connection.send(
            "POST \(Self.path) HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n"
        )
        #expect(try connection.response().status == 405)
        let time = try secondsToEnd(of: connection)
        #expect(time < 1)
        connection.send([UInt8](repeating: 0x61, count: 1_000_000))
        pause(milliseconds: 3_000)
        let metrics = try HTTPConnection(port: server.adminPort).get("/metrics").text
        #expect(metrics.contains(#"upkeep_http_connections{listener="api"} 0"#))
    }

    @Test("gets 503 when there are too many connections, of all or of one address")
    func connections() async throws {
        for change in [
            { (options: inout ServerOptions) in options.connections = 3 },
            { (options: inout ServerOptions) in options.connectionsPerAddress = 3 },
        ] {
            let server = try await server(change)
            let open = try (0..<3).map { _ in try server.connect() }
            for connection in open { #expect(try connection.get(Self.path).status == 200) }
            let refused = try server.connect()
            let answer = try refused.response()
            #expect(answer.status == 503)
            #expect(answer["retry-after"] == "1")
            #expect(try refused.isEnded())
            for connection in open { #expect(try connection.get(Self.path).status == 200) }
        }
    }

    @Test("gets room again when another one has gone")
    func room() async throws {
        let server = try await server { $0.connectionsPerAddress = 1 }
        for _ in 0..<5 {
            let connection = try server.connect()
            connection.send("GET \(Self.path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(try connection.response().status == 200)
            connection.endSending()
            #expect(try connection.isEnded())
            pause(milliseconds: 50)
        }
    }

    @Test("gets 503 while too many requests are being answered")
    func inFlight() async throws {
        let server = try await server { $0.requestsInFlight = 1 }
        let slow = try server.connect()
        slow.keepLittle()
        // What the system does not take stays with the server. However much is asked for, it counts as one.
        for _ in 0..<120 { slow.send("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n") }
        pause(milliseconds: 300)
        let other = try server.connect()
        let busy = try other.get(Self.path)
        #expect(busy.status == 503)
        #expect(busy["retry-after"] == "1")
        for _ in 0..<120 { _ = try slow.response() }
        pause(milliseconds: 500)
        #expect(try other.get(Self.path).status == 200)
    }

    /// Waits for a drain to begin, which it does when there is a thread for it.
    private func waitUntilNobodyIsLetIn(_ port: Int) async throws {
        while (try? HTTPConnection(port: port)) != nil {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test(
        "gets the answer that is being given when the server ends, and nobody else is let in",
        .timeLimit(.minutes(1))
    )
    func draining() async throws {
        let server = try await server {
            $0.drainTimeout = 60
            $0.headTimeout = 60
            $0.requestTimeout = 60
        }
        let port = server.port
        let (idle, busy) = (try HTTPConnection(port: port), try HTTPConnection(port: port))
        #expect(try idle.get(Self.path).status == 200)
        #expect(try busy.get(Self.path).status == 200)
        busy.send("GET \(Self.path) HTTP/1.1\r\nHost: x\r\n")
        pause(milliseconds: 100)
        async let end: Void = server.drain()
        try await waitUntilNobodyIsLetIn(port)
        #expect(try idle.isEnded())
        busy.send("\r\n")
        let answer = try busy.response()
        #expect(answer.status == 200)
        #expect(answer["connection"] == "close")
        busy.endSending()
        await end
    }

    @Test(
        "who reads slowly gets what was answered before the server ends, and is not asked for more",
        .timeLimit(.minutes(1))
    )
    func drainingOfASlowReader() async throws {
        let server = try await server {
            $0.drainTimeout = 120
            $0.writeTimeout = 120
            $0.requestTimeout = 120
        }
        let port = server.port
        let slow = try server.connect()
        slow.keepLittle()
        for _ in 0..<100 { slow.send("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n") }
        pause(milliseconds: 300)
        async let end: Void = server.drain()
        try await waitUntilNobodyIsLetIn(port)
        slow.send("GET \(Self.path) HTTP/1.1\r\nHost: x\r\n\r\n")
        for _ in 0..<100 { #expect(try slow.response().status == 200) }
        #expect(try slow.isEnded())
        // Without a word from the other side.
        await end
    }
}
