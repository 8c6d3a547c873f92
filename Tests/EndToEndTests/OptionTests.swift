import Testing

/// Options, and the variables that stand for them.
@Suite struct OptionTests {
    @Test func theStateCanBeNamedByAVariable() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.shell("mkdir kept")
        let variables = ["UPKEEP_STATE": "kept/state.json"]
        #expect(try sandbox.upkeep("apply", variables: variables).status == 0)
        #expect(sandbox.exists("kept/state.json") && !sandbox.exists(".upkeep"))
        #expect(try sandbox.upkeep("state", "verify", variables: variables).status == 0)
    }

    @Test func theCommandLineWins() throws {
        let sandbox = try Sandbox(Sample.tree)
        let variables = ["UPKEEP_STATE": "kept/state.json", "UPKEEP_FORMAT": "json"]
        let outcome = try sandbox.upkeep(
            "plan",
            "--state",
            "other/state.json",
            "--format=text",
            variables: variables
        )
        #expect(outcome.output.hasPrefix("Plan on no state yet"))
        #expect(outcome.output.contains("--state other/state.json"))
    }

    @Test func aPathWithACommaIsOnePath() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.shell("mkdir 'a,b' b")
        let outcome = try sandbox.upkeep("apply", variables: ["UPKEEP_STATE": "a,b/state.json"])
        #expect(outcome.status == 0, "\(outcome)")
        #expect(sandbox.exists("a,b/state.json"))
        #expect(!sandbox.exists("b/state.json"), "the state must not end up elsewhere")
    }

    @Test func theFormatCanBeSetByAVariable() throws {
        let sandbox = try Sandbox(Sample.tree)
        let plan = try sandbox.upkeep("plan", variables: ["UPKEEP_FORMAT": "json"])
        #expect(try JSON.object(plan.output)["format"] as? String == "upkeep-plan/1")
    }

    /// A pipeline sets the variable once for all its commands.
    @Test(arguments: ["state list", "state show", "state history"])
    func aFormatForPlansDoesNotBreakOtherCommands(_ command: String) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let words = command.split(separator: " ").map(String.init)
        let outcome = try sandbox.start(words, variables: ["UPKEEP_FORMAT": "markdown"]).wait()
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test func thePatienceCanBeSetByAVariable() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        let holder = try LockHolder(of: sandbox, seconds: 1)
        let outcome = try sandbox.upkeep("apply", variables: ["UPKEEP_LOCK_TIMEOUT": "30s"])
        #expect(outcome.status == 0, "\(outcome)")
        try holder.release()
    }

    @Test(arguments: [
        ["UPKEEP_FORMAT": "xml"], ["UPKEEP_AT": "soon"], ["UPKEEP_EXIT_CODE": "maybe"],
    ])
    func aVariableThatMakesNoSenseIsUsage(_ variables: [String: String]) throws {
        let outcome = try Sandbox(Sample.tree).upkeep("plan", variables: variables)
        #expect(outcome.status == 64, "\(outcome)")
    }

    /// Nobody has typed the option, so the message has to say where it comes from.
    @Test func aVariableThatMakesNoSenseIsNamed() throws {
        let outcome = try Sandbox(Sample.tree).upkeep("plan", variables: ["UPKEEP_FORMAT": "xml"])
        #expect(outcome.errors.contains("UPKEEP_FORMAT"), "\(outcome)")
    }

    @Test func flagsCanBeSetByAVariable() throws {
        let sandbox = try Sandbox(Sample.tree)
        #expect(try sandbox.upkeep("plan", variables: ["UPKEEP_EXIT_CODE": "1"]).status == 2)
        #expect(try sandbox.upkeep("plan", variables: ["UPKEEP_EXIT_CODE": "0"]).status == 0)
        let dry = try sandbox.upkeep("reconcile", variables: ["UPKEEP_DRY_RUN": "true"])
        #expect(dry.status == 0 && !sandbox.exists(".upkeep"))
    }

    @Test(arguments: [
        ("status_page", ["status_page/acme"]), ("status_pages", ["status_page/acme"]),
        ("workspace", ["workspace/settings"]),
    ])
    func onlyPlansAKind(_ selection: String, _ expected: [String]) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.write("workspace: {name: Acme}\n", to: "workspace.yaml")
        let outcome = try sandbox.upkeep("plan", "--only", selection, "--format", "json")
        let changes = try #require(JSON.object(outcome.output)["changes"] as? [[String: Any]])
        let names = changes.map { "\($0["kind"] ?? "")/\($0["id"] ?? "")" }
        #expect(names == expected)
    }

    @Test func onlyLeavesTheRestOfTheStateAlone() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["web"], interval: "30s"), to: "monitors.yaml")
        let outcome = try sandbox.upkeep("apply", "--only", "monitor/web")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("1 to update"))
        #expect(try sandbox.publicIDs().keys.contains("monitor/api"), "it is still in the state")
        #expect(try sandbox.upkeep("plan").output.contains("- monitor/api"))
    }

    @Test func onlyOfSomethingThatIsNowhereIsAMistake() throws {
        let sandbox = try Sandbox(Sample.tree)
        let outcome = try sandbox.upkeep("plan", "--only", "monitor/wbe")
        #expect(outcome.status != 0, "a slip of the pen is no empty plan: \(outcome)")
    }

    @Test func onlyDeletesWhatItNames() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        let before = try sandbox.upkeep("state", "list", "monitor").output
        let gone = try #require(
            before.split(separator: "\n").compactMap { $0.split(separator: " ").first }.map(
                String.init
            )
            .first { $0 != "monitor/api" }
        )
        let outcome = try sandbox.upkeep("apply", "--only", gone)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try !sandbox.upkeep("state", "list").output.contains(gone))
    }

    @Test func onlyNamesWhatItLeavesOutAndNeeds() throws {
        let outcome = try Sandbox(Sample.tree).upkeep("plan", "--only", "monitor/api")
        #expect(outcome.status == 4)
        #expect(outcome.errors.contains("error[not-selected]"))
        #expect(outcome.errors.contains("add --only status_page/acme"))
    }

    @Test func theMomentDecidesWhatIsOver() throws {
        let sandbox = try Sandbox(["page.yaml": Sample.page])
        let window = """
            maintenances:
              upgrade:
                status_page: acme
                title: Upgrade
                start_at: 2026-12-04T22:00:00Z
                end_at: 2026-12-04T23:00:00Z

            """
        try sandbox.write(window, to: "a.yaml")
        let before = try sandbox.upkeep("plan", "--at", "2026-12-01T00:00:00Z")
        let after = try sandbox.upkeep("plan", "--at", "2026-12-05T01:00:00+01:00")
        #expect(!before.errors.contains("maintenance-over"))
        #expect(after.errors.contains("warning[maintenance-over]"), "\(after)")
        #expect(before.status == 0 && after.status == 0, "a warning stops nothing")
    }

    /// `-` is standard input everywhere else, so it is never a file of that name, which would look like no state at all.
    @Test func aStateNamedDashIsNotAFile() throws {
        let sandbox = try Sandbox(Sample.tree)
        let outcome = try sandbox.shell(#"echo no state | "$UPKEEP" plan --state -"#)
        #expect(outcome.status != 0, "\(outcome)")
    }

    @Test func theStateStandsBesideTheManifests() throws {
        let sandbox = try Sandbox()
        for (name, text) in Sample.tree { try sandbox.write(text, to: "status/\(name)") }
        let outcome = try sandbox.upkeep("apply", "status/")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(sandbox.exists("status/.upkeep/state.json"))
        #expect(!outcome.output.contains("//"), "\(outcome)")
        try sandbox.damage("status/.upkeep/state.json")
        let damaged = try sandbox.upkeep("plan", "status/")
        #expect(damaged.errors.hasPrefix("error: status/.upkeep/state.json: "), "\(damaged)")
    }
}
