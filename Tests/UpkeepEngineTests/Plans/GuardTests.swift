import TestSupport
import Testing
import UpkeepEngine
import UpkeepSource

@Suite("A plan is refused")
struct GuardTests {
    private func keys(_ ids: some Sequence<Int>) -> String {
        "keys:\n" + ids.map { "  k\($0): {scopes: [monitors:read]}\n" }.joined()
    }

    private func key(_ number: Int) -> ResourceID { ResourceID(kind: "key", id: "k\(number)") }

    @Test(
        "when it deletes more than 3 resources and more than a quarter of a kind",
        arguments: [
            (5, 3, false), (5, 4, true), (12, 3, false), (12, 4, true), (16, 4, false),
            (16, 5, true),
            (100, 25, false), (100, 26, true),
        ]
    )
    func massDeletion(total: Int, deleted: Int, isRefused: Bool) {
        var state = TestState()
        state.apply(keys(0..<total))
        #expect(state.plan(keys(deleted..<total)).refusals == (isRefused ? ["mass-deletion"] : []))
    }

    @Test("until the number, or each resource, is allowed")
    func allowedMassDeletion() {
        var state = TestState()
        state.apply(keys(0..<10))
        let rest = keys(5..<10)
        #expect(state.plan(rest, consent: Consent(deletionLimit: 4)).refusals == ["mass-deletion"])
        #expect(state.plan(rest, consent: Consent(deletionLimit: 5)).refusals.isEmpty)
        #expect(
            state.plan(rest, consent: Consent(deletions: [key(0)])).refusals == ["mass-deletion"]
        )
        #expect(state.plan(rest, consent: Consent(deletions: [key(0), key(1)])).refusals.isEmpty)
        #expect(
            state.plan(keys(1..<10), consent: Consent(deletionLimit: 0)).refusals == [
                "mass-deletion"
            ]
        )
    }

    @Test("when nothing of a kind is left")
    func emptiedKind() {
        var state = TestState()
        state.apply(keys(0..<2) + TestPage.yaml)
        #expect(state.plan(TestPage.yaml).refusals == ["emptied-kind"])
        #expect(state.plan(TestPage.yaml, consent: Consent(emptiedKinds: ["key"])).refusals.isEmpty)
        #expect(
            state.plan(TestPage.yaml, consent: Consent(deletions: [key(0), key(1)])).refusals
                .isEmpty
        )
        #expect(
            state.plan(TestPage.yaml + keys(7..<8)).refusals.isEmpty,
            "another one takes their place"
        )
    }

    @Test("when it deletes what was applied with protection")
    func protected() {
        var state = TestState()
        let other = "  k1: {scopes: []}\n"
        state.apply("keys:\n  k0: {scopes: [], protect: true}\n" + other)
        #expect(state.plan("keys:\n" + other).refusals == ["protected"])
        #expect(
            state.plan("keys:\n" + other, consent: Consent(deletions: [key(0)])).refusals.isEmpty
        )
        let renamed = "keys:\n  new: {scopes: [], protect: true, previously: [k0]}\n" + other
        #expect(state.plan(renamed).refusals.isEmpty, "a rename deletes nothing")
        state.apply("keys:\n  k0: {scopes: []}\n" + other)
        #expect(state.plan("keys:\n" + other).refusals.isEmpty)
    }

    @Test("when it deletes what others still name")
    func stillReferenced() {
        let monitors = """
            monitors:
              a: {name: A, type: heartbeat, status_page: acme}
              b: {name: B, type: heartbeat, status_page: acme}
            """
        var state = TestState()
        state.apply(TestPage.yaml + monitors)
        let other = "status_pages: {other: {name: Other}}\n"
        let plan = state.plan(other + monitors)
        #expect(plan.refusals == ["still-referenced"])
        #expect(plan.diagnostics.all.first?.notes.map(\.range?.start.line) == [3, 4])
        #expect(state.plan(other + monitors.replacing("acme", with: "other")).refusals.isEmpty)
    }
}
