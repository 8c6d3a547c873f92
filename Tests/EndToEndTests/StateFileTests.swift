import Foundation
import Testing

/// What stands on disk after an apply, and what must not.
@Suite struct StateFileTests {
    /// Applies so many times, each time something else.
    private func apply(_ count: Int, in sandbox: Sandbox) throws {
        for number in 1...count {
            let monitors = Sample.monitors(["api", "web"], interval: "\(number + 10)s")
            try sandbox.write(monitors, to: "monitors.yaml")
            try sandbox.apply()
        }
    }

    @Test func onlyTheOwnerCanReadIt() throws {
        let sandbox = try Sandbox(Sample.tree)
        let outcome = try sandbox.shell(#"umask 0; "$UPKEEP" apply"#)
        #expect(outcome.status == 0)
        #expect(try sandbox.mode(".upkeep") == 0o700)
        for name in try sandbox.names(in: ".upkeep") {
            #expect(try sandbox.mode(".upkeep/\(name)") == 0o600, "\(name)")
        }
    }

    @Test func itIsCanonicalAndOneResourceALine() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let text = try sandbox.text(Sandbox.state)
        let state = try JSON.object(text)
        #expect(state["format"] as? Int == 1)
        #expect(state["serial"] as? Int == 1)
        for key in ["lineage", "digest", "source", "applied_at", "engine", "manifests"] {
            #expect(state[key] != nil, "\(key)")
        }
        let lines = text.split(separator: "\n").filter { $0.contains("\"kind\":\"") }
        #expect(lines.count == 3)
        #expect(text.hasSuffix("}\n"))
    }

    @Test func nineBackupsAreKept() throws {
        let sandbox = try Sandbox(Sample.tree)
        try apply(12, in: sandbox)
        let names = try sandbox.names(in: ".upkeep")
        let backups = (1...9).map { "state.json.\($0)" }
        #expect(names == ["history.jsonl", "state.json"] + backups + ["state.json.lock"])
        for number in 1...9 {
            let backup = try JSON.object(sandbox.text(".upkeep/state.json.\(number)"))
            #expect(backup["serial"] as? Int == 12 - number)
        }
        #expect(try sandbox.upkeep("state", "verify").status == 0)
    }

    @Test func theSerialRisesByOneAndTheHistoryHasALineForEach() throws {
        let sandbox = try Sandbox(Sample.tree)
        for number in 1...4 {
            try sandbox.write(Sample.monitors(["api"], interval: "\(number)m"), to: "monitors.yaml")
            try sandbox.apply()
            #expect(try sandbox.serial() == number)
            try sandbox.apply()
            #expect(try sandbox.serial() == number, "nothing to do is no commit")
        }
        let lines = try sandbox.text(".upkeep/history.jsonl").split(separator: "\n")
        let serials = try lines.map { try JSON.object(String($0))["serial"] as? Int }
        #expect(serials == [1, 2, 3, 4])
        #expect(try sandbox.upkeep("state", "verify").output.contains("ok   history: 4 commits"))
    }

    @Test func publicIDsSurviveUpdatesAndRenames() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let before = try sandbox.publicIDs()
        try sandbox.write(
            """
            status_pages:
              acme-corp: {name: Acme, previously: [acme], components: {api: {name: API}}}
            monitors:
              api: {name: New, type: heartbeat, status_page: acme-corp}
              shop: {name: Web, type: heartbeat, status_page: acme-corp, previously: [web]}
              added: {name: Added, type: heartbeat, status_page: acme-corp}

            """,
            to: "all.yaml"
        )
        try sandbox.remove("page.yaml")
        try sandbox.remove("monitors.yaml")
        try sandbox.apply()
        let after = try sandbox.publicIDs()
        #expect(after["status_page/acme-corp"] == before["status_page/acme"])
        #expect(after["monitor/api"] == before["monitor/api"])
        #expect(after["monitor/shop"] == before["monitor/web"])
        #expect(after["monitor/added"] == "3")
        #expect(after.count == 4)
    }

    @Test func aNumberIsNeverGivenTwice() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api", "web"]), to: "monitors.yaml")
        try sandbox.apply()
        #expect(try sandbox.publicIDs()["monitor/web"] == "3", "integrations still know 2 as gone")
    }

    @Test(arguments: [
        "plan", "reconcile --dry-run --format json", "validate", "state list", "state show",
        "state verify", "state history", "explain", "version",
    ])
    func whatOnlyLooksWritesNothing(_ command: String) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        let before = try sandbox.listing()
        let outcome = try sandbox.start(command.split(separator: " ").map(String.init)).wait()
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try sandbox.listing() == before)
    }

    @Test func theFirstDryRunMakesNoFolder() throws {
        let sandbox = try Sandbox(Sample.tree)
        let before = try sandbox.listing()
        #expect(try sandbox.upkeep("plan").status == 0)
        #expect(try sandbox.listing() == before)
    }

    @Test func outWritesOneFileAndNothingElse() throws {
        let sandbox = try Sandbox(Sample.tree)
        #expect(try sandbox.upkeep("plan", "--out", "plan.json").status == 0)
        #expect(try sandbox.names(in: "") == ["monitors.yaml", "page.yaml", "plan.json"])
        #expect(try JSON.object(sandbox.text("plan.json"))["digest"] != nil)
    }

    /// Who runs as root and names a device must not lose it.
    @Test func outDoesNotReplaceWhatIsNoFile() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.shell("mkfifo pipe")
        _ = try sandbox.start(["plan", "--out", "pipe"]).wait(atMost: 10)
        #expect(try sandbox.shell("test -p pipe").status == 0, "the pipe has become a file")
    }

    @Test func aStateCannotBeNamedLikeAFolder() throws {
        let sandbox = try Sandbox(Sample.tree)
        let outcome = try sandbox.upkeep("apply", "--state", "kept/")
        #expect(outcome.status != 0, "\(outcome)")
        #expect(!sandbox.exists("kept"), "kept/ has become a file")
    }

    @Test func anOrphanedTemporaryFileIsCleanedUp() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write("half a sta", to: ".upkeep/.state.json.tmp")
        #expect(try sandbox.upkeep("state", "verify").status == 0)
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        try sandbox.apply()
        #expect(try sandbox.names(in: ".upkeep").allSatisfy { !$0.contains("tmp") })
        #expect(try sandbox.serial() == 2)
    }

    @Test func aHistoryThatWasCutShortIsMended() throws {
        let sandbox = try Sandbox(Sample.tree)
        try apply(3, in: sandbox)
        let history = try sandbox.bytes(".upkeep/history.jsonl")
        try sandbox.write(Array(history.dropLast(40)), to: ".upkeep/history.jsonl")
        let torn = try sandbox.upkeep("state", "verify")
        #expect(torn.status == 0, "\(torn)")
        #expect(torn.output.contains("the next apply mends it"))
        try sandbox.apply()
        #expect(try sandbox.bytes(".upkeep/history.jsonl") == history)
    }
}
