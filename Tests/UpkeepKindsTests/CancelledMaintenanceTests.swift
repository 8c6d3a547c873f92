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
        #expect(plan.outline.first?.hasSuffix("visitors see: cancelled") == true)
        #expect(
            TestManifests(yaml(once, other)).diagnostics.all.map(\.code.word)
                == ["maintenance-overlap"]
        )
        let free = yaml(once + "\n    cancelled_at: 2026-12-01T00:00:00Z", other)
        #expect(TestManifests(free).diagnostics.all.isEmpty)
    }
}
