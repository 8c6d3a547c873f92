import Foundation
import Testing

/// The table of exit statuses that scripts rely on; those of locks and damage have suites of their own.
@Suite struct ExitStatusTests {
    @Test func zeroWhenApplied() throws {
        let sandbox = try Sandbox(Sample.tree)
        let outcome = try sandbox.upkeep("apply", "--at", Sample.now)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Applied: the state is at serial 1."))
        #expect(outcome.errors == "")
    }

    @Test func zeroWhenThereIsNothingToDo() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let before = try sandbox.bytes(Sandbox.state)
        let outcome = try sandbox.upkeep("apply")
        #expect(outcome.status == 0)
        #expect(outcome.output == "No changes. State serial 1 has all 3 resources as declared.\n")
        #expect(try sandbox.bytes(Sandbox.state) == before)
    }

    @Test(arguments: [["plan"], ["reconcile", "--dry-run"]])
    func zeroForADryRunWithChanges(_ command: [String]) throws {
        let outcome = try Sandbox(Sample.tree).start(command).wait()
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test func zeroForAnEmptyFolder() throws {
        let outcome = try Sandbox().upkeep("plan", "--exit-code")
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test func oneWhenAPathDoesNotExist() throws {
        let outcome = try Sandbox().upkeep("plan", "nowhere")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("error: nowhere: no such file or folder"))
        #expect(outcome.output == "")
    }

    @Test func oneWhenAFileStandsWhereTheStatesFolderShould() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.write("", to: ".upkeep")
        let outcome = try sandbox.upkeep("apply")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("error: .upkeep: "), "\(outcome)")
    }

    @Test func oneWhenTheStatesFolderCannotBeMade() throws {
        let outcome = try Sandbox(Sample.tree).upkeep("apply", "--state", "/proc/upkeep/state.json")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("/proc/upkeep"), "\(outcome)")
    }

    @Test(arguments: [["plan", "--exit-code"], ["reconcile", "--dry-run", "--exit-code"]])
    func twoWhenADryRunIsAskedForChanges(_ command: [String]) throws {
        let sandbox = try Sandbox(Sample.tree)
        #expect(try sandbox.start(command).wait().status == 2)
        try sandbox.apply()
        #expect(try sandbox.start(command).wait().status == 0)
    }

    @Test(arguments: ["validate", "plan", "apply"])
    func threeWhenManifestsAreInvalid(_ command: String) throws {
        let sandbox = try Sandbox(["a.yaml": "monitors:\n  api: {nmae: API}\n"])
        let outcome = try sandbox.upkeep(command)
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("a.yaml:2:9: error[unknown-field]"), "\(outcome)")
        #expect(!sandbox.exists(".upkeep"), "an apply that cannot begin leaves nothing")
    }

    @Test func threeCountsMoreThanTwo() throws {
        let sandbox = try Sandbox(["a.yaml": "monitors: []\n"])
        #expect(try sandbox.upkeep("plan", "--exit-code").status == 3)
    }

    @Test(arguments: ["plan", "apply"])
    func fourWhenASafetyRuleRefuses(_ command: String) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let before = try sandbox.bytes(Sandbox.state)
        try sandbox.remove("monitors.yaml")
        let refused = try sandbox.upkeep(command)
        #expect(refused.status == 4)
        #expect(refused.errors.contains("--allow-empty monitor"), "the way out is named")
        #expect(try sandbox.bytes(Sandbox.state) == before)
        #expect(try sandbox.upkeep(command, "--allow-empty", "monitor").status == 0)
    }

    @Test func fourIsLiftedByWhatTheHelpNames() throws {
        let sandbox = try Sandbox(Sample.tree)
        let ids = Sample.ids(1...8)
        try sandbox.write(Sample.monitors(ids), to: "monitors.yaml")
        try sandbox.apply()
        try sandbox.write(Sample.monitors(Array(ids.prefix(4))), to: "monitors.yaml")
        #expect(try sandbox.upkeep("plan").status == 4)
        #expect(try sandbox.upkeep("plan", "--max-deletes", "3").status == 4)
        #expect(try sandbox.upkeep("plan", "--max-deletes", "4").status == 0)
        #expect(try sandbox.upkeep("plan", "--allow-delete", "monitor/m-5").status == 0)
        #expect(try sandbox.upkeep("plan", "--allow-delete", "monitor/m-1").status == 4)
    }

    @Test(arguments: [
        ["plan", "--no-such-option"], ["no-such-command"], ["plan", "--format", "xml"],
        ["plan", "--at", "yesterday"], ["plan", "--expect-digest", "123"],
        ["reconcile", "--exit-code"], ["apply", "--lock-timeout", "30"],
        ["plan", "--only", "monitr"], ["plan", "--max-files", "0"], ["state", "restore", "10"],
    ])
    func sixtyFourForUsage(_ command: [String]) throws {
        let sandbox = try Sandbox(Sample.tree)
        let outcome = try sandbox.start(command).wait()
        #expect(outcome.status == 64, "\(outcome)")
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("Error: "))
        #expect(!sandbox.exists(".upkeep"))
    }

    @Test(arguments: ["text", "json", "markdown"])
    func isTheSameInEveryFormat(_ format: String) throws {
        let sandbox = try Sandbox(Sample.tree)
        func status(_ arguments: String...) throws -> Int32 {
            try sandbox.start(arguments + ["--format", format]).wait().status
        }
        #expect(try status("plan", "--exit-code") == 2)
        #expect(try status("plan", "--expect-digest", String(repeating: "0", count: 64)) == 5)
        #expect(try status("apply") == 0)
        try sandbox.remove("monitors.yaml")
        #expect(try status("apply") == 4)
        try sandbox.write("monitors: 1\n", to: "monitors.yaml")
        #expect(try status("apply") == 3)
        #expect(try status("validate") == 3)
    }
}
