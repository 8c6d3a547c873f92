import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource

@Suite("A monitor")
struct MonitorTests {
    @Test("needs a name, a type and a page")
    func requiredFields() {
        check(
            """
            monitors:
              api: 1️⃣{interval: 30s}
            """,
            Expected("1️⃣", "missing-field", "no name"),
            Expected("1️⃣", "missing-field", "no type"),
            Expected("1️⃣", "missing-field", "no status_page")
        )
    }

    @Test("takes its fields and no others, and says what was meant")
    func unknownFields() {
        check(
            TestPage.yaml + """
                monitors:
                  api:
                    name: API
                    type: api
                    target: https://api.acme.example
                    status_page: acme
                    1️⃣intervall: 30s
                    x-owner: core
                """,
            Expected("1️⃣", "unknown-field", "did you mean \"interval\"?")
        )
    }

    @Test(
        "has a target that fits its type",
        arguments: [
            ("site", "https://acme.example", nil), ("api", "http://10.0.0.1:8080/health?x=1", nil),
            ("dns", "acme.example", nil), ("site", "acme.example", "web address"),
            ("site", "https://user:secret@acme.example", "web address"),
            ("api", "ftp://acme.example", "web address"),
            ("dns", "https://acme.example", "host name"), ("dns", "-acme.example", "host name"),
            ("api", "https://acme.example:99999", "web address"),
            ("api", "https://acme.example:+80", "web address"),
            ("heartbeat", "acme", "no target"),
        ]
    )
    func targets(type: String, target: String, problem: String?) {
        let manifests = TestManifests(
            TestPage.yaml + """
                monitors:
                  api: {name: API, type: \(type), target: "\(target)", status_page: acme}
                """
        )
        let found = manifests.diagnostics.sorted.map(\.message)
        #expect(found.count == (problem == nil ? 0 : 1))
        if let problem { #expect(found.first?.contains(problem) == true) }
    }

    @Test("needs a target unless it is a heartbeat")
    func missingTarget() {
        check(
            TestPage.yaml + """
                monitors:
                  job: {name: Job, type: heartbeat, status_page: acme}
                  api: {name: API, type: 1️⃣api, status_page: acme}
                """,
            Expected("1️⃣", "invalid-target", "needs a target")
        )
    }

    @Test(
        "has an interval with a unit, from 10 seconds to a day",
        arguments: [
            ("10s", true), ("1m", true), ("1d", true), ("24h", true), ("9s", false),
            ("86401s", false),
            ("30", false), ("5min", false), ("\"\"", false), ("1m30", false), ("-5m", false),
            ("[30s]", false),
        ]
    )
    func intervals(interval: String, isValid: Bool) {
        let yaml =
            TestPage.yaml + """
                monitors:
                  api:
                    {name: API, type: api, target: "https://a.example", status_page: acme, interval: \(interval)}
                """
        #expect(TestManifests(yaml).diagnostics.isEmpty == isValid)
    }

    @Test("is on a page and component that are declared")
    func references() {
        check(
            TestPage.yaml + """
                defaults:
                  monitors: {type: heartbeat, name: Job}
                monitors:
                  a: {status_page: 1️⃣acm}
                  b: {status_page: acme, component: 2️⃣dosc}
                  c: {status_page: acme, component: docs}
                """,
            Expected("1️⃣", "unknown-reference", "did you mean \"acme\"?"),
            Expected("2️⃣", "unknown-reference", "did you mean \"docs\"?")
        )
    }

    @Test("is noted in the state when it is disabled and enabled, the last thousand times")
    func disabledTimes() throws {
        func yaml(_ isEnabled: Bool) -> String {
            TestPage.yaml
                + "monitors: {m: {name: M, type: heartbeat, status_page: acme, enabled: \(isEnabled)}}"
        }
        func times(_ state: TestState) throws -> [String] {
            let stored = try #require(state.state?[ResourceID(kind: "monitor", id: "m")])
            return Monitor.DisabledTime(stored.issued).times.map { from, to in
                "\(from)/\(to.map(\.description) ?? "")"
            }
        }
        var state = TestState()
        state.apply(yaml(true), now: testNow)
        #expect(try times(state).isEmpty)
        state.apply(yaml(false), now: testNow.advanced(by: 10))
        #expect(try times(state) == ["2026-11-23T12:00:10Z/"])
        state.apply(yaml(true), now: testNow.advanced(by: 20))
        #expect(try times(state) == ["2026-11-23T12:00:10Z/2026-11-23T12:00:20Z"])
        // Another change of it is none of these.
        let renamed = yaml(true).replacing("name: M", with: "name: N")
        state.apply(renamed, now: testNow.advanced(by: 30))
        #expect(try times(state).count == 1)
        for round in 1...1_000 {
            state.apply(yaml(false), now: testNow.advanced(by: Seconds(100 * round)))
            state.apply(yaml(true), now: testNow.advanced(by: Seconds(100 * round + 50)))
        }
        #expect(try times(state).count == 1_000)
        #expect(try times(state).first == "2026-11-23T12:01:40Z/2026-11-23T12:02:30Z")
    }
}
