import TestSupport
import Testing
import UpkeepEngine

@Suite("A status page")
struct PageTests {
    private let server: TestServer

    init() async throws { server = try await TestServer(Acme.holders.state.state) }

    private func get(_ path: String, _ fields: String = "Accept: text/html") throws -> HTTPResponse
    {
        try server.connect().get(path, fields)
    }

    @Test("says in words how everything is, what goes on, and what was")
    func status() throws {
        let page = try get("/acme")
        #expect(page.status == 200)
        #expect(page["content-type"] == "text/html; charset=utf-8")
        for words in [
            "<title>Acme Status</title>", "There is a partial outage", "Jobs stand still",
            "Major impact", "The queue is full.", "No job runs.", "23 Nov 2026, 12:30 CET",
            "<h3>Platform</h3>", "What programs call", "Scheduled maintenance",
            "The website moves.",
            "23 Nov 2026, 14:00", "to <time datetime=\"2026-11-23T14:00:00Z\">15:00 CET</time>",
            "Past incidents", "10 Nov to 19 Nov 2026", "Patches", "Completed", "Ongoing for 1 h",
            "No other incidents.", "Last updated",
        ] { #expect(page.text.contains(words), "\(words)") }
        // What is going on stands before what is well.
        let incident = try #require(page.text.firstRange(of: "Jobs stand still"))
        let components = try #require(page.text.firstRange(of: "<h2>Components</h2>"))
        #expect(incident.lowerBound < components.lowerBound)
    }

    @Test("has a text for each of 90 days of each component")
    func days() throws {
        let page = try get("/acme")
        #expect(page.count(of: "<p>23 Nov:") == 3)
        #expect(page.text.contains("<p>23 Nov: partial outage, 1 h<"))
        #expect(page.text.contains("<p>5 Oct: degraded, 1 h<"))
        #expect(page.text.contains("<p>20 Nov: maintenance, 1 h<"))
        #expect(page.text.contains("<p>22 Nov: no downtime"))
        #expect(page.text.contains("<p>26 Aug: no data"))
        #expect(!page.text.contains("<p>25 Aug:"))
        #expect(page.count(of: ": no downtime") > 150)
        #expect(page.text.contains("99.93 % uptime since 23 Sep"))
        #expect(page.text.contains("100 % uptime"))
    }

    @Test("is kept by whoever passes it on, also when the server does not answer")
    func caching() throws {
        let page = try get("/acme")
        #expect(
            page["cache-control"]
                == "public, max-age=15, stale-while-revalidate=60, stale-if-error=86400"
        )
        let tag = try #require(page["etag"])
        #expect(try get("/acme", "If-None-Match: \(tag)").status == 304)
    }

    @Test("lets nothing run, and nobody frame it")
    func policy() throws {
        let policy = try #require(try get("/acme")["content-security-policy"])
        for part in [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'",
            "form-action 'none'", "frame-ancestors 'none'",
        ] { #expect(policy.contains(part), "\(part)") }
        #expect(!policy.contains("unsafe"))
        let page = try get("/acme")
        #expect(page["x-content-type-options"] == "nosniff")
        #expect(page["referrer-policy"] == "strict-origin-when-cross-origin")
        #expect(!page.text.contains("<script>"))
        #expect(!page.text.contains(" style="))
    }

    @Test("loads a style sheet and a script that never change")
    func assets() throws {
        let page = try get("/acme")
        for (start, end, type) in [
            ("<link rel=\"stylesheet\" href=\"./", "\"", "text/css; charset=utf-8"),
            ("<script src=\"./", "\"", "text/javascript; charset=utf-8"),
        ] {
            let path = try #require(page.part(from: start, to: end))
            let asset = try get("/\(path)")
            #expect(asset.status == 200)
            #expect(asset["content-type"] == type)
            #expect(asset["cache-control"] == "public, max-age=31536000, immutable")
        }
        #expect(try get("/assets/style.css").status == 404)
    }

    @Test("is at the root of its own domain, with everything below it")
    func domain() throws {
        func own(_ path: String) throws -> HTTPResponse {
            let connection = try server.connect()
            connection.send(
                "GET \(path) HTTP/1.1\r\nHost: status.acme.example\r\nAccept: text/html\r\n\r\n"
            )
            return try connection.response()
        }
        #expect(try own("/").text.contains("<title>Acme Status</title>"))
        #expect(try own("/").text.contains("href=\"./incidents/2\""))
        #expect(try own("/history").text.contains("Jobs stand still"))
        #expect(try own("/incidents/2").text.contains("href=\"../\""))
        #expect(try own("/feed.atom").status == 200)
        #expect(try own("/feed.rss").status == 200)
        #expect(try own("/maintenances.ics").status == 200)
        // Other hosts get a list, and below it nothing of a page.
        #expect(try get("/").text.contains("href=\"./acme\""))
        #expect(try get("/history").status == 404)
    }

    @Test("has the incidents of each month, and leads to the months that have some")
    func history() throws {
        let now = try get("/acme/history")
        #expect(now.text.contains("November 2026"))
        #expect(now.text.contains("Jobs stand still"))
        #expect(now.text.contains("href=\"../acme/history?month=2026-10\""))
        let october = try get("/acme/history?month=2026-10")
        #expect(october.text.contains("Slow answers"))
        #expect(october.text.contains("Resolved after 1 h"))
        #expect(october.text.contains("href=\"../acme/history?month=2026-11\""))
        #expect(
            try get("/acme/history?month=2025-01").text.contains("No incidents, no maintenance.")
        )
        #expect(try get("/acme/history?month=2026-13").status == 400)
        #expect(try get("/nobody/history").status == 404)
    }

    @Test("has a page for each incident, with everything that was said")
    func incident() throws {
        let incident = try get("/acme/incidents/2")
        for words in ["Slow answers", "We look into it.", "It is faster.", "It is fast."] {
            #expect(incident.text.contains(words), "\(words)")
        }
        // Of another page, or none.
        for path in ["/other/incidents/2", "/acme/incidents/9", "/acme/incidents/x"] {
            #expect(try get(path).status == 404)
        }
    }

    @Test("says to people in words they can read that there is nothing, and to programs in JSON")
    func nothing() throws {
        for path in ["/nobody", "/a/b/c/d/e", "/acme/incidents/9"] {
            let page = try get(path)
            #expect(page.status == 404)
            #expect(page["content-type"] == "text/html; charset=utf-8")
            #expect(page["content-security-policy"] != nil)
            #expect(page.text.contains("<h1>Not Found</h1>"))
            #expect(try get(path, "Accept: */*").json["code"] is String)
        }
        #expect(try get("/a/b/c").text.contains("href=\"../../assets/"))
        #expect(try get("/user/api/v1/monitors").json["code"] is String)
        let method = try server.connect()
        method.send("POST /acme HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n")
        #expect(try method.response().status == 405)
    }

    @Test("is found by people who put a slash behind its address")
    func slash() throws {
        for (path, place) in [
            ("/acme/", "../acme"), ("/acme/history/", "../history"), ("/docs/", "../docs"),
        ] {
            let answer = try get(path)
            #expect(answer.status == 308)
            #expect(answer["location"] == place)
            #expect(try get(path, "Accept: */*").status == 404)
        }
        for path in ["//", "/acme//", "/a/b/c/d/", "/badge/acme.svg/"] {
            #expect(try get(path).status == 404, "\(path)")
        }
    }

    @Test("is not another one for a host because somebody has asked for another host")
    func hosts() throws {
        func title(_ host: String) throws -> String? {
            let connection = try server.connect()
            connection.send("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            return try connection.response().part(from: "<title>", to: "</title>")
        }
        for host in ["whatever", "status.acme.example", "whatever", "status.acme.example"] {
            let expected = host == "whatever" ? "Status pages" : "Acme Status"
            #expect(try title(host) == expected)
        }
    }

    @Test("is made anew when a minute has passed while something goes on, and at midnight")
    func clock() throws {
        let connection = try server.connect()
        func page(_ now: String) throws -> String {
            server.setClock(time(now))
            return try connection.get("/acme", "Accept: */*").text
        }
        #expect(try page("2026-11-23T12:00:30Z").contains("23 Nov: partial outage, 1 h<"))
        #expect(try page("2026-11-23T12:01:00Z").contains("23 Nov: partial outage, 1 h 1 min<"))
        #expect(try page("2026-11-23T13:00:00Z").contains("Maintenance in progress"))
        // Midnight in Berlin.
        #expect(try !page("2026-11-23T22:59:59Z").contains("<p>24 Nov:"))
        #expect(try page("2026-11-23T23:00:00Z").contains("<p>24 Nov:"))
    }
}
