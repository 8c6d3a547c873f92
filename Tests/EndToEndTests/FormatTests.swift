import Foundation
import Testing

/// What scripts and pull requests read.
@Suite struct FormatTests {
    private static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

    @Test func aPlanAsJSONHasTheDocumentedKeys() throws {
        let sandbox = try Sandbox(Sample.tree)
        let plan = try JSON.object(sandbox.upkeep("plan", "--format", "json").output)
        #expect(
            plan.keys.sorted() == [
                "changes", "diagnostics", "digest", "dry_run", "exit_status", "format", "plan",
                "source",
                "summary",
            ]
        )
        #expect(plan["format"] as? String == "upkeep-plan/1")
        #expect(plan["dry_run"] as? Bool == true)
        #expect(plan["exit_status"] as? Int == 0)
        let summary = try #require(plan["summary"] as? [String: Int])
        let others = ["delete", "rename", "revoke", "rotate", "unchanged", "update"]
        #expect(
            summary == Dictionary(uniqueKeysWithValues: [("create", 3)] + others.map { ($0, 0) })
        )
        let changes = try #require(plan["changes"] as? [[String: Any]])
        #expect(changes.count == 3)
        #expect(changes[0]["action"] as? String == "create")
        #expect(changes[0]["kind"] as? String == "monitor")
        #expect(changes[0]["id"] as? String == "api")
        #expect(changes[0]["file"] as? String == "monitors.yaml")
        #expect(changes[0]["line"] as? Int == 4)
    }

    @Test func anUpdateAsJSONHasBothValues() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api", "web"], interval: "30s"), to: "monitors.yaml")
        let plan = try JSON.object(sandbox.upkeep("plan", "--format", "json").output)
        let changes = try #require(plan["changes"] as? [[String: Any]])
        let fields = try #require(changes[0]["fields"] as? [[String: String]])
        #expect(fields == [["path": "interval", "before": "60s", "after": "30s"]])
    }

    @Test func anApplyAsJSONTellsTheNewState() throws {
        let sandbox = try Sandbox(Sample.tree)
        let outcome = try sandbox.upkeep("apply", "--format", "json")
        let applied = try #require(JSON.object(outcome.output)["applied"] as? [String: Any])
        #expect(applied["serial"] as? Int == 1)
        #expect((applied["digest"] as? String)?.count == 64)
        #expect(applied["lineage"] != nil)
    }

    @Test(arguments: ["plan", "apply", "validate"])
    func mistakesAsJSONHaveTheirPlaces(_ command: String) throws {
        let sandbox = try Sandbox(["a.yaml": "status_pages:\n  acme: {nmae: Acme}\n"])
        let outcome = try sandbox.upkeep(command, "--format", "json")
        #expect(outcome.status == 3)
        #expect(outcome.errors == "", "the result is on standard output, once")
        let report = try JSON.object(outcome.output)
        let diagnostics = try #require(report["diagnostics"] as? [[String: Any]])
        let first = try #require(diagnostics.first { $0["code"] as? String == "unknown-field" })
        #expect(first["severity"] as? String == "error")
        #expect((first["message"] as? String)?.contains("did you mean \"name\"?") == true)
        let range = try #require(first["range"] as? [String: Any])
        #expect(range["file"] as? String == "a.yaml")
        #expect(range["start_line"] as? Int == 2)
        #expect(range["start_column"] as? Int == 10)
    }

    @Test func jsonKeepsTextAsItIsAndOneResultOnly() throws {
        let sandbox = try Sandbox([
            "a.yaml": #"status_pages: {acme: {name: "Zo\u00eb \"<b>\" \\ \U0001F600"}}"# + "\n"
        ])
        try sandbox.apply()
        let outcome = try sandbox.upkeep("state", "show", "status_page/acme", "--format", "json")
        let resource = try JSON.object(outcome.output)
        let declared = try #require(resource["declared"] as? [String: Any])
        let specification = try #require(declared["spec"] as? [String: Any])
        #expect(specification["name"] as? String == "Zo\u{EB} \"<b>\" \\ \u{1F600}")
    }

    @Test func noColourInPipes() throws {
        let sandbox = try Sandbox(Sample.tree)
        let plain = try sandbox.upkeep("plan", variables: ["TERM": "xterm-256color"])
        #expect(!plain.output.contains("\u{1B}"))
        let quiet = try sandbox.upkeep("plan", variables: ["NO_COLOR": "1"])
        #expect(quiet.output == plain.output)
    }

    /// `script` gives the program a terminal of its own.
    @Test(.enabled(if: Self.hasScript, "script(1) is not installed"))
    func colourOnATerminalUnlessNobodyWantsIt() throws {
        let sandbox = try Sandbox(Sample.tree)
        func onTerminal(_ variables: String) throws -> String {
            let line = "\(variables) script -qec '\"$UPKEEP\" plan' /dev/null </dev/null"
            return try sandbox.shell(line).output
        }
        #expect(try onTerminal("TERM=xterm").contains("\u{1B}[32m"))
        #expect(try !onTerminal("TERM=xterm NO_COLOR=1").contains("\u{1B}"))
        #expect(try !onTerminal("TERM=dumb").contains("\u{1B}"))
    }

    @Test func aReaderThatGoesAwayIsNoFailure() throws {
        let sandbox = try Sandbox(["page.yaml": Sample.page])
        try sandbox.write(Sample.monitors(Sample.ids(1...500)), to: "monitors.yaml")
        let line = #""$UPKEEP" plan | head -1; "$UPKEEP" plan | true; echo end"#
        let outcome = try sandbox.shell(line)
        #expect(outcome.output == "Plan on no state yet: 501 to create\nend\n", "\(outcome)")
        #expect(outcome.errors == "")
    }

    /// An apply is done whoever watches; a result that cannot be written is a failure all the same.
    @Test(arguments: ["plan", "plan --format json", "validate", "version", "explain", "state list"])
    func aFullDiskBehindStandardOutputIsAFailure(_ command: String) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let outcome = try sandbox.shell("\"$UPKEEP\" \(command) >/dev/full")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.errors.contains("standard output"), "\(outcome)")
    }

    @Test func aClosedStandardErrorIsNoFailure() throws {
        let sandbox = try Sandbox(["a.yaml": "keys:\n  ci: {name: CI}\n"])
        let outcome = try sandbox.shell(#""$UPKEEP" plan 2>/dev/full"#)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try sandbox.shell(#""$UPKEEP" plan 2>&-"#).status == 0)
    }

    /// A closed descriptor is reused by the next file that is opened, which must never be the state.
    @Test func closedStreamsDoNotEndUpInTheState() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.shell(#""$UPKEEP" apply <&- >&- 2>&-"#)
        let outcome = try sandbox.upkeep("state", "verify")
        #expect(outcome.status == 0, "\(outcome)")
        let names = try sandbox.names(in: ".upkeep")
        #expect(names == ["history.jsonl", "state.json", "state.json.lock"])
        #expect(try sandbox.bytes(".upkeep/state.json.lock") == [])
    }
}
