import TestSupport
import Testing
import UpkeepEngine

@Suite("A public route")
struct PublicRouteTests {
    private let server: TestServer

    init() async throws { server = try await TestServer(Acme.holders.state.state) }

    private func get(_ path: String, _ fields: String = "Accept: */*") throws -> HTTPResponse {
        try server.connect().get(path, fields)
    }

    @Test("tells widgets the status")
    func embed() throws {
        let answer = try get("/api/embed/status?slug=acme")
        #expect(answer["cache-control"] == "public, max-age=15")
        #expect(answer["access-control-allow-origin"] == "*")
        #expect(answer.json["page"] as? String == "Acme Status")
        #expect(answer.json["page_url"] as? String == "https://status.acme.example")
        #expect(answer.json["overall"] as? String == "partial_outage")
        #expect(answer.json["updated"] as? String == "2026-11-23T11:30:00Z")
        #expect((answer.json["incidents"] as? [Any])?.isEmpty == true)
        #expect((answer.json["upd"] as? [Any])?.isEmpty == true)
        #expect(answer.json["dns_only"] as? Bool == false)
        let more = try get("/api/embed/status?slug=acme&inc=1&upd=30&rtm=240&_=123").json
        let incidents = try #require(more["incidents"] as? [[String: Any]])
        #expect(incidents.map { $0["title"] as? String } == ["Jobs stand still"])
        #expect((more["upd"] as? [Any])?.count == 30)
        #expect(try get("/api/embed/status?slug=other").json["dns_only"] as? Bool == true)
        #expect(try get("/api/embed/status?slug=nobody").status == 404)
        for wrong in ["", "?slug=acme&upd=31", "?slug=acme&rtm=241", "?slug=acme&inc=yes"] {
            #expect(try get("/api/embed/status\(wrong)").status == 400, "\(wrong)")
        }
    }

    @Test("draws a badge, a gray one for a page that does not exist")
    func badge() throws {
        let badge = try get("/badge/acme.svg")
        #expect(badge.status == 200)
        #expect(badge["content-type"] == "image/svg+xml; charset=utf-8")
        #expect(badge["cache-control"] == "public, max-age=300")
        #expect(badge.text.contains("Partial Outage"))
        #expect(try get("/badge/other.svg").text.contains("Operational"))
        let unknown = try get("/badge/nobody.svg")
        #expect(unknown.status == 200)
        #expect(unknown.text.contains("Unknown"))
    }

    @Test("draws a badge with square corners, and with another label")
    func badgeStyles() throws {
        #expect(try get("/badge/acme.svg").text.contains("rx=\"3\""))
        let badge = try get("/badge/acme.svg?style=flat-square&label=%22API%22+%3C%F0%9F%98%80")
        #expect(badge.text.contains("rx=\"0\""))
        #expect(badge.text.contains(">&quot;API&quot; &lt;😀</text>"))
        let long = String(repeating: "a", count: 61)
        #expect(try get("/badge/acme.svg?label=\(long)").text.contains(">\(long.dropLast())<"))
        #expect(try get("/badge/acme.svg?label=a%0Ab%E2%80%AE%00").text.contains(">ab<"))
        #expect(try get("/badge/acme.svg?label=%E2%80%AE").text.contains(">status<"))
        #expect(try get("/badge/acme.svg?style=plastic").status == 400)
    }

    @Test("tells shields.io what to draw")
    func shield() throws {
        let shield = try get("/badge/acme.json?label=Acme").json
        #expect(shield["schemaVersion"] as? Int == 1)
        #expect(shield["label"] as? String == "Acme")
        #expect(shield["message"] as? String == "Partial Outage")
        #expect(shield["color"] as? String == "#c2410c")
        #expect(try get("/badge/nobody.json").json["message"] as? String == "Unknown")
    }

    @Test("lists incidents by pages with numbers")
    func incidents() throws {
        let answer = try get("/api/status-pages/acme/incidents?page_size=1&page=2").json
        #expect(answer["page"] as? Int == 2)
        #expect(answer["page_size"] as? Int == 1)
        #expect(answer["total_pages"] as? Int == 2)
        #expect(answer["total_items"] as? Int == 2)
        let incident = try #require((answer["incidents"] as? [[String: Any]])?.first)
        #expect(incident["id"] is String)
        #expect(incident["title"] as? String == "Slow answers")
        #expect(incident["components"] as? [String] == ["API"])
        let updates = try #require(incident["updates"] as? [[String: Any]])
        #expect(
            updates.map { $0["status"] as? String } == ["resolved", "monitoring", "investigating"]
        )
        #expect(try get("/api/status-pages/acme/incidents").json["page_size"] as? Int == 20)
        #expect(
            (try get("/api/status-pages/acme/incidents?page=9").json["incidents"] as? [Any])?
                .isEmpty == true
        )
        #expect(try get("/api/status-pages/acme/incidents?page_size=101").status == 400)
        #expect(try get("/api/status-pages/nobody/incidents").status == 404)
    }

    @Test("lists and counts the incidents of a month")
    func month() throws {
        let october = try get("/api/status-pages/acme/incidents/filter?month=2026-10").json
        #expect((october["incidents"] as? [Any])?.count == 1)
        let counts = try get("/api/status-pages/acme/incidents/daily-counts?month=2026-10").json
        let days = try #require(counts["days"] as? [[String: Any]])
        #expect(days.count == 31)
        #expect(
            days.filter { $0["count"] as? Int == 1 }.map { $0["date"] as? String } == ["2026-10-05"]
        )
        for wrong in ["", "?month=2026-13", "?month=2026-1", "?month=October"] {
            #expect(
                try get("/api/status-pages/acme/incidents/filter\(wrong)").status == 400,
                "\(wrong)"
            )
        }
    }

    @Test("lists maintenances")
    func maintenances() throws {
        let answer = try get("/api/status-pages/acme/maintenances").json
        let list = try #require(answer["maintenances"] as? [[String: Any]])
        #expect(list.map { $0["title"] as? String } == ["Patches", "Move"])
        #expect(list[1]["components"] as? [String] == ["Website"])
    }

    @Test(
        "tells how available a monitor of the page was, and of no other",
        arguments: ["24h", "7d", "30d", "90d", "1y"]
    )
    func availability(period: String) throws {
        let path = "/api/status-pages/acme/monitors/2/availability?period=\(period)"
        #expect(try get(path).json["period"] as? String == period)
        #expect(try get("/api/status-pages/other/monitors/2/availability").status == 404)
        #expect(try get("/api/status-pages/acme/monitors/4/availability").status == 404)
    }

    @Test("describes all routes")
    func openAPI() throws {
        let document = try get("/openapi.json").json
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: Any])
        #expect(paths.count == 51)
        #expect(paths["/user/api/v1/monitors/{id}/availability"] != nil)
    }
}

@Suite("The API of Atlassian Statuspage")
struct StatusPageV2Tests {
    private static let files = [
        "summary.json": ["status", "components", "incidents", "scheduled_maintenances"],
        "status.json": ["status"],
        "components.json": ["components"],
        "incidents.json": ["incidents"],
        "incidents/unresolved.json": ["incidents"],
        "scheduled-maintenances.json": ["scheduled_maintenances"],
        "scheduled-maintenances/upcoming.json": ["scheduled_maintenances"],
        "scheduled-maintenances/active.json": ["scheduled_maintenances"],
    ]

    private let server: TestServer

    init() async throws { server = try await TestServer(Acme.holders.state.state) }

    private func get(_ path: String, _ fields: String = "Accept: */*") throws -> HTTPResponse {
        try server.connect().get(path, fields)
    }

    @Test("has the file, with the page and what its path names", arguments: files.keys.sorted())
    func file(path: String) throws {
        let answer = try get("/acme/api/v2/\(path)")
        #expect(answer.status == 200)
        #expect(Set(answer.json.keys) == Set(["page"] + (Self.files[path] ?? [])))
        let page = try #require(answer.json["page"] as? [String: Any])
        #expect(page["name"] as? String == "Acme Status")
        #expect(page["time_zone"] as? String == "Europe/Berlin")
        #expect(page["updated_at"] as? String == "2026-11-23T11:30:00.000Z")
        #expect(try get("/nobody/api/v2/\(path)").status == 404)
    }

    @Test("finds the page by the host that is asked for")
    func host() throws {
        func name(_ host: String) throws -> String? {
            let connection = try server.connect()
            connection.send("GET /api/v2/status.json HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            return (try connection.response().json["page"] as? [String: Any])?["name"] as? String
        }
        #expect(try name("status.acme.example") == "Acme Status")
        #expect(try name("Status.Acme.Example:443") == "Acme Status")
        #expect(try name("elsewhere.example") == nil)
    }

    @Test("tells each component, headings in front of theirs")
    func components() throws {
        let list = try #require(
            try get("/acme/api/v2/components.json").json["components"] as? [[String: Any]]
        )
        #expect(list.map { $0["name"] as? String } == ["Platform", "API", "Jobs", "Website"])
        #expect(list.map { $0["group"] as? Bool } == [true, false, false, false])
        #expect(list[0]["components"] as? [String] == ["api", "jobs"])
        #expect(list[0]["status"] as? String == "partial_outage")
        #expect(list[1]["group_id"] as? String == list[0]["id"] as? String)
        #expect(list.map { $0["position"] as? Int } == [1, 2, 3, 4])
    }

    @Test("lists the maintenance that is open among many that are to come")
    func manyMaintenances() async throws {
        var yaml = """
            status_pages: {acme: {name: Acme, components: {api: {name: API, group: G}}}}
            maintenances:
              open: {status_page: acme, title: Open, start_at: 2026-11-23T11:00:00Z, end_at: 2026-11-23T13:00:00Z,
                     components: [api], emergency: true}

            """
        for day in 1...60 {
            let start = time("2026-12-01T00:00:00Z").advanced(by: Seconds(day * 86_400))
            let end = start.advanced(by: 3_600)
            yaml +=
                "  m\(day): {status_page: acme, title: M\(day), start_at: \(start), end_at: \(end)}\n"
        }
        let server = try await TestServer(
            Holders(yaml, now: time("2026-11-23T10:00:00Z")).state.state
        )
        let connection = try server.connect()
        let summary = try connection.get("/acme/api/v2/summary.json").json
        let listed = try #require(summary["scheduled_maintenances"] as? [[String: Any]])
        #expect(listed.count == 50)
        #expect(listed.first?["name"] as? String == "Open")
        // A component has one place, wherever it is listed.
        let inList = (listed.first?["components"] as? [[String: Any]])?.first?["position"] as? Int
        let all = summary["components"] as? [[String: Any]]
        #expect(inList == 2 && all?.last?["position"] as? Int == 2)
    }

    @Test("tells what goes on")
    func summary() throws {
        let summary = try get("/acme/api/v2/summary.json").json
        let status = try #require(summary["status"] as? [String: Any])
        #expect(status["indicator"] as? String == "major")
        let incident = try #require((summary["incidents"] as? [[String: Any]])?.first)
        #expect(incident["id"] is String)
        #expect(incident["name"] as? String == "Jobs stand still")
        #expect(
            incident["shortlink"] as? String
                == "https://status.example/acme/incidents/\(incident["id"] as? String ?? "")"
        )
        #expect((incident["incident_updates"] as? [Any])?.count == 2)
        #expect((incident["components"] as? [[String: Any]])?.first?["id"] as? String == "jobs")
        let maintenances = try #require(summary["scheduled_maintenances"] as? [[String: Any]])
        #expect(maintenances.map { $0["name"] as? String } == ["Move"])
        #expect(maintenances[0]["scheduled_for"] as? String == "2026-11-23T13:00:00.000Z")
    }
}
