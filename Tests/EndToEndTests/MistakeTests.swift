import Testing

/// One run tells an author everything, once, and where it is.
@Suite struct MistakeTests {
    @Test func aReferenceIsCheckedAlsoWhereAnotherFieldIsWrong() throws {
        let sandbox = try Sandbox([
            "page.yaml": Sample.page,
            "a.yaml": """
            monitors:
              api:
                name: API
                type: heartbeat
                interval: "60"
                status_page: acmee

            """,
        ])
        let outcome = try sandbox.upkeep("validate")
        #expect(outcome.errors.contains("a.yaml:5:15: error[invalid-value]"), "\(outcome)")
        #expect(outcome.errors.contains("a.yaml:6:18: error[unknown-reference]"), "\(outcome)")
    }

    /// What follows from a mistake is not another one.
    @Test func aMisspeltTypeIsNotHeldAgainstTheTarget() throws {
        let sandbox = try Sandbox([
            "page.yaml": Sample.page,
            "a.yaml": """
            monitors:
              ns: {name: NS, type: dsn, target: ns1.acme.example, status_page: acme}

            """,
        ])
        let outcome = try sandbox.upkeep("validate")
        #expect(outcome.errors.contains("a.yaml:2:24: error[invalid-value]"), "\(outcome)")
        #expect(!outcome.errors.contains("invalid-target"), "\(outcome)")
    }

    @Test func aChangedUpdateIsShownWhereItStands() throws {
        func incident(_ second: String) -> String {
            """
            incidents:
              outage:
                status_page: acme
                title: Outage
                impact: major
                updates:
                  - {at: 2026-11-20T09:00:00Z, state: investigating, message: We look.}
                  - {at: 2026-11-20T10:00:00Z, state: resolved, message: \(second)}

            """
        }
        let sandbox = try Sandbox(["page.yaml": Sample.page, "a.yaml": incident("It is over.")])
        try sandbox.apply()
        try sandbox.write(incident("It never was."), to: "a.yaml")
        let outcome = try sandbox.upkeep("plan")
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains("a.yaml:8:9: warning[published-update-changed]"),
            "\(outcome)"
        )
    }

    @Test func aHundredErrorsAreShownAndTheRestIsCounted() throws {
        let lines = Sample.ids(1...130).map { "  \($0): {nmae: x}\n" }.joined()
        let sandbox = try Sandbox(["a.yaml": "status_pages:\n" + lines])
        let outcome = try sandbox.upkeep("validate")
        #expect(outcome.status == 3)
        let shown = outcome.errors.split(separator: "\n").count { $0.contains(": error[") }
        #expect(shown == 100)
        #expect(outcome.errors.contains("more errors"), "\(outcome.errors.suffix(200))")
    }

    @Test func validateAndPlanFindTheSame() throws {
        let sandbox = try Sandbox([
            "a.yaml": "monitors:\n  api: {name: API, type: heartbeat, status_page: nowhere}\n",
            "b.yaml": "status_pages:\n  Acme: {name: Acme}\n",
        ])
        let validate = try sandbox.upkeep("validate")
        let plan = try sandbox.upkeep("plan")
        #expect(validate.errors == plan.errors)
        #expect(validate.status == 3 && plan.status == 3)
    }

    @Test func filesAreReportedInTheOrderOfTheirPaths() throws {
        let sandbox = try Sandbox([
            "b.yaml": "x", "a/z.yaml": "x", "c.yaml": "x", "a.yaml": "x",
        ])
        let errors = try sandbox.upkeep("validate").errors
        let places = errors.split(separator: "\n").filter { $0.contains(": error[") }
            .compactMap { $0.split(separator: ":").first.map(String.init) }
        #expect(places == ["a.yaml", "a/z.yaml", "b.yaml", "c.yaml"])
    }
}
