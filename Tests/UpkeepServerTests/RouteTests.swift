import TestSupport
import Testing
import UpkeepEngine

/// One test for each row of the contract's tables.
@Suite("A route of the authenticated API")
struct RouteTests {
    private let server: TestServer
    private let holders = Acme.holders

    init() async throws { server = try await TestServer(Acme.holders.state.state) }

    private func get(_ path: String, as key: String = "all") throws -> HTTPResponse {
        let connection = try server.connect()
        return try connection.get("/user/api/v1\(path)", holders.bearer(key))
    }

    private func pageID(_ slug: String) throws -> String {
        let pages = try get("/status-pages").list
        return try #require(pages.first { $0["slug"] as? String == slug }?["id"] as? String)
    }

    @Test("lists monitors, without those that are disabled")
    func monitors() throws {
        let answer = try get("/monitors")
        #expect(answer.status == 200)
        #expect(answer["content-type"] == "application/json")
        #expect(answer["cache-control"] == "private, no-store")
        #expect(answer["x-upkeep-serial"] == "1")
        #expect(answer.list.map { $0["name"] as? String } == ["API", "Beat", "DNS"])
        #expect((answer.json["meta"] as? [String: Any])?["count"] as? Int == 3)
        let first = try #require(answer.list.first)
        #expect(first["id"] as? Int == 1)
        #expect(first["type"] as? String == "api")
        #expect(first["target"] as? String == "https://api.acme.example")
        #expect(first["interval_seconds"] as? Int == 30)
        #expect(first["enabled"] as? Bool == true)
        #expect(first["status_page_id"] as? String == (try pageID("acme")))
        #expect(first["status_page_slug"] as? String == "acme")
        #expect(first["created_at"] as? String == "2026-09-23T12:00:00Z")
        #expect(first["updated_at"] as? String == "2026-09-23T12:00:00Z")
        // A heartbeat has an empty target.
        #expect(answer.list[1]["target"] as? String == "")
    }

    @Test("lists monitors of a page, of a type, and disabled ones when asked to")
    func chosenMonitors() throws {
        func names(_ query: String) throws -> [String?] {
            try get("/monitors?\(query)").list.map { $0["name"] as? String }
        }
        #expect(try names("status_page_id=\(pageID("other"))") == ["DNS"])
        #expect(try names("type=heartbeat") == ["Beat"])
        #expect(try names("enabled=all") == ["API", "Beat", "DNS", "Off"])
        #expect(try names("enabled=false") == ["Off"])
        #expect(try names("type=api&enabled=all&status_page_id=\(pageID("acme"))") == ["API"])
    }

    @Test("lists in parts, each behind the one before")
    func cursor() throws {
        var names: [String?] = []
        var cursor: String?
        repeat {
            let part = try get("/monitors?limit=1" + (cursor.map { "&cursor=\($0)" } ?? ""))
            names += part.list.map { $0["name"] as? String }
            cursor = (part.json["meta"] as? [String: Any])?["next_cursor"] as? String
        } while cursor != nil
        #expect(names == ["API", "Beat", "DNS"])
    }

    @Test("tells of one monitor, also of a disabled one")
    func monitor() throws {
        #expect(try get("/monitors/2").data["name"] as? String == "Beat")
        #expect(try get("/monitors/4").data["enabled"] as? Bool == false)
        for wrong in ["5", "0", "-1", "01", "api", "1.0", "99999999999999999999"] {
            #expect(try get("/monitors/\(wrong)").status == 404, "\(wrong)")
        }
    }

    @Test("tells how available a monitor was", arguments: ["7d", "30d", "90d", "365d"])
    func availability(period: String) throws {
        let answer = try get("/monitors/2/availability?period=\(period)", as: "analytics")
        #expect(answer.data["monitor_id"] as? Int == 2)
        #expect(answer.data["monitor_name"] as? String == "Beat")
        #expect(answer.data["period"] as? String == period)
        let figures = try #require(answer.data["availability"] as? [String: Any])
        #expect(figures["downtime_seconds"] as? Int == 3_600)
        let days = try #require(answer.data["daily_breakdown"] as? [[String: Any]])
        #expect(days.count == Int(period.dropLast()))
    }

    @Test("takes 30 days for the availability that is not asked for more closely")
    func standardPeriod() throws {
        #expect(try get("/monitors/1/availability").data["period"] as? String == "30d")
    }

    @Test("lists status pages; a page without a domain has no url")
    func pages() throws {
        let pages = try get("/status-pages", as: "status-pages").list
        #expect(pages.map { $0["slug"] as? String } == ["acme", "other"])
        #expect(pages[0]["url"] as? String == "https://status.acme.example")
        #expect(!pages[1].keys.contains("url"))
    }

    @Test("tells of one status page, with its monitors and components")
    func page() throws {
        let page = try get("/status-pages/\(pageID("acme"))", as: "status-pages").data
        #expect(page["name"] as? String == "Acme Status")
        let monitors = try #require(page["monitors"] as? [[String: Any]])
        #expect(monitors.map { $0["name"] as? String } == ["API", "Beat"])
        #expect(
            Set(try #require(monitors.first).keys)
                == ["id", "name", "type", "target", "interval_seconds", "enabled"]
        )
        let components = try #require(page["components"] as? [[String: Any]])
        #expect(components.map { $0["id"] as? String } == ["api", "web", "jobs"])
        #expect(
            components.map { $0["status"] as? String } == [
                "operational", "operational", "partial_outage",
            ]
        )
        #expect(try get("/status-pages/00000000-0000-4000-8000-999999999999").status == 404)
        #expect(try get("/status-pages/acme").status == 404)
    }

    @Test("lists incidents, the newest first, by page and by state")
    func incidents() throws {
        let answer = try get("/incidents", as: "incidents")
        #expect(answer.list.map { $0["title"] as? String } == ["Jobs stand still", "Slow answers"])
        let first = try #require(answer.list.first)
        #expect(first["message"] as? String == "The queue is full.")
        #expect(first["incident_state_id"] as? String == "2")
        #expect(first["state"] as? String == "identified")
        #expect(first["impact"] as? String == "major")
        #expect(first["component_ids"] as? [String] == ["jobs"])
        #expect(first["monitor_ids"] as? [Int] == [2])
        #expect(first["started_at"] as? String == "2026-11-23T11:00:00Z")
        #expect(answer.text.contains("\"resolved_at\":null"))
        #expect(answer.list[1]["resolved_at"] as? String == "2026-10-05T09:00:00Z")
        #expect(try get("/incidents?state=resolved").list.count == 1)
        #expect(try get("/incidents?status_page_id=\(pageID("other"))").list.isEmpty)
        let part = try get("/incidents?limit=1")
        let cursor = try #require((part.json["meta"] as? [String: Any])?["next_cursor"] as? String)
        #expect(
            try get("/incidents?limit=1&cursor=\(cursor)").list.first?["title"] as? String
                == "Slow answers"
        )
    }

    @Test("tells of one incident, and of its updates, the newest first")
    func incident() throws {
        let id = try #require(try get("/incidents").list.last?["id"] as? Int)
        let incident = try get("/incidents/\(id)").data
        let updates = try #require(incident["updates"] as? [[String: Any]])
        #expect(updates.map { $0["incident_state_id"] as? String } == ["4", "3", "1"])
        let listed = try get("/incidents/\(id)/updates").list
        #expect(
            listed.map { $0["message"] as? String } == [
                "It is fast.", "It is faster.", "We look into it.",
            ]
        )
        #expect(try get("/incidents/99").status == 404)
        #expect(try get("/incidents/99/updates").status == 404)
    }

    @Test("lists maintenances by the start of the window that counts")
    func maintenances() throws {
        let answer = try get("/maintenances", as: "maintenances")
        #expect(answer.list.map { $0["title"] as? String } == ["Patches", "Move", "Weekly"])
        #expect(
            answer.list.map { $0["status"] as? String } == ["completed", "scheduled", "scheduled"]
        )
        let weekly = answer.list[2]
        #expect(weekly["start_at"] as? String == "2026-11-30T03:00:00Z")
        #expect(weekly["notify_subscribers"] as? Bool == false)
        #expect((weekly["repeat"] as? [String: Any])?["every"] as? String == "week")
        #expect(!answer.list[0].keys.contains("repeat"))
        #expect(try get("/maintenances?status=completed").list.count == 1)
        #expect(try get("/maintenances?status_page_id=\(pageID("other"))").list.count == 1)
    }

    @Test("lists the windows of a maintenance that recurs in the range that is asked for")
    func occurrences() throws {
        let range = "from=2026-11-09T00:00:00Z&to=2026-11-23T00:00:00Z"
        let answer = try get("/maintenances?\(range)")
        #expect(answer.list.map { $0["title"] as? String } == ["Patches", "Weekly"])
        let weekly = try #require(answer.list.last?["occurrences"] as? [[String: Any]])
        #expect(
            weekly.map { $0["start_at"] as? String } == [
                "2026-11-09T03:00:00Z", "2026-11-16T03:00:00Z",
            ]
        )
        let id = try #require(answer.list.last?["id"] as? Int)
        let one = try get("/maintenances/\(id)?\(range)")
        #expect((one.data["occurrences"] as? [[String: Any]])?.count == 2)
        #expect(try get("/maintenances/99").status == 404)
        let empty = "from=2026-11-09T00:00:00Z&to=2026-11-09T00:00:00Z"
        #expect(try get("/maintenances?\(empty)").list.isEmpty)
    }

    @Test("tells the uptime of all monitors together and of each")
    func uptime() throws {
        let answer = try get("/analytics/uptime?period=7d", as: "analytics")
        let overall = try #require(answer.data["overall"] as? [String: Any])
        #expect(overall["downtime_seconds"] as? Int == 3_600)
        #expect(overall["total_seconds"] as? Int == 3 * 561_600)
        let monitors = try #require(answer.data["monitors"] as? [[String: Any]])
        #expect(monitors.map { $0["downtime_seconds"] as? Int } == [0, 3_600, 0])
        #expect(!overall.keys.contains("daily_breakdown"))
        let daily = try get(
            "/analytics/uptime?period=7d&group_by=day&status_page_id=\(pageID("acme"))"
        )
        let days = try #require(
            (daily.data["overall"] as? [String: Any])?["daily_breakdown"] as? [[String: Any]]
        )
        #expect(days.map { $0["downtime_seconds"] as? Int } == [3_600, 0, 0, 0, 0, 0, 0])
        #expect((daily.data["monitors"] as? [[String: Any]])?.count == 2)
    }

    @Test("tells a key about itself, whatever its scopes are")
    func key() throws {
        let key = try get("/key", as: "writer").data
        #expect(key["name"] as? String == "writer")
        #expect(key["prefix"] as? String == String(holders.key("writer").prefix(8)))
        #expect(
            key["scopes"] as? [String] == [
                "incidents:write", "maintenances:write", "monitors:write",
            ]
        )
        #expect(try get("/key", as: "all").data["scopes"] as? [String] == [])
    }

    @Test("says which parameter is wrong, and how it is written")
    func parameters() throws {
        let wrong = [
            ("/monitors?limit=0", "limit"), ("/monitors?limit=1001", "limit"),
            ("/monitors?limit=ten", "limit"), ("/monitors?limit=+1", "limit"),
            ("/monitors?type=ftp", "type"), ("/monitors?enabled=yes", "enabled"),
            ("/monitors?status_page_id=acme", "status_page_id"), ("/monitors?cursor=1", "cursor"),
            ("/incidents?limit=201", "limit"), ("/incidents?state=open", "state"),
            ("/maintenances?from=yesterday", "from"), ("/maintenances?status=done", "status"),
            ("/monitors/1/availability?period=24h", "period"),
            ("/analytics/uptime?group_by=week", "group_by"), ("/monitors?stauts=1", "stauts"),
        ]
        for (path, name) in wrong {
            let answer = try get(path)
            #expect(answer.status == 400, "\(path)")
            #expect(answer.json["code"] as? String == "invalid_parameter", "\(path)")
            let message = try #require(answer.json["error"] as? String)
            #expect(message.contains("The parameter \(name) "), "\(message)")
        }
        #expect(try get("/monitors?limit=%zz").status == 400)
        #expect(
            try get("/monitors?status_page_id=00000000-0000-4000-8000-999999999999").status == 404
        )
    }
}
