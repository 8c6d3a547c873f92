import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepServer

/// Downtime by what is declared, to the second.
@Suite("Availability")
struct AvailabilityTests {
    private static let page = """
        status_pages: {acme: {name: Acme}}
        monitors:
          api: {name: API, type: api, target: https://api.acme.example, status_page: acme}

        """

    private static func incident(_ id: String, _ impact: String, _ updates: String...) -> String {
        """
          \(id):
            status_page: acme
            title: \(id)
            impact: \(impact)
            monitors: [api]
            updates:
        \(updates.map { "      - {\($0), message: m}" }.joined(separator: "\n"))

        """
    }

    private static func at(_ time: String, _ state: String) -> String {
        "at: 2026-11-\(time)Z, state: \(state)"
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let what: String
        var incidents: [String] = []
        var maintenances = ""
        var period = "7d"
        let downtime: Int
        var failures = 1
        var uptime: Double?
        var mttr: Int?
        var mtbf: Int?

        var testDescription: String { what }
    }

    /// Now is 2026-11-23T12:00:00Z: `7d` are six whole days and twelve hours, 561,600 seconds.
    static let cases = [
        Case(what: "nothing happened", downtime: 0, failures: 0, uptime: 100),
        Case(
            what: "an hour and a second",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("20T09:00:00", "investigating"),
                    at("20T10:00:01", "resolved")
                )
            ],
            downtime: 3_601,
            uptime: 99.3588,
            mttr: 3_601,
            mtbf: 557_999
        ),
        Case(
            what: "critical counts as major does",
            incidents: [
                incident(
                    "a",
                    "critical",
                    at("20T09:00:00", "investigating"),
                    at("20T09:00:10", "resolved")
                )
            ],
            downtime: 10,
            uptime: 99.9982
        ),
        Case(
            what: "a second is not rounded away",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("20T09:00:00", "investigating"),
                    at("20T09:00:01", "resolved")
                )
            ],
            downtime: 1,
            uptime: 99.9998
        ),
        Case(
            what: "minor and none are no downtime",
            incidents: [
                incident(
                    "a",
                    "minor",
                    at("20T09:00:00", "investigating"),
                    at("20T10:00:00", "resolved")
                ),
                incident("b", "none", at("21T09:00:00", "investigating")),
            ],
            downtime: 0,
            failures: 0
        ),
        Case(
            what: "what goes on lasts until now",
            incidents: [incident("a", "major", at("23T11:59:00", "investigating"))],
            downtime: 60
        ),
        Case(
            what: "two at the same time count once, and are two failures",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("20T09:00:00", "investigating"),
                    at("20T11:00:00", "resolved")
                ),
                incident(
                    "b",
                    "critical",
                    at("20T10:00:00", "investigating"),
                    at("20T12:00:00", "resolved")
                ),
            ],
            downtime: 10_800,
            failures: 2,
            mttr: 5_400,
            mtbf: 275_400
        ),
        Case(
            what: "what comes back is down again, and up between",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("20T09:00:00", "investigating"),
                    at("20T10:00:00", "resolved"),
                    at("20T12:00:00", "investigating"),
                    at("20T12:30:00", "resolved")
                )
            ],
            downtime: 5_400
        ),
        Case(
            what: "further updates change nothing until it is resolved",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("20T09:00:00", "investigating"),
                    at("20T09:10:00", "identified"),
                    at("20T09:20:00", "monitoring"),
                    at("20T09:30:00", "resolved"),
                    at("20T09:40:00", "resolved")
                )
            ],
            downtime: 1_800
        ),
        Case(
            what: "what began before the period counts from its start",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("10T00:00:00", "investigating"),
                    at("17T00:00:30", "resolved")
                )
            ],
            downtime: 30
        ),
        Case(
            what: "what ended before the period does not count",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("16T00:00:00", "investigating"),
                    at("17T00:00:00", "resolved")
                )
            ],
            downtime: 0,
            failures: 0
        ),
        Case(
            what: "a maintenance excuses what lies in it",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("20T09:00:00", "investigating"),
                    at("20T12:00:00", "resolved")
                )
            ],
            maintenances: """
                maintenances:
                  m:
                    {status_page: acme, title: m, start_at: 2026-11-20T10:00:00Z, end_at: 2026-11-20T11:00:00Z,
                     monitors: [api], emergency: true}
                """,
            downtime: 7_200
        ),
        Case(
            what: "an incident within a maintenance is no failure",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("20T10:10:00", "investigating"),
                    at("20T10:20:00", "resolved")
                )
            ],
            maintenances: """
                maintenances:
                  m:
                    {status_page: acme, title: m, start_at: 2026-11-20T10:00:00Z, end_at: 2026-11-20T11:00:00Z,
                     monitors: [api], emergency: true}
                """,
            downtime: 0,
            failures: 0
        ),
        Case(
            what: "a maintenance that recurs excuses every time",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("18T00:00:00", "investigating"),
                    at("21T00:00:00", "resolved")
                )
            ],
            maintenances: """
                maintenances:
                  m:
                    {status_page: acme, title: m, time_zone: UTC, start_at: 2026-11-01T10:00:00Z,
                     end_at: 2026-11-01T11:00:00Z, repeat: {every: day}, monitors: [api], emergency: true}
                """,
            downtime: 3 * 86_400 - 3 * 3_600
        ),
        Case(
            what: "the last 24 hours are to the second",
            incidents: [
                incident(
                    "a",
                    "major",
                    at("22T11:59:00", "investigating"),
                    at("22T12:01:00", "resolved")
                )
            ],
            period: "24h",
            downtime: 60,
            uptime: 99.9306,
            mttr: 60,
            mtbf: 86_340
        ),
    ]

    @Test("is exact", arguments: cases)
    func exact(_ worked: Case) async throws {
        let incidents = worked.incidents.isEmpty ? "" : "incidents:\n" + worked.incidents.joined()
        let state = Holders(
            Self.page + incidents + worked.maintenances,
            now: time("2026-11-01T00:00:00Z")
        )
        let server = try await TestServer(state.state.state)
        let connection = try server.connect()
        let answer = try connection.get(
            "/api/status-pages/acme/monitors/1/availability?period=\(worked.period == "7d" ? "7d" : "24h")"
        )
        #expect(answer.status == 200, "\(answer)")
        let figures = try #require(answer.json["availability"] as? [String: Any])
        #expect(figures["downtime_seconds"] as? Int == worked.downtime)
        #expect(figures["incident_count"] as? Int == worked.failures)
        #expect(figures["total_seconds"] as? Int == (worked.period == "7d" ? 561_600 : 86_400))
        if let uptime = worked.uptime { #expect(figures["uptime_percentage"] as? Double == uptime) }
        if let mttr = worked.mttr { #expect(figures["mttr_seconds"] as? Int == mttr) }
        if let mtbf = worked.mtbf { #expect(figures["mtbf_seconds"] as? Int == mtbf) }
        let days = try #require(answer.json["daily_breakdown"] as? [[String: Any]])
        #expect(days.compactMap { $0["downtime_seconds"] as? Int }.reduce(0, +) == worked.downtime)
        #expect(days.count == (worked.period == "7d" ? 7 : 2))
        #expect(days.first?["date"] as? String == "2026-11-23")
    }

    @Test("does not count while the monitor is disabled")
    func disabled() async throws {
        var state = TestState()
        let incident =
            "incidents:\n"
            + Self.incident(
                "a",
                "major",
                Self.at("20T00:00:00", "investigating"),
                Self.at("22T00:00:00", "resolved")
            )
        let off = Self.page.replacing(
            "status_page: acme}",
            with: "status_page: acme, enabled: false}"
        )
        state.apply(Self.page + incident, now: time("2026-11-19T00:00:00Z"))
        state.apply(off + incident, now: time("2026-11-20T12:00:00Z"))
        state.apply(Self.page + incident, now: time("2026-11-21T12:00:30Z"))
        let server = try await TestServer(state.state)
        let answer = try server.connect().get(
            "/api/status-pages/acme/monitors/1/availability?period=7d"
        )
        let figures = try #require(answer.json["availability"] as? [String: Any])
        #expect(figures["downtime_seconds"] as? Int == 86_400 - 30)
    }

    @Test("of a page is that of all its monitors")
    func page() async throws {
        let yaml =
            Self.page
            + "  web: {name: Web, type: site, target: https://acme.example, status_page: acme}\n"
            + "incidents:\n"
            + Self.incident(
                "a",
                "major",
                Self.at("22T00:00:00", "investigating"),
                Self.at("22T06:00:00", "resolved")
            )
        let server = try await TestServer(Holders(yaml).state.state)
        let answer = try server.connect().get("/api/embed/status?slug=acme&upd=3")
        let days = try #require(answer.json["upd"] as? [[String: Any]])
        #expect(days.map { $0["uptime_percentage"] as? Double } == [100, 87.5, 100])
        #expect(days.map { $0["downtime_seconds"] as? Int } == [0, 21_600, 0])
    }
}
