import TestSupport
import Testing
import UpkeepEngine

/// What the strip of a component says of a day, and of ninety.
@Suite("The history of a component")
struct ComponentHistoryTests {
    /// The page of a component `api` with a monitor `probe`, at 12:00 on 23 November 2026.
    private func page(_ rest: String, now: Instant = testNow) async throws -> HTTPResponse {
        let yaml = """
            status_pages: {acme: {name: Acme, components: {api: {name: API}, web: {name: Web}}}}
            monitors:
              probe: {name: Probe, type: heartbeat, status_page: acme, component: api}
              hint: {name: Hint, type: heartbeat, status_page: acme, component: api, impact: degrade_only}
            \(rest)
            """
        let server = try await PageSite.server(yaml, now: now)
        return try server.connect().get("/acme")
    }

    private func incident(
        _ what: String,
        _ impact: String = "critical",
        from start: String,
        to end: String?
    ) -> String {
        let resolved = end.map { ", {at: 2026-11-\($0)Z, state: resolved, message: Over}" } ?? ""
        return """
            {status_page: acme, title: Outage, impact: \(impact), \(what), updates:
              [{at: 2026-11-\(start)Z, state: investigating, message: It is down}\(resolved)]}
            """
    }

    @Test("tells the worst of each day, and how long it was")
    func worst() async throws {
        let page = try await page(
            """
            incidents:
              a: \(incident("components: [api]", "minor", from: "10T08:00:00", to: "10T12:00:00"))
              b: \(incident("components: [api]", "major", from: "10T09:00:00", to: "10T09:30:00"))
              c: \(incident("components: [api]", "major", from: "10T09:15:00", to: "10T10:00:00"))
              d: \(incident("components: [api]", from: "11T23:00:00", to: "12T00:30:30"))
              e: \(incident("components: [api]", "none", from: "13T00:00:00", to: "13T10:00:00"))
            """
        )
        for words in [
            "10 Nov: partial outage, 1 h<", "11 Nov: outage, 1 h<", "12 Nov: outage, 30 min<",
            "13 Nov: no downtime",
        ] { #expect(page.text.contains(words), "\(words)") }
    }

    @Test("counts a monitor as far as that may change the component, and less what excuses it")
    func monitors() async throws {
        let page = try await page(
            """
            incidents:
              a: \(incident("monitors: [hint]", from: "10T08:00:00", to: "10T09:00:00"))
              b: \(incident("monitors: [probe]", from: "11T08:00:00", to: "11T10:00:00"))
              c: \(incident("monitors: [probe]", from: "12T08:00:00", to: "12T09:00:00"))
            maintenances:
              half: {status_page: acme, title: Half, monitors: [probe], start_at: 2026-11-11T08:30:00Z,
                end_at: 2026-11-11T10:00:00Z}
              whole: {status_page: acme, title: Whole, monitors: [probe], start_at: 2026-11-12T08:00:00Z,
                end_at: 2026-11-12T10:00:00Z}
            """
        )
        for words in [
            "10 Nov: degraded, 1 h<", "11 Nov: outage, 30 min<", "12 Nov: no downtime",
            // Half an hour of the 61 days since the page was declared.
            "99.96 % uptime since 23 Sep",
        ] { #expect(page.text.contains(words), "\(words)") }
    }

    @Test("has all of its time up only where it never was down, also in the hour of the outage")
    func uptime() async throws {
        let down =
            "incidents:\n  a: "
            + incident(
                "components: [api]",
                from: "23T12:02:00",
                to: "23T12:09:00"
            )
        for (clock, uptime) in [
            ("12:01:00", "100 % uptime"), ("12:05:00", "99.99 % uptime"),
            ("12:10:00", "99.99 % uptime"), ("13:00:00", "99.99 % uptime"),
        ] {
            let page = try await page(down, now: time("2026-11-23T\(clock)Z"))
            #expect(page.part(from: "Today</span>", to: "Today</span>") != nil)
            let first = try #require(page.part(from: "90 days ago</span>", to: "</span>"))
            #expect(first.contains(uptime), "\(clock)")
        }
    }

    @Test("leaves out what lies in a maintenance of the component")
    func maintenance() async throws {
        let page = try await page(
            """
            incidents:
              a: \(incident("components: [api]", from: "10T08:00:00", to: "10T09:00:00"))
            maintenances:
              m: {status_page: acme, title: M, components: [api], start_at: 2026-11-10T07:00:00Z,
                end_at: 2026-11-10T10:00:00Z}
            """
        )
        #expect(page.text.contains("10 Nov: outage, 1 h<"))
        #expect(!page.text.contains("99."))
    }

    @Test("lists the newest of its days with events, and leads to the incidents")
    func list() async throws {
        let page = try await page(
            "incidents:\n  a: "
                + incident("components: [api]", "minor", from: "01T08:00:00", to: nil)
        )
        #expect(page.text.contains("23 days with events"))
        #expect(page.text.contains("and 3 more"))
        #expect(page.text.contains("23 Nov: degraded, 12 h: <a href=\"./acme/incidents/1\""))
    }

    @Test("claims nothing for days before the page, unless something is declared for them")
    func unknown() async throws {
        let fresh = try await page("")
        #expect(fresh.text.contains("22 Sep: no data"))
        #expect(fresh.text.contains("23 Sep: no downtime"))
        #expect(fresh.text.contains("100 % uptime since 23 Sep"))
        let old = """
            incidents:
              a: {status_page: acme, title: Old, impact: minor, components: [web], updates:
                [{at: 2026-09-01T10:00:00Z, state: resolved, message: Over}]}
            """
        let page = try await page(old)
        #expect(page.text.contains("31 Aug: no data"))
        #expect(page.text.contains("1 Sep: no downtime"))
    }
}
