import TestSupport
import Testing
import UpkeepEngine

/// Text that would like to be something else, in every field that is shown.
@Suite("Hostile text")
struct HostileTextTests {
    static let text = "\"'><\u{301}script>alert(1)</script>\"\u{301}onload=x &lt; {{name}} ]]>"

    /// Scalar by scalar: a quotation mark with an accent is another character.
    private static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0 == "\"" ? "\\\"" : String($0) }
        return "\"\(scalars.joined())\""
    }

    private static var yaml: String {
        let text = quoted(text)
        return """
            workspace: {name: \(text), base_url: https://status.example}
            status_pages:
              acme:
                name: \(text)
                description: \(text)
                branding:
                  footer: [{label: \(quoted("\"\u{301}onload=x")), url: "https://x.example/'><b>"}]
                components:
                  api: {name: \(text), group: \(text), description: \(text)}
            incidents:
              one:
                status_page: acme
                title: \(text)
                impact: major
                components: [api]
                updates: [{at: 2026-11-23T11:00:00Z, state: investigating, message: \(text)}]
              past:
                status_page: acme
                title: \(text)
                impact: minor
                components: [api]
                updates: [{at: 2026-11-22T11:00:00Z, state: investigating, message: \(text)},
                  {at: 2026-11-22T12:00:00Z, state: resolved, message: \(text)}]
            maintenances:
              next:
                {status_page: acme, title: \(text), message: \(text), components: [api],
                 start_at: 2026-11-24T13:00:00Z, end_at: 2026-11-24T14:00:00Z}
            keys:
              all: {scopes: [], name: \(text)}
            """
    }

    @Test(
        "is text in every document",
        arguments: [
            "/", "/acme", "/acme/history", "/acme/incidents/1", "/acme/feed.atom", "/acme/feed.rss",
            "/docs", "/user/api-console",
        ]
    )
    func everywhere(path: String) async throws {
        let holders = Holders(Self.yaml)
        let server = try await TestServer(holders.state.state)
        let answer = try server.connect().get(path, holders.bearer("all"), "Accept: text/html")
        #expect(answer.status == 200)
        let markup = ["alert(1)</script", "<\u{301}script", "\"\u{301}onload", "'><b>"]
        for piece in markup {
            let isThere = answer.text.utf8.contains(sequence: piece)
            #expect(!isThere, "\(path)")
        }
        // What looks like a hole in a template is text like any other.
        let showsText = answer.text.contains("{{name}}")
        #expect(showsText || path == "/docs")
    }
}

extension String.UTF8View {
    /// Whether the very same bytes stand somewhere: characters would hide what combines with others.
    fileprivate func contains(sequence: String) -> Bool {
        !Array(self).ranges(of: Array(sequence.utf8)).isEmpty
    }
}
