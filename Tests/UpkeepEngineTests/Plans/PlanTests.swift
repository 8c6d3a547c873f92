import TestSupport
import Testing
import UpkeepEngine
import UpkeepSource

@Suite("A plan")
struct PlanTests {
    private func keys(_ lines: String...) -> String {
        "keys:\n" + lines.map { "  \($0)\n" }.joined()
    }

    @Test("creates, updates, renames and deletes, in the order of the ids")
    func actions() {
        var state = TestState()
        state.apply(
            keys(
                "a: {name: A, scopes: []}",
                "b: {name: B, scopes: []}",
                "c: {name: C, scopes: []}",
                "d: {name: D, scopes: []}"
            )
        )
        let plan = state.plan(
            keys(
                "z: {name: Z, scopes: [monitors:read]}",
                "a: {name: A, scopes: []}",
                "b: {name: B2, scopes: []}",
                "new-c: {name: C2, scopes: [], previously: [c]}"
            )
        )
        #expect(
            plan.outline == [
                "~ key/b name: B -> B2",
                "- key/d | integrations that use it get 401, from now on and for good",
                "> key/c -> new-c name: C -> C2",
                "+ key/z | may: monitors:read; a new key, shown once by the apply",
            ]
        )
        #expect(plan.unchangedCount == 1)
    }

    @Test("is the same, byte for byte, for the same manifests in any order")
    func stability() {
        let lines = (0..<20).map { "k\($0): {name: K\($0), scopes: []}" }
        let forward = TestState().plan("keys:\n" + lines.map { "  \($0)\n" }.joined())
        let backward = TestState().plan("keys:\n" + lines.reversed().map { "  \($0)\n" }.joined())
        #expect(forward.value.json == backward.value.json)
        #expect(forward.value.json != TestState().plan(keys(lines[0])).value.json)
    }

    @Test(
        "does not change when only the order of a set, the spelling of a duration or a comment does"
    )
    func phantomChanges() {
        var state = TestState()
        let page = TestPage.yaml
        state.apply(
            page + """
                keys: {ci: {scopes: [monitors:read, incidents:read]}}
                monitors: {a: {name: A, type: heartbeat, status_page: acme, interval: 5m, labels: {x: a, y: b}}}
                """
        )
        let plan = state.plan(
            page + """
                # moved and respelt
                monitors: {a: {labels: {y: "b", x: a}, interval: 300s, status_page: 'acme', type: heartbeat, name: A}}
                keys: {ci: {scopes: [incidents:read, monitors:read]}}
                """
        )
        #expect(plan.outline.isEmpty)
    }

    @Test("tells protection as a field")
    func protection() {
        var state = TestState()
        state.apply(keys("a: {scopes: [], protect: true}"))
        #expect(state.plan(keys("a: {scopes: []}")).outline == ["~ key/a protect: true -> false"])
    }

    @Test("keeps public ids and creation dates for life, and gives none twice")
    func publicIDs() {
        func monitors(_ names: String...) -> String {
            TestPage.yaml
                + "defaults: {monitors: {type: heartbeat, status_page: acme}}\nmonitors:\n"
                + names.map { "  \($0)\n" }.joined()
        }
        let later = time("2026-12-01T00:00:00Z")
        var state = TestState()
        state.apply(monitors("a: {name: A}", "b: {name: B}"))
        state.apply(
            monitors("a: {name: A2}", "c: {name: B, previously: [b]}", "d: {name: D}"),
            now: later
        )
        state.apply(monitors("a: {name: A2}", "c: {name: B}"), now: later)
        state.apply(monitors("a: {name: A2}", "c: {name: B}", "d: {name: D}"), now: later)
        let numbers = state.state?.resources.filter { $0.id.kind == "monitor" }.map(\.publicID)
        #expect(
            numbers == [.number(1), .number(2), .number(4)],
            "3 was the first d and is never used again"
        )
        let renamed = state.state?[ResourceID(kind: "monitor", id: "c")]
        #expect(renamed?.createdAt == testNow)
        #expect(renamed?.updatedAt == later)
    }

    @Test("is limited to what is selected")
    func selection() {
        let manifests = TestManifests(keys("a: {scopes: []}", "b: {scopes: []}") + TestPage.yaml)
        let one = Selection(resources: [ResourceID(kind: "key", id: "b")])
        #expect(
            TestState().plan(manifests, selection: one).outline == [
                "+ key/b | FULL ACCESS; a new key, shown once by the apply"
            ]
        )
        let kind = Selection(kinds: ["status_page"])
        #expect(
            TestState().plan(manifests, selection: kind).changes.map(\.id.kind) == ["status_page"]
        )
    }

    @Test("of a selection leaves no reference without its target")
    func selectionAndReferences() {
        let monitors = "monitors: {a: {name: A, type: heartbeat, status_page: acme}}\n"
        let pages = TestPage.yaml + "  other: {name: Other}\n"
        var state = TestState()
        state.apply(pages.replacing("\n\n", with: "\n") + monitors)
        func refusals(_ yaml: String, _ selected: String) -> [String] {
            let selection = Selection(
                resources: [ResourceID(selected)].compactMap { $0 }.reduce(into: []) {
                    $0.insert($1)
                }
            )
            return state.plan(TestManifests(yaml), selection: selection).refusals
        }
        let renamed =
            "status_pages: {new: {name: Acme, previously: [acme]}, other: {name: Other}}\n"
        let moved = renamed + monitors.replacing("acme", with: "new")
        #expect(
            refusals(moved, "status_page/new") == ["not-selected"],
            "the stored monitor names the old page"
        )
        let part =
            pages.replacing("docs:", with: "new: {name: New}\n      docs:")
            + monitors.replacing("acme}", with: "acme, component: new}")
        #expect(
            refusals(part, "monitor/a") == ["not-selected"],
            "the stored page has no such component"
        )
        let unrelated = pages.replacing("Other", with: "Another") + monitors
        #expect(refusals(unrelated, "status_page/other").isEmpty)
    }

    @Test("that leaves out what it needs is refused")
    func selectionWithoutTarget() {
        let manifests = TestManifests(
            TestPage.yaml + "monitors: {a: {name: A, type: heartbeat, status_page: acme}}"
        )
        let plan = TestState().plan(manifests, selection: Selection(kinds: ["monitor"]))
        #expect(plan.refusals == ["not-selected"])
    }
}
