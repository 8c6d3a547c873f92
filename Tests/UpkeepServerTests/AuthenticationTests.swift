import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds

@Suite("A request with a key")
struct AuthenticationTests {
    private let server: TestServer
    private let holders = Acme.holders

    init() async throws { server = try await TestServer(Acme.holders.state.state) }

    private func get(
        _ path: String,
        _ fields: [String],
        method: String = "GET"
    ) throws -> HTTPResponse {
        let lines = (["Host: localhost"] + fields).map { $0 + "\r\n" }.joined()
        let connection = try server.connect()
        connection.send("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n")
        return try connection.response(hasBody: method != "HEAD")
    }

    private let monitors = "/user/api/v1/monitors"

    @Test("is accepted with either field, or the same key in both")
    func accepted() throws {
        let key = holders.key("monitors")
        for fields in [
            ["Authorization: Bearer \(key)"], ["authorization: bearer \(key)"],
            ["Authorization: BEARER   \(key)"], ["X-API-Key: \(key)"], ["x-api-key: \(key)"],
            ["X-API-Key: \(key)", "Authorization: Bearer \(key)"],
        ] { #expect(try get(monitors, fields).status == 200, "\(fields)") }
        #expect(server.uses.count == 6)
    }

    @Test("is refused with the same words, whatever is wrong with the key")
    func refused() throws {
        let (good, other) = (holders.key("monitors"), holders.key("all"))
        let wrong: [[String]] = [
            [], ["Authorization: \(good)"], ["Authorization: Basic \(good)"],
            ["Authorization: Bearer"], ["Authorization: Bearer \(good) " + "x"],
            ["Authorization: Bearer \(good.dropLast())"], ["X-API-Key: \(good)x"],
            ["X-API-Key: "], ["X-API-Key: spk_" + String(repeating: "A", count: 36)],
            ["Authorization: Bearer \(holders.key("expired"))"],
            ["Authorization: Bearer \(holders.key("early"))"],
            ["Authorization: Bearer \(good)", "X-API-Key: \(other)"],
            ["X-API-Key: \(good)", "X-API-Key: \(good)"],
            ["Authorization: Bearer \(good)", "Authorization: Bearer \(good)"],
            ["Cookie: key=\(good)"],
        ]
        let bodies = try wrong.map { fields in
            let answer = try get(monitors, fields)
            #expect(answer.status == 401, "\(fields)")
            #expect(answer["www-authenticate"] == "Bearer")
            #expect(answer["cache-control"] == "private, no-store")
            #expect(answer.json["code"] as? String == "unauthorized")
            return answer.text
        }
        #expect(Set(bodies).count == 1)
        #expect(server.uses.isEmpty)
    }

    @Test(
        "is refused when the key is revoked, removed or replaced, with the first request afterwards"
    )
    func ended() async throws {
        var state = holders.state
        let connection = try server.connect()
        #expect(try connection.get(monitors, holders.bearer("monitors")).status == 200)
        let revoked = Acme.yaml.replacing(
            "monitors: {scopes: [monitors:read]}",
            with: "monitors: {scopes: [monitors:read], revoked: true}"
        )
        state.apply(revoked)
        try server.serve(#require(state.state))
        #expect(try connection.get(monitors, holders.bearer("monitors")).status == 401)
        #expect(try connection.get(monitors, holders.bearer("all")).status == 200)
    }

    @Test("is accepted while a key that has been replaced overlaps, by the clock")
    func overlap() async throws {
        let key = "keys: {k: {scopes: []}, other: {scopes: []}}"
        var holders = Holders(key)
        let old = holders.bearer("k")
        holders.state.apply(
            key.replacing("k: {scopes: []}", with: "k: {scopes: [], rotation: 2, overlap: 1h}")
        )
        let server = try await TestServer(holders.state.state)
        let path = "/user/api/v1/key"
        let connection = try server.connect()
        #expect(
            try connection.get(path, old).data["expires_at"] as? String == "2026-11-23T13:00:00Z"
        )
        #expect(try connection.get(path, holders.bearer("k")).status == 200)
        server.setClock(testNow.advanced(by: 3_599))
        #expect(try connection.get(path, old).status == 200)
        server.setClock(testNow.advanced(by: 3_600))
        #expect(try connection.get(path, old).status == 401)
        #expect(try connection.get(path, holders.bearer("k")).status == 200)
    }

    @Test("needs the scope of what it asks for, and a write scope is none")
    func scopes() throws {
        let routes = [
            ("/monitors", "monitors"), ("/monitors/1", "monitors"),
            ("/monitors/1/availability", "analytics"), ("/status-pages", "status-pages"),
            ("/status-pages/x", "status-pages"), ("/incidents", "incidents"),
            ("/incidents/1", "incidents"), ("/incidents/1/updates", "incidents"),
            ("/maintenances", "maintenances"), ("/maintenances/1", "maintenances"),
            ("/analytics/uptime", "analytics"),
        ]
        let keys = ["monitors", "analytics", "status-pages", "incidents", "maintenances", "writer"]
        for (path, scope) in routes {
            for key in keys {
                let answer = try get("/user/api/v1\(path)", [holders.bearer(key)])
                #expect((answer.status == 403) == (key != scope), "\(key) \(path)")
                if key != scope {
                    #expect(answer.json["code"] as? String == "insufficient_scope")
                    let message = try #require(answer.json["error"] as? String)
                    #expect(message.contains("\(scope.replacing("-", with: "_")):read"))
                }
            }
        }
    }

    @Test("is checked in the order of the contract")
    func order() throws {
        let (none, wrong) = ([String](), ["X-API-Key: wrong"])
        let noScope = [holders.bearer("incidents")]
        let good = [holders.bearer("monitors")]
        // Path before method, method before credentials.
        #expect(try get("/user/api/v1/nothing", none, method: "DELETE").status == 404)
        #expect(try get("/user/api/v1/monitors/99?limit=x", none, method: "POST").status == 405)
        // Credentials before scope, resource and parameters.
        for credentials in [none, wrong] {
            for path in ["/monitors/99", "/monitors/1", "/monitors?limit=x", "/monitors?limit=%zz"]
            {
                #expect(try get("/user/api/v1\(path)", credentials).status == 401)
            }
        }
        // Scope before resource and parameters, and these in this order.
        #expect(try get("/user/api/v1/monitors/99", noScope).status == 403)
        #expect(try get("/user/api/v1/monitors?limit=x", noScope).status == 403)
        #expect(try get("/user/api/v1/monitors/99?x=1", good).status == 404)
        #expect(try get("/user/api/v1/monitors/1?x=1", good).status == 400)
    }

    @Test("is refused with a hint when the key stands in the address")
    func query() throws {
        for path in [
            "/user/api/v1/monitors?api_key=\(holders.key("all"))",
            "/user/api/v1/monitors?x=spk%5Fabc", "/api/embed/status?slug=acme&key=spk_1",
        ] {
            let answer = try get(path, [holders.bearer("all")])
            #expect(answer.status == 400, "\(path)")
            #expect(answer.json["code"] as? String == "key_in_query")
            #expect((answer.json["error"] as? String)?.contains("Revoke it") == true)
        }
    }

    @Test("gets 403 with a hint where the plan has no API access, and 401 first")
    func plan() async throws {
        var state = holders.state
        state.apply(Acme.yaml.replacing("plan: pro", with: "plan: starter"))
        try server.serve(#require(state.state))
        let answer = try get(monitors, [holders.bearer("all")])
        #expect(answer.status == 403)
        #expect(answer.json["code"] as? String == "upgrade_required")
        #expect((answer.json["error"] as? String)?.contains("pro or above") == true)
        #expect(try get(monitors, []).status == 401)
        #expect(try get("/badge/acme.svg", []).status == 200)
    }

    @Test("is refused while the state cannot be read; pages keep the last good one")
    func unreadable() throws {
        server.loseState()
        let answer = try get(monitors, [holders.bearer("all")])
        #expect(answer.status == 503)
        #expect(answer["retry-after"] == "5")
        #expect(answer.json["code"] as? String == "state_unavailable")
        #expect(try get(monitors, ["X-API-Key: wrong"]).text == answer.text)
        let page = try get("/acme/api/v2/status.json", [])
        #expect(page.status == 200)
        #expect(page["x-upkeep-serial"] == "1")
    }

    @Test("gets 503 while there is no state")
    func noState() async throws {
        let server = try await TestServer(nil)
        for path in [monitors, "/badge/acme.svg", "/openapi.json"] {
            let answer = try server.connect().get(path, holders.bearer("all"))
            #expect(answer.status == 503, "\(path)")
            #expect(answer.json["code"] as? String == "no_state")
        }
    }

    @Test("stands in the log by the key's id, and the key never does")
    func log() async throws {
        _ = try get(monitors, [holders.bearer("all"), "X-Request-ID: my-id.1"])
        _ = try get("/user/api/v1/monitors?api_key=\(holders.key("all"))", [])
        _ = try get("/user/api/v1/monitors/\(holders.key("all"))", [])
        _ = try get("/user/api/v1/monitors?x=spk%5F\(holders.key("all").dropFirst(4))", [])
        await server.stop()
        let log = server.log.joined()
        let id = try #require(server.uses.first)
        #expect(log.contains("key_id=\(id)"))
        #expect(log.contains("request_id=my-id.1"))
        #expect(log.contains("target=/user/api/v1/monitors\n"))
        #expect(!log.contains(holders.key("all").dropFirst(4)))
    }
}
