import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

@Suite("A maintenance that is called off")
struct CancelledMaintenanceTests {
    private func yaml(_ fields: String, _ more: String = "") -> String {
        TestPage.yaml + """
            maintenances:
              work:
                status_page: acme
                title: Work
                components: [api]
                \(fields)
            \(more)
            """
    }

    private func maintenance(_ fields: String) throws -> Maintenance {
        let manifests = TestManifests(yaml(fields))
        #expect(manifests.diagnostics.all.isEmpty)
        let resource = try #require(manifests.desired.resources.first { $0.id.id == "work" })
        return .reading(resource.specification, id: "work", zones: .system)
    }

    private let once = "start_at: 2026-12-04T22:00:00Z\n    end_at: 2026-12-04T23:00:00Z"
    private let weekly =
        "time_zone: UTC\n    start_at: 2026-11-02T03:00:00\n    end_at: 2026-11-02T04:00:00\n"
        + "    repeat: {every: week, on: mon}\n    emergency: true"
    private let year = time("2026-01-01T00:00:00Z")..<time("2027-01-01T00:00:00Z")

    @Test("before it begins does not take place")
    func before() throws {
        let work = try maintenance(once + "\n    cancelled_at: 2026-12-01T00:00:00Z")
        #expect(work.windows(in: year, limit: 10).isEmpty)
        #expect(work.cancelledWindows(in: year, limit: 10).count == 1)
        #expect(!work.takesPlace)
    }

    @Test("while it is going on ends then")
    func during() throws {
        let work = try maintenance(once + "\n    cancelled_at: 2026-12-04T22:10:00Z")
        let windows = work.windows(in: year, limit: 10)
        #expect(windows == [time("2026-12-04T22:00:00Z")..<time("2026-12-04T22:10:00Z")])
        #expect(work.cancelledWindows(in: year, limit: 10).isEmpty)
        #expect(work.takesPlace)
    }

    @Test("keeps the windows that took place, so that what they excused stays excused")
    func recurring() throws {
        let work = try maintenance(weekly + "\n    cancelled_at: 2026-11-17T00:00:00Z")
        let windows = work.windows(in: year, limit: 100)
        #expect(
            windows.map(\.lowerBound.description).map { $0.prefix(10) } == [
                "2026-11-02", "2026-11-09", "2026-11-16",
            ]
        )
        #expect(
            work.cancelledWindows(in: year, limit: 100).first?.lowerBound
                == time("2026-11-23T03:00:00Z")
        )
    }

    @Test("tells visitors, and makes room for another one")
    func plan() {
        var state = TestState()
        state.apply(yaml(once))
        let other = """
              other:
                status_page: acme
                title: Other
                components: [api]
                start_at: 2026-12-04T22:00:00Z
                end_at: 2026-12-04T23:00:00Z
            """
        let plan = state.plan(yaml(once + "\n    cancelled_at: 2026-12-01T00:00:00Z"))
        #expect(plan.outline.first?.contains("visitors see: cancelled: ") == true)
        #expect(
            TestManifests(yaml(once, other)).diagnostics.all.map(\.code.word)
                == ["maintenance-overlap"]
        )
        let free = yaml(once + "\n    cancelled_at: 2026-12-01T00:00:00Z", other)
        #expect(TestManifests(free).diagnostics.all.isEmpty)
    }

    @Test("while a window is running ends that, and calls off those to come")
    func running() throws {
        let work = try maintenance(weekly + "\n    cancelled_at: 2026-11-16T03:10:00Z")
        let rest = time("2026-11-16T03:30:00Z")..<time("2027-01-01T00:00:00Z")
        #expect(work.windows(in: rest, limit: 10).isEmpty)
        #expect(
            work.cancelledWindows(in: rest, limit: 1).map(\.lowerBound)
                == [time("2026-11-23T03:00:00Z")]
        )
    }

    @Test("is held to the rule of notice like any other, and so is calling it back")
    func notice() {
        let workspace = "workspace: {name: Acme, maintenance_notice: 48h}\n"
        let soon = "start_at: 2026-11-23T13:00:00Z\n    end_at: 2026-11-23T14:00:00Z"
        var state = TestState()
        state.apply(workspace + yaml(once))
        let later = soon + "\n    cancelled_at: 2030-01-01T00:00:00Z"
        let codes = state.plan(workspace + yaml(later)).diagnostics.all.map(\.code.word)
        #expect(codes == ["short-notice"])
        let off = soon + "\n    cancelled_at: 2026-11-01T00:00:00Z"
        #expect(state.plan(workspace + yaml(off)).diagnostics.all.isEmpty)
        state.apply(workspace + yaml(off))
        let back = state.plan(workspace + yaml(soon))
        #expect(back.diagnostics.all.map(\.code.word) == ["short-notice"])
    }

    @Test("tells in the plan what visitors will see of it")
    func effects() {
        let empty = TestState()
        func effects(_ fields: String) -> String { empty.plan(yaml(fields)).outline.joined() }
        let off = effects(once + "\n    cancelled_at: 2026-11-01T00:00:00Z")
        #expect(off.contains("visitors see: cancelled: 2026-12-04 23:00 to 2026-12-05 00:00"))
        #expect(!off.contains("under maintenance"))
        let short = effects(once + "\n    cancelled_at: 2026-12-04T22:20:00Z")
        #expect(short.contains("under maintenance for 20 min"))
    }
}
