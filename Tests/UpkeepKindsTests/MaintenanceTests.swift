import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

@Suite("A maintenance")
struct MaintenanceTests {
    private func maintenances(_ lines: String) -> String {
        TestPage.yaml
            + "defaults:\n  maintenances: {status_page: acme, title: Work, components: [api]}\n"
            + "maintenances:\n" + lines
    }

    @Test("ends after it begins")
    func order() {
        check(
            maintenances(
                """
                  a:
                    start_at: 2026-12-04T22:00:00+01:00
                    end_at: 1️⃣2026-12-04T21:00:00Z
                """
            ),
            Expected("1️⃣", "end-not-after-start")
        )
    }

    @Test("does not overlap another one of the same component, unless that is meant")
    func overlap() {
        check(
            maintenances(
                """
                  a: {start_at: 2026-12-04T22:00:00Z, end_at: 2026-12-04T23:00:00Z}
                  b: {start_at: 1️⃣2026-12-04T22:59:59Z, end_at: 2026-12-04T23:30:00Z}
                  c: {start_at: 2026-12-04T23:30:00Z, end_at: 2026-12-05T00:00:00Z}
                  d: {start_at: 2026-12-04T22:00:00Z, end_at: 2026-12-05T00:00:00Z, components: [docs]}
                  e: {start_at: 2026-12-04T22:00:00Z, end_at: 2026-12-05T00:00:00Z, allow_overlap: true}
                """
            ),
            Expected("1️⃣", "maintenance-overlap", "component acme/api at 2026-12-04T22:59:59Z")
        )
    }

    @Test("does not overlap another one of the same monitor")
    func overlapOfMonitors() {
        check(
            """
            \(TestPage.yaml)
            monitors:
              job: {name: Job, type: heartbeat, status_page: acme}
            defaults:
              maintenances: {status_page: acme, title: Work, monitors: [job]}
            maintenances:
              a: {start_at: 2026-12-04T22:00:00Z, end_at: 2026-12-04T23:00:00Z}
              b: {start_at: 1️⃣2026-12-04T22:30:00Z, end_at: 2026-12-04T23:30:00Z}
            """,
            Expected("1️⃣", "maintenance-overlap", "monitor job")
        )
    }

    @Test("that recurs is compared in each of its windows, across a change of the clocks")
    func overlapOfRecurring() {
        // Sundays 02:30 in Berlin are 01:30 UTC in winter and 00:30 UTC in summer.
        let weekly = """
              weekly:
                time_zone: Europe/Berlin
                start_at: 2026-11-29T04:30:00
                end_at: 2026-11-29T05:00:00
                repeat: {every: week, on: sun, until: 2027-06-01}

            """
        check(
            maintenances(
                weekly + """
                      winter: {start_at: 1️⃣2027-03-21T03:30:00Z, end_at: 2027-03-21T03:31:00Z}
                      summer: {start_at: 2️⃣2027-04-04T02:30:00Z, end_at: 2027-04-04T02:31:00Z}
                      free: {start_at: 2027-04-11T03:30:00Z, end_at: 2027-04-11T03:31:00Z}
                      over: {start_at: 2027-06-06T02:30:00Z, end_at: 2027-06-06T02:31:00Z}
                    """
            ),
            Expected("1️⃣", "maintenance-overlap"),
            Expected("2️⃣", "maintenance-overlap")
        )
    }

    @Test("that is over is nobody's conflict")
    func pastOverlap() {
        check(
            maintenances(
                """
                  a: {start_at: 2026-01-04T22:00:00Z, end_at: 2026-01-04T23:00:00Z}
                  b: {start_at: 2026-01-04T22:30:00Z, end_at: 2026-01-04T23:30:00Z}
                """
            )
        )
    }

    @Test("has local times that exist, and exist once")
    func clockChanges() {
        check(
            maintenances(
                """
                  gap:
                    time_zone: Europe/Berlin
                    start_at: 1️⃣2027-03-28T02:30:00
                    end_at: 2027-03-28T04:00:00
                  fold:
                    time_zone: Europe/Berlin
                    start_at: 2027-10-31T01:00:00
                    end_at: 2️⃣2027-10-31T02:30:00
                  nowhere:
                    start_at: 3️⃣2027-10-31T01:00:00
                    end_at: 2027-10-31T02:30:00Z
                """
            ),
            Expected("1️⃣", "time-in-gap", "does not exist in Europe/Berlin"),
            Expected("2️⃣", "time-in-fold", "comes twice in Europe/Berlin"),
            Expected("3️⃣", "time-without-offset")
        )
        let help = TestManifests(
            maintenances(
                "  a: {time_zone: Europe/Berlin, start_at: 2027-03-28T02:30:00, end_at: 2027-03-28T05:00:00}"
            )
        ).diagnostics.all.first?.help
        #expect(help == "write 2027-03-28T03:30:00+02:00 or 2027-03-28T01:30:00+01:00")
    }

    @Test("recurs on days that fit")
    func recurrence() {
        check(
            maintenances(
                """
                  a:
                    time_zone: UTC
                    start_at: 1️⃣2026-12-04T22:00:00
                    end_at: 2026-12-04T23:00:00
                    repeat: {every: week, on: [sun]}
                  b:
                    time_zone: UTC
                    components: []
                    start_at: 2026-12-06T22:00:00
                    end_at: 2026-12-06T23:00:00
                    repeat: {every: month, on: 2️⃣[sun]}
                  c:
                    time_zone: UTC
                    components: []
                    start_at: 2026-12-06T22:00:00
                    end_at: 2026-12-06T23:00:00
                    repeat: {every: month, on: 3️⃣first snday}
                  d:
                    components: []
                    start_at: 2026-12-06T22:00:00Z
                    end_at: 2026-12-06T23:00:00Z
                    repeat: 4️⃣{every: month, on: first sunday}
                """
            ),
            Expected("1️⃣", "repeat-mismatch", "is a friday"),
            Expected("2️⃣", "invalid-value", "do not fit every: month"),
            Expected("3️⃣", "invalid-value", "is not a day"),
            Expected("4️⃣", "missing-field", "needs a time_zone")
        )
    }

    @Test("that recurs takes place, and is over before the next one")
    func recurrenceThatTakesPlace() {
        func recurring(_ rule: String, _ end: String) -> String {
            maintenances(
                """
                  a:
                    time_zone: UTC
                    start_at: 2026-12-06T05:00:00
                    end_at: \(end)
                    repeat: 1️⃣{\(rule)}
                """
            )
        }
        let end = "2026-12-06T06:00:00"
        check(
            recurring("every: week, until: 2026-12-05", end),
            Expected("1️⃣", "repeat-mismatch", "leaves no day")
        )
        check(
            recurring("every: day", "2026-12-07T05:00:01"),
            Expected("1️⃣", "repeat-mismatch", "runs into the next one")
        )
        let first = "every: week, except: [2026-12-06]"
        let plan = TestState().plan(MarkedText(recurring(first, end)).text)
        #expect(plan.changes.first?.effects.first?.hasPrefix("2026-12-13 06:00 to 07:00") == false)
        #expect(
            plan.changes.first?.effects.first?.hasPrefix("2026-12-13 05:00 to 06:00 UTC") == true
        )
    }

    @Test("that recurs is compared with single ones however far ahead they are, and with freezes")
    func farAhead() {
        check(
            """
            workspace:
              name: Acme
              freezes:
                - {start_at: 2034-12-20T00:00:00Z, end_at: 2035-01-03T00:00:00Z, reason: Holidays}

            """
                + maintenances(
                    """
                      far: {start_at: 1️⃣2033-12-11T00:30:00Z, end_at: 2033-12-11T00:45:00Z}
                      weekly:
                        time_zone: UTC
                        start_at: 2️⃣2026-12-06T00:00:00
                        end_at: 2026-12-06T01:00:00
                        repeat: {every: week}
                    """
                ),
            Expected("1️⃣", "maintenance-overlap", "maintenance/far and maintenance/weekly"),
            Expected("2️⃣", "maintenance-in-freeze", "2034-12-24T00:00:00Z")
        )
    }

    @Test("with a zone that there is not has one mistake, not three")
    func unknownZone() {
        check(
            maintenances(
                """
                  a:
                    time_zone: 1️⃣Europe/Berlim
                    start_at: 2026-12-06T05:00:00
                    end_at: 2026-12-06T06:00:00
                    repeat: {every: week}
                """
            ),
            Expected("1️⃣", "invalid-value", "did you mean \"Europe/Berlin\"?")
        )
    }

    @Test("is told which zone was meant as often as errors are shown, over all files")
    func manyUnknownZones() {
        let files = (100..<202).map { number in
            (
                name: "\(number).yaml",
                yaml: "status_pages: {p\(number): {name: P, time_zone: Europe/Berlim}}"
            )
        }
        let diagnostics = TestManifests(files: files).diagnostics.sorted
        #expect(diagnostics.count == 102)
        let told = diagnostics.map { $0.message.contains("did you mean \"Europe/Berlin\"?") }
        #expect(told == .init(repeating: true, count: 100) + [false, false])
    }

    @Test("keeps out of freezes, unless it is an emergency")
    func freeze() {
        check(
            """
            workspace:
              name: Acme
              freezes:
                - start_at: 2026-12-20T00:00:00Z
                  end_at: 2027-01-03T00:00:00Z
                  reason: Holidays
            """ + "\n"
                + maintenances(
                    """
                      a: {start_at: 1️⃣2026-12-24T22:00:00Z, end_at: 2026-12-24T23:00:00Z}
                      b: {start_at: 2026-12-25T22:00:00Z, end_at: 2026-12-25T23:00:00Z, emergency: true}
                      c: {start_at: 2027-01-03T00:00:00Z, end_at: 2027-01-03T23:00:00Z}
                    """
                ),
            Expected("1️⃣", "maintenance-in-freeze", "Holidays")
        )
    }

    @Test("is announced early enough, when the workspace says how early")
    func notice() {
        let workspace = "workspace: {name: Acme, maintenance_notice: 2d}\n"
        func plan(_ state: TestState, _ fields: String) -> [String] {
            state.plan(workspace + maintenances("  a: {\(fields)}")).refusals
        }
        let soon = "start_at: 2026-11-25T11:59:59Z, end_at: 2026-11-25T13:00:00Z"
        let late = "start_at: 2026-11-25T12:00:00Z, end_at: 2026-11-25T13:00:00Z"
        var state = TestState()
        #expect(plan(state, soon) == ["short-notice"])
        #expect(plan(state, soon + ", emergency: true").isEmpty)
        #expect(plan(state, late).isEmpty)
        state.apply(workspace + maintenances("  a: {\(late)}"))
        #expect(plan(state, soon) == ["short-notice"], "it was moved to an earlier time")
        #expect(plan(state, late + ", title: Other").isEmpty, "it was announced before")
        let over = "start_at: 2026-11-01T00:00:00Z, end_at: 2026-11-01T01:00:00Z"
        state.apply(workspace + maintenances("  a: {\(over)}"))
        #expect(plan(state, soon) == ["short-notice"], "a window that is over announces nothing")
        let daily =
            "time_zone: UTC, start_at: 2026-11-22T10:00:00Z, end_at: 2026-11-22T11:00:00Z, repeat: {every: day}"
        #expect(plan(TestState(), daily) == ["short-notice"], "its next window is tomorrow")
    }

    @Test("that was over before it was created is worth a warning")
    func over() {
        let yaml = maintenances(
            "  a: {start_at: 2026-11-01T00:00:00Z, end_at: 2026-11-01T01:00:00Z}"
        )
        var state = TestState()
        #expect(state.plan(yaml).diagnostics.all.map(\.code.word) == ["maintenance-over"])
        state.apply(yaml)
        #expect(state.plan(yaml).diagnostics.isEmpty)
    }

    @Test("says in a plan what visitors see, in the page's time")
    func effects() {
        let plan = TestState().plan(
            maintenances("  a: {start_at: 2026-12-04T21:00:00Z, end_at: 2026-12-04T22:30:00Z}")
        )
        #expect(
            plan.changes.first?.effects == [
                "2026-12-04 22:00 to 23:30 Europe/Berlin, API",
                "visitors see: API under maintenance for 1 h 30 min",
            ]
        )
    }

    @Test("that recurs keeps its local time when the clocks change")
    func windows() {
        let yaml = maintenances(
            """
              a:
                time_zone: Europe/Berlin
                start_at: 2027-03-14T02:30:00
                end_at: 2027-03-14T03:30:00
                repeat: {every: week, on: sun}
            """
        )
        let all = Declarations<Maintenance>(in: TestManifests(yaml).desired, zones: .system)
        let maintenance = Array(all)[0]
            .specification
        let windows = maintenance.windows(in: testNow..<time("2027-04-12T00:00:00Z"), limit: 10)
        // On 28 March 02:30 does not exist; RFC 5545 takes the offset before the gap.
        #expect(
            windows.map(\.lowerBound.description) == [
                "2027-03-14T01:30:00Z", "2027-03-21T01:30:00Z", "2027-03-28T01:30:00Z",
                "2027-04-04T00:30:00Z",
                "2027-04-11T00:30:00Z",
            ]
        )
        #expect(windows.allSatisfy { $0.lowerBound.distance(to: $0.upperBound) == 3_600 })
    }
}
