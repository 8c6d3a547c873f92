import FoundationEssentials
import TestSupport
import Testing
import UpkeepEngine

@Suite("The API Console")
struct ConsoleTests {
    private let server: TestServer
    private let holders = Acme.holders

    init() async throws { server = try await TestServer(Acme.holders.state.state) }

    private func password(_ key: String) -> String {
        "Authorization: Basic \(Data("anybody:\(key)".utf8).base64EncodedString())"
    }

    private func get(
        _ query: String = "",
        _ fields: String? = nil
    ) throws -> HTTPResponse {
        try server.connect().get(
            "/user/api-console\(query)",
            fields ?? password(holders.key("all")),
            "Accept: text/html"
        )
    }

    @Test("asks for a key with full access as the password")
    func password() throws {
        let refused = try get("", "X-Nothing: x")
        #expect(refused.status == 401)
        #expect(
            refused["www-authenticate"] == "Basic realm=\"Upkeep API Console\", charset=\"UTF-8\""
        )
        let wrong = [
            password("spk_nobody"), password(holders.key("expired")), "Authorization: Basic x",
            "Authorization: Basic " + Data(holders.key("all").utf8).base64EncodedString(),
        ]
        for fields in wrong { #expect(try get("", fields).status == 401, "\(fields)") }
        let scoped = try get("", password(holders.key("monitors")))
        #expect(scoped.status == 401)
        #expect(scoped.text.contains("full access"))
        #expect(try get().status == 200)
        #expect(try get("", holders.bearer("all")).status == 200)
        // Nowhere else is a password taken.
        let api = try server.connect().get("/user/api/v1/key", password(holders.key("all")))
        #expect(api.status == 401)
    }

    @Test("is for nobody else to keep or to frame, and has no key in it")
    func privacy() throws {
        let console = try get()
        #expect(console["cache-control"] == "private, no-store")
        #expect(console["access-control-allow-origin"] == nil)
        #expect(console["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
        for id in ["all", "monitors", "writer"] { #expect(!console.text.contains(holders.key(id))) }
        #expect(!server.log.joined().contains(holders.key("all")))
    }

    @Test("shows each key: what it may do, when it was made and used, and until when it is valid")
    func keys() throws {
        _ = try server.connect().get("/user/api/v1/key", holders.bearer("incidents"))
        let console = try get()
        for words in [
            "Everything", "FULL ACCESS", "<code>incidents</code>", "incidents:read",
            String(holders.key("all").prefix(8)), "23 Sep 2026, 12:00 UTC", "not yet valid",
            "last used never", "last used <time", "does not expire",
            "upkeep keys revoke incidents", "revoked: true",
        ] { #expect(console.text.contains(words), "\(words)") }
        // What is over is folded away.
        let folded = try #require(
            console.part(from: "Revoked, replaced and expired", to: "</details>")
        )
        #expect(folded.contains("<code>expired</code>"))
    }

    @Test("tells what scopes give, and how to use a key")
    func help() throws {
        let console = try get()
        for words in [
            "change incidents, with an apply", "read availability and analytics",
            "https://status.example/user/api/v1", "Authorization: Bearer $KEY", "X-API-Key: $KEY",
        ] { #expect(console.text.contains(words), "\(words)") }
    }

    @Test("writes the YAML of a new key")
    func form() throws {
        let console = try get(
            "?new=1&name=Grafana+%22x%22&scope=monitors%3Aread&scope=analytics%3Aread&expiry=2027-06-30&recipient="
        )
        let yaml = """
            keys:
              grafana-x:
                name: &quot;Grafana \\&quot;x\\&quot;&quot;
                scopes: [analytics:read, monitors:read]
                expires_at: 2027-06-30T00:00:00Z

            """
        #expect(console.part(from: "<code id=\"yaml\">", to: "</code>") == yaml)
        #expect(console.text.contains("value=\"Grafana &quot;x&quot;\""))
        #expect(console.text.contains("value=\"monitors:read\" checked"))
        #expect(console.text.contains("upkeep reconcile --keys-out"))
        let loud = try get("?new=1&name=All")
        #expect(loud.text.contains("FULL ACCESS: this key may do everything"))
        #expect(loud.text.contains("scopes: [] # FULL ACCESS"))
        // An id that is taken gets a number.
        #expect(loud.text.contains("  all-2:"))
    }

    @Test("says what is wrong with what was filled in")
    func mistakes() throws {
        #expect(try get("?new=1&name=").text.contains("class=\"problem\""))
        #expect(try get("?new=1&name=a&expiry=2020-01-01").text.contains("has passed already"))
        #expect(try get("?new=1&name=a&recipient=age1x").text.contains("class=\"problem\""))
        #expect(try get("?new=1&name=%3Cscript%3E").text.contains("&lt;script&gt;"))
        #expect(try get("?new=1&name=a&expiry=tomorrow").text.contains("class=\"problem\""))
        for query in ["?scope=monitors", "?new=yes", "?other=1"] {
            #expect(try get(query).status == 400, "\(query)")
        }
        #expect(try get("?name=\(holders.key("all"))").status == 400)
    }

    @Test("has nothing but the way to a larger plan where the plan has no keys")
    func upgrade() async throws {
        let yaml = Acme.yaml.replacing("plan: pro", with: "plan: starter")
        let keys = try #require(yaml.firstRange(of: "keys:"))
        let server = try await PageSite.server(String(yaml[..<keys.lowerBound]))
        let console = try server.connect().get("/user/api-console", "Accept: text/html")
        #expect(console.status == 200)
        #expect(console.text.contains("API access comes with a larger plan"))
        #expect(console.text.contains("pro, growth, business, enterprise"))
        #expect(!console.text.contains("<form"))
        #expect(console["cache-control"] == "private, no-store")
    }

    @Test("lets nobody in when the state cannot be read")
    func unreadable() throws {
        server.loseState()
        #expect(try get().status == 503)
    }
}
