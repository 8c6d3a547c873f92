/// Manifests that tests start from.
enum Sample {
    /// The moment at which tests take place.
    static let now = "2026-11-23T12:00:00Z"

    /// A page for monitors to stand on.
    static let page = """
        status_pages:
          acme:
            name: Acme Status
            components:
              api: {name: API}
              docs: {name: Documentation}

        """

    /// Monitors of that page.
    static func monitors(_ ids: [String], interval: String = "60s") -> String {
        let defaults = "defaults:\n  monitors: {status_page: acme, interval: \(interval)}\n"
        let lines = ids.map { id in
            "  \(id): {name: \(id), type: site, target: \"https://\(id).example.com\"}\n"
        }
        return defaults + "monitors:\n" + lines.joined()
    }

    /// A page with two monitors, each file by its name.
    static let tree = [
        "page.yaml": page,
        "monitors.yaml": monitors(["api", "web"]),
    ]

    /// The names of so many monitors: `m-1`, `m-2`.
    static func ids(_ numbers: ClosedRange<Int>) -> [String] { numbers.map { "m-\($0)" } }
}
