import TestSupport
import Testing
import UpkeepEngine
import UpkeepServer

/// What comes over the wire, byte by byte.
@Suite("The edge")
struct EdgeTests {
    private static let path = "/acme/api/v2/status.json"

    private func server(
        _ change: (inout ServerOptions) -> Void = { _ in }
    ) async throws -> TestServer {
        try await TestServer(Acme.holders.state.state, change)
    }

    /// The response to some bytes, and whether the connection ends with it.
    private func answer(
        _ request: String,
        from server: TestServer,
        hasBody: Bool = true
    ) throws -> (response: HTTPResponse, isEnded: Bool) {
        let connection = try server.connect()
        connection.send(request)
        let response = try connection.response(hasBody: hasBody)
        guard response["connection"] == "close" else { return (response, false) }
        connection.endSending()
        return (response, try connection.isEnded())
    }

    @Test("answers HEAD as GET, without the body")
    func head() async throws {
        let connection = try await server().connect()
        for path in [Self.path, "/nothing", "/badge/acme.svg"] {
            let get = try connection.get(path)
            let head = try connection.get(path, method: "HEAD")
            #expect(head.status == get.status)
            #expect(head["content-length"] == String(get.body.count))
            #expect(head["etag"] == get["etag"])
            #expect(head["content-type"] == get["content-type"])
        }
        // Nothing of a body is left between two answers.
        #expect(try connection.get(Self.path).status == 200)
    }

    @Test(
        "answers other methods with 405 on known paths, and 404 on others",
        arguments: ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
    )
    func methods(method: String) async throws {
        let server = try await server()
        for path in [Self.path, "/user/api/v1/monitors", "/openapi.json"] {
            let (response, _) = try answer(
                "\(method) \(path) HTTP/1.1\r\nHost: x\r\n\r\n",
                from: server
            )
            #expect(response.status == 405)
            #expect(response["allow"] == "GET, HEAD")
            #expect((response.json["error"] as? String)?.contains("YAML") == true)
        }
        let (unknown, _) = try answer("\(method) /x/y/z HTTP/1.1\r\nHost: x\r\n\r\n", from: server)
        #expect(unknown.status == 404)
    }

    @Test(
        "answers OPTIONS on public routes to every origin, and on others to those that are configured"
    )
    func preflight() async throws {
        let server = try await server { $0.corsOrigins = ["https://app.example"] }
        func options(_ path: String, _ origin: String) throws -> HTTPResponse {
            try server.connect().get(path, "Origin: \(origin)", method: "OPTIONS")
        }
        let open = try options(Self.path, "https://anywhere.example")
        #expect(open.status == 204)
        #expect(open["access-control-allow-origin"] == "*")
        #expect(open["access-control-allow-methods"] == "GET, HEAD")
        #expect(open["content-length"] == nil)
        let known = try options("/user/api/v1/monitors", "https://app.example")
        #expect(known.status == 204)
        #expect(known["access-control-allow-origin"] == "https://app.example")
        #expect(known["vary"] == "Origin")
        #expect(known["access-control-allow-headers"]?.contains("Authorization") == true)
        #expect(try options("/user/api/v1/monitors", "https://anywhere.example").status == 405)
        let get = try server.connect().get(
            "/user/api/v1/monitors",
            "Origin: https://app.example",
            Acme.holders.bearer("all")
        )
        #expect(get["access-control-allow-origin"] == "https://app.example")
        let other = try server.connect().get(
            "/user/api/v1/monitors",
            "Origin: https://anywhere.example",
            Acme.holders.bearer("all")
        )
        #expect(other.status == 200)
        #expect(other["access-control-allow-origin"] == nil)
    }

    @Test("wants exactly one Host that is one")
    func host() async throws {
        let server = try await server()
        for fields in [
            "", "Host: a\r\nHost: a\r\n", "Host: a b\r\n", "Host: a/b\r\n", "Host: a:b\r\n",
            "Host: \r\n",
        ] {
            let (response, _) = try answer(
                "GET \(Self.path) HTTP/1.1\r\n\(fields)\r\n",
                from: server
            )
            #expect(response.status == 400, "\(fields)")
        }
        for host in ["a", "a:8080", "127.0.0.1:1", "[::1]", "[::1]:8080", "xn--bcher-kva.example"] {
            let (response, _) = try answer(
                "GET \(Self.path) HTTP/1.1\r\nHost: \(host)\r\n\r\n",
                from: server
            )
            #expect(response.status == 200, "\(host)")
        }
    }

    @Test("answers a method that nobody knows as one that changes something")
    func unknownMethod() async throws {
        let (response, isEnded) = try answer(
            "FOO \(Self.path) HTTP/1.1\r\nHost: x\r\n\r\n",
            from: try await server()
        )
        #expect(response.status == 405)
        #expect(response["allow"] == "GET, HEAD")
        #expect(isEnded)
    }

    @Test("speaks HTTP/1.1 and ends connections of HTTP/1.0, and of whoever says so")
    func versions() async throws {
        let server = try await server()
        for request in [
            "GET \(Self.path) HTTP/1.0\r\n\r\n",
            "GET \(Self.path) HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "GET \(Self.path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET \(Self.path) HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        ] {
            let (response, isEnded) = try answer(request, from: server)
            #expect(response.status == 200, "\(request)")
            #expect(isEnded, "\(request)")
        }
        for version in ["HTTP/2.0", "HTTP/3.0", "HTTP/0.9"] {
            let (response, _) = try answer("GET / \(version)\r\nHost: x\r\n\r\n", from: server)
            #expect([400, 505].contains(response.status), "\(version)")
        }
    }

    @Test("knows one spelling of a path")
    func paths() async throws {
        let server = try await server()
        for path in [
            "/acme/api/v2/status.json/", "//acme/api/v2/status.json", "/acme//api/v2/status.json",
            "/acme/./api/v2/status.json", "/x/../acme/api/v2/status.json",
            "/acme%2Fapi/v2/status.json",
            "/acm%65/api/v2/status.json", "/ACME/api/v2/status.json", "/acme/api/v2/status.json;x",
            "/acme\\api/v2/status.json", "/acme/", "//", "/badge/.svg", "/badge/acme",
            "/badge/acme.svg.svg/",
            "/user/api/v1/", "/user/api/v1/monitors/",
        ] {
            let (response, _) = try answer("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n", from: server)
            #expect(response.status == 404, "\(path)")
        }
        let (absolute, _) = try answer(
            "GET http://status.acme.example/api/v2/status.json HTTP/1.1\r\nHost: x\r\n\r\n",
            from: server
        )
        #expect(absolute.status == 200)
    }

    @Test("takes no body, and ends the connection of whoever sends one")
    func bodies() async throws {
        let server = try await server()
        for fields in [
            "Content-Length: 5", "Transfer-Encoding: chunked", "Content-Length: 99999999999",
        ] {
            let (response, isEnded) = try answer(
                "GET \(Self.path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\nhello",
                from: server
            )
            #expect(response.status == 413, "\(fields)")
            #expect(isEnded, "\(fields)")
        }
        let (empty, _) = try answer(
            "GET \(Self.path) HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
            from: server
        )
        #expect(empty.status == 200)
        let (options, _) = try answer(
            "OPTIONS \(Self.path) HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
            from: server
        )
        #expect(options.status == 413)
        let (post, isEnded) = try answer(
            "POST \(Self.path) HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
            from: server
        )
        #expect(post.status == 405)
        #expect(isEnded)
    }

    @Test("limits a field, all fields, and their number")
    func headers() async throws {
        let server = try await server()
        func status(_ fields: String) throws -> Int {
            try answer("GET \(Self.path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n", from: server)
                .response.status
        }
        func field(_ name: String, _ size: Int) -> String {
            "\(name): \(String(repeating: "v", count: size - name.utf8.count))\r\n"
        }
        #expect(try status(field("a", 8_192)) == 200)
        #expect(try status(field("a", 8_193)) == 431)
        #expect(try status((0..<4).map { field("a\($0)", 8_000) }.joined()) == 200)
        #expect(try status((0..<5).map { field("a\($0)", 8_000) }.joined()) == 431)
        #expect(try status((0..<99).map { "a\($0): v\r\n" }.joined()) == 200)
        #expect(try status((0..<101).map { "a\($0): v\r\n" }.joined()) == 431)
        let long = String(repeating: "x", count: 20_000)
        let (target, isEnded) = try answer("GET /\(long) HTTP/1.1\r\nHost: x\r\n\r\n", from: server)
        #expect([404, 431].contains(target.status))
        #expect(target.status == 404 || isEnded)
    }

    @Test(
        "answers what is no request with 400, and ends the connection",
        arguments: [
            "hello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1 extra\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nHo st: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n folded: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "\u{16}\u{3}\u{1}\u{0}\u{5}\u{1}",
            "GET / HTTP/1.1\r\nHost: x\r\na: \u{0}\r\n\r\n",
        ]
    )
    func malformed(request: String) async throws {
        let (response, isEnded) = try answer(request, from: try await server())
        #expect([400, 404, 405, 413, 505].contains(response.status), "\(response)")
        #expect(response.status == 404 || isEnded)
    }

    @Test("keeps no more of a request than the limits allow, also of what is no field yet")
    func floods() async throws {
        let server = try await server()
        let spaces = String(repeating: " ", count: 1_000_000)
        let (flood, isEnded) = try answer(
            "GET \(Self.path) HTTP/1.1\r\nHost: x\r\nX:\(spaces)",
            from: server
        )
        #expect(flood.status == 431)
        #expect(isEnded)
        // What follows an upgrade is nothing that is read.
        let upgrade =
            "GET \(Self.path) HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"
        #expect(try answer(upgrade + spaces, from: server).response.status == 200)
    }

    @Test("answers several requests of one packet in their order")
    func pipeline() async throws {
        let connection = try await server().connect()
        let paths = [Self.path, "/nothing", "/badge/acme.svg", "/acme/api/v2/summary.json"]
        connection.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
        let statuses = try paths.map { _ in try connection.response().status }
        #expect(statuses == [200, 404, 200, 200])
    }

    @Test(
        "answers a request that comes in single bytes, and one whose sender has nothing more to say"
    )
    func pieces() async throws {
        let server = try await server()
        let connection = try server.connect()
        for byte in "GET \(Self.path) HTTP/1.1\r\nHost: x\r\n\r\n".utf8 { connection.send([byte]) }
        #expect(try connection.response().status == 200)
        let last = try server.connect()
        last.send("GET \(Self.path) HTTP/1.1\r\nHost: x\r\n\r\n")
        last.endSending()
        #expect(try last.readToEnd().hasPrefix("HTTP/1.1 200"))
    }

    @Test("gives every request an id, and keeps one that is harmless")
    func requestIDs() async throws {
        let connection = try await server().connect()
        let first = try #require(try connection.get(Self.path)["x-request-id"])
        #expect(try connection.get(Self.path)["x-request-id"] != first)
        #expect(
            try connection.get(Self.path, "X-Request-ID: a-B_c.1:2")["x-request-id"] == "a-B_c.1:2"
        )
        for wrong in ["a b", "a\"b", String(repeating: "a", count: 129), "spk_abc", "é"] {
            #expect(
                try connection.get(Self.path, "X-Request-ID: \(wrong)")["x-request-id"] != wrong
            )
        }
    }
}
