import TestSupport
import UpkeepEngine

/// A server with one page, on which a test puts something.
enum PageSite {
    /// A page `acme` with the component `api`; `rest` stands below it.
    static func yaml(_ fields: String = "", _ rest: String = "") -> String {
        """
        workspace: {name: Acme, base_url: https://status.example}
        status_pages: {acme: {name: Acme Status, components: {api: {name: API}}, \(fields)}}
        \(rest)
        """
    }

    static func server(
        _ yaml: String,
        now: Instant = testNow,
        appliedAt: Instant = time("2026-09-23T12:00:00Z")
    ) async throws -> TestServer {
        let state = Holders(yaml, now: appliedAt).state.state
        return try await TestServer(state, now: now)
    }

    /// An incident with one message.
    static func incident(_ message: String) -> String {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        return """
            incidents:
              one:
                status_page: acme
                title: One
                impact: minor
                components: [api]
                updates:
                  - at: 2026-11-23T11:00:00Z
                    state: investigating
                    message: |
            \(lines.map { "          \($0)" }.joined(separator: "\n"))
            """
    }
}

extension HTTPResponse {
    /// How often a piece of text stands in it.
    func count(of piece: String) -> Int { text.ranges(of: piece).count }

    /// What stands between two pieces of the text, once.
    func part(from start: String, to end: String) -> String? {
        guard let first = text.firstRange(of: start),
            let last = text[first.upperBound...].firstRange(of: end)
        else { return nil }
        return String(text[first.upperBound..<last.lowerBound])
    }
}
