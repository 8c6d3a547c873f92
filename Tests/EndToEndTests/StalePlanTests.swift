import Testing

/// What was reviewed is what is applied, or nothing is.
@Suite struct StalePlanTests {
    private func digest(_ sandbox: Sandbox) throws -> String {
        let plan = try JSON.object(sandbox.upkeep("plan", "--format", "json").output)
        return try #require(plan["digest"] as? String)
    }

    @Test func aPlanThatStillHoldsIsApplied() throws {
        let sandbox = try Sandbox(Sample.tree)
        #expect(try sandbox.upkeep("plan", "--out", "plan.json").status == 0)
        let outcome = try sandbox.upkeep("apply", "--plan", "plan.json")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try sandbox.serial() == 1)
    }

    @Test func theCommandThatAPlanEndsWithAppliesIt() throws {
        let sandbox = try Sandbox(Sample.tree)
        let plan = try sandbox.upkeep("plan", "--state", "other/a state.json")
        let line = try #require(plan.output.split(separator: "\n").last)
        let command = line.replacing("Apply exactly this: upkeep", with: "\"$UPKEEP\"")
        try sandbox.shell("mkdir other")
        let outcome = try sandbox.shell(String(command))
        #expect(outcome.status == 0, "\(command)\n\(outcome)")
        #expect(sandbox.exists("other/a state.json"))
    }

    @Test func aFolderThatLooksLikeAnOptionCanBeApplied() throws {
        let sandbox = try Sandbox(["-x/page.yaml": Sample.page])
        let plan = try sandbox.upkeep("plan", "--", "-x")
        let line = try #require(plan.output.split(separator: "\n").last)
        let command = line.replacing("Apply exactly this: upkeep", with: "\"$UPKEEP\"")
        let outcome = try sandbox.shell(String(command))
        #expect(outcome.status == 0, "\(command)\n\(outcome)")
    }

    @Test func theDigestOfAnotherPlanIsRefused() throws {
        let sandbox = try Sandbox(Sample.tree)
        let actual = try digest(sandbox)
        let wrong = String(repeating: "0", count: 64)
        let outcome = try sandbox.upkeep("apply", "--expect-digest", wrong)
        #expect(outcome.status == 5)
        #expect(outcome.errors.contains("error[stale-plan]"))
        #expect(outcome.errors.contains(actual) && outcome.errors.contains(wrong))
        #expect(!sandbox.exists(Sandbox.state))
        #expect(try sandbox.upkeep("apply", "--expect-digest", actual).status == 0)
    }

    @Test func changedManifestsAreNamed() throws {
        let sandbox = try Sandbox(Sample.tree)
        #expect(try sandbox.upkeep("plan", "--out", "plan.json").status == 0)
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        let outcome = try sandbox.upkeep("apply", "--plan", "plan.json")
        #expect(outcome.status == 5)
        #expect(outcome.errors.contains("the manifests have changed"), "\(outcome)")
        #expect(!outcome.errors.contains("the state has moved"), "\(outcome)")
        #expect(!sandbox.exists(Sandbox.state))
    }

    @Test func aStateThatHasMovedIsNamedWithItsSerials() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let wanted = Sample.monitors(["api", "web"], interval: "30s")
        try sandbox.write(wanted, to: "monitors.yaml")
        #expect(try sandbox.upkeep("plan", "--out", "plan.json").status == 0)
        // Somebody else applies something in between, and the manifests are as they were.
        try sandbox.write(Sample.monitors(["api", "web"], interval: "5m"), to: "monitors.yaml")
        try sandbox.apply()
        try sandbox.write(wanted, to: "monitors.yaml")
        let outcome = try sandbox.upkeep("apply", "--plan", "plan.json")
        #expect(outcome.status == 5)
        #expect(
            outcome.errors.contains("the state has moved from serial 1 to serial 2"),
            "\(outcome)"
        )
        #expect(!outcome.errors.contains("the manifests have changed"), "\(outcome)")
        #expect(try sandbox.serial() == 2)
    }

    @Test func otherOptionsAreAnotherPlan() throws {
        let sandbox = try Sandbox(Sample.tree)
        #expect(try sandbox.upkeep("plan", "--out", "plan.json").status == 0)
        let outcome = try sandbox.upkeep("apply", "--plan", "plan.json", "--only", "status_page")
        #expect(outcome.status == 5)
        #expect(outcome.errors.contains("the options"), "\(outcome)")
    }

    @Test func aPlanFileThatWasEditedIsRefused() throws {
        let sandbox = try Sandbox(Sample.tree)
        #expect(try sandbox.upkeep("plan", "--out", "plan.json").status == 0)
        let text = try sandbox.text("plan.json").replacing("\"60s\"", with: "\"10s\"")
        try sandbox.write(text, to: "plan.json")
        let outcome = try sandbox.upkeep("apply", "--plan", "plan.json")
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains("this is not a plan, or it was changed"), "\(outcome)")
        #expect(!sandbox.exists(Sandbox.state))
    }

    @Test func aPlanFileThatIsNotThereIsAFailure() throws {
        let sandbox = try Sandbox(Sample.tree)
        let outcome = try sandbox.upkeep("apply", "--plan", "plan.json")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("plan.json"))
        #expect(!sandbox.exists(Sandbox.state))
    }

    /// A plan does not depend on when it is made, or nobody could apply it later.
    @Test func theMomentIsNotPartOfAPlan() throws {
        let sandbox = try Sandbox(Sample.tree)
        let plan = try sandbox.upkeep("plan", "--at", Sample.now, "--out", "plan.json")
        #expect(plan.status == 0)
        let later = "2026-11-25T12:00:00Z"
        let outcome = try sandbox.upkeep("apply", "--at", later, "--plan", "plan.json")
        #expect(outcome.status == 0, "\(outcome)")
    }
}
