import TestSupport
import Testing
import UpkeepEngine
import UpkeepSource

@Suite("An incident")
struct IncidentTests {
    private func incident(_ updates: String...) -> String {
        TestPage.yaml + """
            incidents:
              outage:
                status_page: acme
                title: API latency
                impact: major
                components: [api]
                updates:
            \(updates.map { "      - \($0)" }.joined(separator: "\n"))
            """
    }

    private let first =
        "{at: 2026-11-20T09:12:00Z, state: investigating, message: We look into it.}"
    private let second = "{at: 2026-11-20T10:02:00Z, state: resolved, message: Rolled back.}"

    @Test("tells the oldest update first")
    func order() {
        check(
            TestPage.yaml + """
                incidents:
                  outage:
                    status_page: acme
                    title: API latency
                    impact: major
                    updates:
                      1️⃣- \(second)
                      - \(first)
                """,
            Expected("1️⃣", "updates-out-of-order")
        )
    }

    @Test("has at least one update")
    func updatesMissing() {
        check(
            TestPage.yaml + """
                incidents:
                  a: 1️⃣{status_page: acme, title: T, impact: minor}
                  b: {status_page: acme, title: T, impact: minor, updates: 2️⃣[]}
                """,
            Expected("1️⃣", "missing-field", "no updates"),
            Expected("2️⃣", "wrong-count")
        )
    }

    @Test("tells visitors what is new")
    func effects() {
        var state = TestState()
        #expect(
            state.plan(incident(first)).outline.first
                == "+ incident/outage | visitors see: API partially out"
        )
        state.apply(incident(first))
        let plan = state.plan(incident(first, second))
        #expect(plan.outline.count == 1)
        #expect(
            plan.changes.first?.effects == [
                "visitors read: resolved: Rolled back.", "visitors see: resolved",
            ]
        )
        #expect(plan.diagnostics.isEmpty)
    }

    @Test("is appended to; changing what was published is flagged")
    func rewriting() {
        var state = TestState()
        state.apply(incident(first))
        let rewritten = first.replacing("We look into it.", with: "Nothing happened.")
        let codes = state.plan(incident(rewritten)).diagnostics.all.map(\.code.word)
        #expect(codes == ["published-update-changed"])
        let planned = "{at: 2027-01-01T00:00:00Z, state: resolved, message: Later.}"
        state.apply(incident(first, planned))
        #expect(state.plan(incident(first, second)).diagnostics.isEmpty, "it was not yet published")
    }
}
