import TestSupport
import Testing
import UpkeepEngine

@Suite("A feed")
struct FeedTests {
    private let server: TestServer

    init() async throws { server = try await TestServer(Acme.holders.state.state) }

    private func get(_ path: String, _ fields: String = "Accept: */*") throws -> HTTPResponse {
        try server.connect().get(path, fields)
    }

    @Test("has an entry for each update and each maintenance, the newest first")
    func entries() throws {
        let feed = try get("/acme/feed.atom")
        #expect(feed["content-type"] == "application/atom+xml; charset=utf-8")
        #expect(feed.count(of: "<entry>") == 7)
        let first = try #require(feed.part(from: "<entry>", to: "</entry>"))
        #expect(first.contains("<title>Identified: Jobs stand still</title>"))
        #expect(first.contains("<updated>2026-11-23T11:30:00Z</updated>"))
        #expect(first.contains("href=\"https://status.acme.example/incidents/1\""))
        #expect(first.contains("&lt;p&gt;The queue is full.&lt;/p&gt;"))
        #expect(feed.text.contains("<title>Maintenance: Move</title>"))
        let rss = try get("/acme/feed.rss")
        #expect(rss["content-type"] == "application/rss+xml; charset=utf-8")
        #expect(rss.count(of: "<item>") == 7)
        #expect(rss.text.contains("<pubDate>Mon, 23 Nov 2026 11:30:00 GMT</pubDate>"))
    }

    @Test("is 304 for whoever has it, until there is something new")
    func conditional() throws {
        let feed = try get("/acme/feed.atom")
        let tag = try #require(feed["etag"])
        #expect(try get("/acme/feed.atom", "If-None-Match: \(tag)").status == 304)
        var holders = Acme.holders
        holders.state.apply(
            Acme.yaml.replacing(
                "message: The queue is full.}\n",
                with: "message: The queue is full.}\n"
                    + "      - {at: 2026-11-23T11:40:00Z, state: monitoring, message: Better.}\n"
            )
        )
        server.serve(try #require(holders.state.state))
        let news = try get("/acme/feed.atom", "If-None-Match: \(tag)")
        #expect(news.status == 200)
        // What was there is known by the same ids, also when its title has changed.
        let ids = feed.text.ranges(of: "<id>").count
        #expect(news.count(of: "<id>") == ids + 1)
    }

    @Test("keeps the ids of its entries when titles and addresses change")
    func ids() throws {
        func ids() throws -> [String] {
            try get("/acme/feed.atom").text.split(separator: "\n").filter { $0.hasPrefix("<id>") }
                .map(String.init)
        }
        let before = try ids()
        var holders = Acme.holders
        holders.state.apply(
            Acme.yaml.replacing("title: Jobs stand still", with: "title: No jobs")
                .replacing("url: https://status.acme.example", with: "url: https://s.acme.example")
        )
        server.serve(try #require(holders.state.state))
        #expect(try ids() == before)
        #expect(try get("/acme/feed.atom").text.contains("https://s.acme.example/incidents/1"))
    }

    @Test("has at most fifty entries")
    func limit() async throws {
        let updates = (0..<60).map { minute in
            let text = minute < 10 ? "0\(minute)" : "\(minute)"
            return "{at: 2026-11-23T11:\(text):00Z, state: monitoring, message: M\(minute)}"
        }
        let incident = """
            incidents:
              one: {status_page: acme, title: One, impact: minor, updates: [\(updates.joined(separator: ", "))]}
            """
        let server = try await PageSite.server(PageSite.yaml("", incident))
        let feed = try server.connect().get("/acme/feed.atom")
        #expect(feed.count(of: "<entry>") == 50)
        #expect(feed.text.contains("M59"))
        #expect(!feed.text.contains("M9&lt;"))
    }
}

@Suite("The calendar")
struct CalendarTests {
    /// Lines that go on in the next one are put together again.
    private func calendar(_ server: TestServer) throws -> [String] {
        let answer = try server.connect().get("/acme/maintenances.ics")
        #expect(answer["content-type"] == "text/calendar; charset=utf-8")
        let bytes = Array(answer.text.utf8)
        for line in bytes.split(separator: 0x0A) { #expect(line.count <= 76) }
        return answer.text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    private func maintenance(_ fields: String) -> String {
        "maintenances:\n  work: {status_page: acme, title: Work, \(fields)}"
    }

    private let once = "start_at: 2026-12-04T22:00:00Z, end_at: 2026-12-04T23:00:00Z"

    @Test("has an event for each window, in UTC")
    func events() async throws {
        let message =
            "message: \"One, two; three\\\\nfour\\n" + String(repeating: "é", count: 80) + "\""
        let server = try await PageSite.server(
            PageSite.yaml("", maintenance("\(once), components: [api], \(message)"))
        )
        let lines = try calendar(server)
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "SUMMARY:Work",
            "DTSTART:20261204T220000Z", "DTEND:20261204T230000Z", "STATUS:CONFIRMED", "SEQUENCE:0",
            "DESCRIPTION:One\\, two\\; three\\\\nfour\\n" + String(repeating: "é", count: 80)
                + "\\n\\nComponents: API",
        ] { #expect(lines.contains(line), "\(line)") }
        #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 1)
    }

    @Test("keeps the local time of a window that recurs when the clocks change")
    func clocks() async throws {
        let server = try await PageSite.server(
            PageSite.yaml(
                "",
                maintenance(
                    "time_zone: Europe/Berlin, start_at: 2026-11-01T02:30:00, end_at: 2026-11-01T03:30:00, "
                        + "repeat: {every: week, on: sun}, emergency: true"
                )
            )
        )
        let starts = try calendar(server).filter { $0.hasPrefix("DTSTART") }
        #expect(starts.contains("DTSTART:20270321T013000Z"))
        #expect(starts.contains("DTSTART:20270404T003000Z"))
        // On the day itself there is no 02:30: it is read as 03:30, as everywhere.
        #expect(starts.contains("DTSTART:20270328T013000Z"))
        let ids = try calendar(server).filter { $0.hasPrefix("UID") }
        #expect(Set(ids).count == ids.count)
        #expect(ids.count == starts.count)
    }

    @Test(
        "raises the sequence of an event that changes, keeps its UID, and cancels what is called off"
    )
    func changes() async throws {
        func lines(_ fields: [String]) async throws -> [String] {
            var holders = Holders(PageSite.yaml("", maintenance(fields[0])))
            for (place, fields) in fields.enumerated().dropFirst() {
                let later = testNow.advanced(by: Seconds(place * 60))
                holders.state.apply(PageSite.yaml("", maintenance(fields)), now: later)
            }
            return try calendar(
                try await TestServer(holders.state.state, now: testNow.advanced(by: 600))
            )
        }
        let moved = "start_at: 2026-12-05T22:00:00Z, end_at: 2026-12-05T23:00:00Z"
        let cancelled = moved + ", cancelled_at: 2026-11-23T12:02:00Z"
        let first = try await lines([once])
        let second = try await lines([once, moved])
        let third = try await lines([once, moved, cancelled])
        func only(_ name: String, _ lines: [String]) -> String? {
            lines.first { $0.hasPrefix("\(name):") }
        }
        #expect(only("SEQUENCE", first) == "SEQUENCE:0")
        #expect(only("SEQUENCE", second) == "SEQUENCE:60")
        #expect(only("SEQUENCE", third) == "SEQUENCE:120")
        #expect(only("DTSTART", second) == "DTSTART:20261205T220000Z")
        #expect(only("DTSTART", third) == "DTSTART:20261205T220000Z")
        #expect(only("STATUS", second) == "STATUS:CONFIRMED")
        #expect(only("STATUS", third) == "STATUS:CANCELLED")
        for lines in [first, second, third] {
            #expect(only("UID", lines)?.hasPrefix("UID:maintenance-1@") == true)
        }
    }

    @Test(
        "does not appear anywhere else once it is called off, but on the page until it would have ended"
    )
    func calledOff() async throws {
        let yaml = PageSite.yaml(
            "",
            maintenance("\(once), components: [api], cancelled_at: 2026-11-23T10:00:00Z")
        )
        let server = try await PageSite.server(yaml)
        let connection = try server.connect()
        #expect(try connection.get("/acme").text.contains("Cancelled"))
        let list = try connection.get("/acme/api/v2/scheduled-maintenances.json").json
        #expect((list["scheduled_maintenances"] as? [Any])?.isEmpty == true)
        server.setClock(time("2026-12-04T22:30:00Z"))
        #expect(try connection.get("/acme").text.contains("All systems are operational"))
        #expect(try connection.get("/acme").text.contains("Cancelled"))
        server.setClock(time("2026-12-04T23:00:00Z"))
        #expect(try !connection.get("/acme").text.contains("Cancelled"))
    }
}
