import TestSupport
import Testing
import UpkeepEngine

@Suite("An answer")
struct ClockTests {
    @Test("follows the clock: a maintenance begins and ends on time, without another state")
    func maintenance() async throws {
        let server = try await TestServer(Acme.holders.state.state)
        let connection = try server.connect()
        func web() throws -> String? {
            let list = try connection.get("/acme/api/v2/components.json").json["components"]
            return (list as? [[String: Any]])?.first { $0["id"] as? String == "web" }?["status"]
                as? String
        }
        func active() throws -> Int? {
            let path = "/acme/api/v2/scheduled-maintenances/active.json"
            return (try connection.get(path).json["scheduled_maintenances"] as? [Any])?.count
        }
        for (moment, status, count) in [
            ("12:59:59", "operational", 0), ("13:00:00", "under_maintenance", 1),
            ("13:59:59", "under_maintenance", 1), ("14:00:00", "operational", 0),
        ] {
            server.setClock(time("2026-11-23T\(moment)Z"))
            #expect(try web() == status, "\(moment)")
            #expect(try active() == count, "\(moment)")
        }
    }

    @Test("shows an update when its time has come, and not before")
    func update() async throws {
        let yaml = """
            status_pages: {acme: {name: Acme, components: {api: {name: API}}}}
            incidents:
              soon:
                status_page: acme
                title: Soon
                impact: critical
                components: [api]
                updates:
                  - {at: 2026-11-23T12:00:10Z, state: investigating, message: It begins.}
                  - {at: 2026-11-23T12:00:20Z, state: resolved, message: It is over.}

            """
        let server = try await TestServer(Holders(yaml).state.state)
        let connection = try server.connect()
        for (seconds, status, count) in [
            (9, "operational", 0), (10, "major_outage", 1), (19, "major_outage", 1),
            (20, "operational", 1),
        ] {
            server.setClock(testNow.advanced(by: Seconds(seconds)))
            let embed = try connection.get("/api/embed/status?slug=acme").json
            #expect(embed["overall"] as? String == status)
            let incidents = try connection.get("/api/status-pages/acme/incidents").json
            #expect(incidents["total_items"] as? Int == count)
        }
    }

    @Test("is 304 for whoever has it, until it is another one")
    func conditional() async throws {
        let server = try await TestServer(Acme.holders.state.state)
        let connection = try server.connect()
        let path = "/acme/api/v2/components.json"
        let first = try connection.get(path)
        let tag = try #require(first["etag"])
        #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
        for field in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = try connection.get(path, "If-None-Match: \(field)")
            #expect(again.status == 304, "\(field)")
            #expect(again["etag"] == tag)
            #expect(again["cache-control"] == "public, max-age=15")
            #expect(again["x-upkeep-serial"] == "1")
            #expect(again["content-length"] == nil && again["content-type"] == nil)
        }
        #expect(try connection.get(path, "If-None-Match: \"x\"").status == 200)
        server.setClock(time("2026-11-23T13:00:00Z"))
        let changed = try connection.get(path, "If-None-Match: \(tag)")
        #expect(changed.status == 200)
        #expect(changed["etag"] != tag)
    }

    @Test("tells from which state it was read, and keeps its tag where nothing has changed")
    func serial() async throws {
        let server = try await TestServer(Acme.holders.state.state)
        let connection = try server.connect()
        let before = try connection.get("/badge/other.svg")
        var state = Acme.holders.state
        state.apply(Acme.yaml.replacing("name: Beat", with: "name: Heartbeat"))
        try server.serve(#require(state.state))
        let after = try connection.get("/badge/other.svg")
        #expect([before["x-upkeep-serial"], after["x-upkeep-serial"]] == ["1", "2"])
        #expect(before["etag"] == after["etag"])
        // Also what comes from no state says which one it would have been.
        #expect(try connection.get("/user/api/v1/key")["x-upkeep-serial"] == "2")
        #expect(try connection.get("/nothing")["x-upkeep-serial"] == "2")
    }
}

@Suite("The status of a component")
struct ComponentStatusTests {
    private static func yaml(
        _ incident: String,
        monitor: String = "",
        maintenance: String = ""
    ) -> String {
        """
        status_pages: {acme: {name: Acme, components: {api: {name: API}, web: {name: Web}}}}
        monitors:
          m: {name: M, type: heartbeat, status_page: acme, component: api\(monitor)}
        incidents:
          i:
            status_page: acme
            title: I
            updates: [{at: 2026-11-23T11:00:00Z, state: investigating, message: m}]
            \(incident)
        \(maintenance)

        """
    }

    private static let running = """
        maintenances:
          w: {status_page: acme, title: W, start_at: 2026-11-23T11:30:00Z, end_at: 2026-11-23T13:00:00Z,
              emergency: true, %}
        """

    static let cases = [
        ("an incident that names it", yaml("impact: none\n    components: [api]"), "operational"),
        ("minor", yaml("impact: minor\n    components: [api]"), "degraded_performance"),
        ("major", yaml("impact: major\n    components: [api]"), "partial_outage"),
        ("critical", yaml("impact: critical\n    components: [api]"), "major_outage"),
        ("another component's", yaml("impact: critical\n    components: [web]"), "operational"),
        ("its monitor's", yaml("impact: major\n    monitors: [m]"), "partial_outage"),
        (
            "capped by the monitor",
            yaml("impact: critical\n    monitors: [m]", monitor: ", impact: degrade_only"),
            "degraded_performance"
        ),
        (
            "a monitor that does not count",
            yaml("impact: critical\n    monitors: [m]", monitor: ", impact: none"), "operational"
        ),
        (
            "a monitor that is disabled",
            yaml("impact: critical\n    monitors: [m]", monitor: ", enabled: false"), "operational"
        ),
        (
            "a declared incident overrides the cap",
            yaml(
                "impact: critical\n    monitors: [m]\n    components: [api]",
                monitor: ", impact: none"
            ), "major_outage"
        ),
        (
            "a maintenance",
            yaml(
                "impact: none",
                maintenance: running.replacing("%", with: "components: [api]")
            ), "under_maintenance"
        ),
        (
            "an incident is worse than a maintenance",
            yaml(
                "impact: minor\n    components: [api]",
                maintenance: running.replacing("%", with: "components: [api]")
            ), "degraded_performance"
        ),
        (
            "a monitor under maintenance may be down",
            yaml(
                "impact: major\n    monitors: [m]",
                maintenance: running.replacing("%", with: "monitors: [m]")
            ), "operational"
        ),
    ]

    @Test("is the worst of what names it", arguments: cases)
    func worst(what: String, yaml: String, expected: String) async throws {
        let state = Holders(yaml, now: time("2026-11-23T10:00:00Z")).state
        let server = try await TestServer(state.state)
        let answer = try server.connect().get("/api/v2/components.json")
        let components = try #require(answer.json["components"] as? [[String: Any]])
        #expect(components.first?["status"] as? String == expected)
    }
}
