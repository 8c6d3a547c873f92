import Testing

/// Looking at a state.
@Suite struct StateCommandTests {
    /// A state at serial 2, in which an interval was changed.
    private func applied() throws -> Sandbox {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(
            Sample.monitors(["api", "web"], interval: "60s").replacing("web.example", with: "www"),
            to: "monitors.yaml"
        )
        try sandbox.apply()
        return sandbox
    }

    @Test func listHasALineForEachResource() throws {
        let sandbox = try applied()
        let lines = try sandbox.upkeep("state", "list").output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "monitor/api       1  monitors.yaml:4")
        #expect(lines[1] == "monitor/web       2  monitors.yaml:5")
        #expect(lines[2].hasPrefix("status_page/acme  ") && lines[2].hasSuffix("  page.yaml:2"))
        let monitors = try sandbox.upkeep("state", "list", "monitors", "--format", "json")
        #expect(try JSON.list(monitors.output).count == 2)
    }

    @Test func showTellsOfTheWholeOrOfOne() throws {
        let sandbox = try applied()
        let whole = try JSON.object(sandbox.upkeep("state", "show", "--format", "json").output)
        #expect(whole["resources"] as? [String: Int] == ["monitor": 2, "status_page": 1])
        let one = try sandbox.upkeep("state", "show", "monitor/api").output
        #expect(one.hasPrefix("monitor/api  monitors.yaml:4\n"))
        #expect(one.contains("public id   1\n"))
        #expect(one.contains("interval: 60s\n"))
    }

    @Test func showSuggestsWhatWasMeant() throws {
        let outcome = try applied().upkeep("state", "show", "monitor/apii")
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains("Did you mean monitor/api?"), "\(outcome)")
    }

    /// The name of a section is accepted wherever a kind is.
    @Test func showTakesTheNameOfTheSection() throws {
        let outcome = try applied().upkeep("state", "show", "monitors/api")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.hasPrefix("monitor/api "))
    }

    @Test func historyListsTheNewestFirst() throws {
        let sandbox = try applied()
        let lines = try sandbox.upkeep("state", "history").output.split(separator: "\n")
        #expect(lines == ["2  \(Sample.now)  1 update", "1  \(Sample.now)  3 create"])
        let entries = try JSON.list(sandbox.upkeep("state", "history", "--format", "json").output)
        #expect(entries.map { $0["serial"] as? Int } == [2, 1])
    }

    @Test func diffShowsWhatTwoStatesDifferIn() throws {
        let sandbox = try applied()
        let outcome = try sandbox.upkeep("state", "diff", "1", "2")
        #expect(outcome.status == 0)
        #expect(
            outcome.output == """
                  ~ monitor/web
                      target   https://web.example.com -> https://www.com

                """
        )
        #expect(try sandbox.upkeep("state", "diff", "1").output == outcome.output)
        #expect(try sandbox.upkeep("state", "diff", "2").output == "No differences.\n")
        let backwards = try sandbox.upkeep("state", "diff", "2", "1").output
        #expect(backwards.contains("https://www.com -> https://web.example.com"))
    }

    @Test func diffOfASerialThatIsNotKeptSaysSo() throws {
        let outcome = try applied().upkeep("state", "diff", "7")
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains("No state with serial 7 is kept"), "\(outcome)")
    }

    @Test(arguments: ["list", "show", "verify", "diff 1"])
    func withoutAStateTheySaySo(_ command: String) throws {
        let words = ["state"] + command.split(separator: " ").map(String.init)
        let outcome = try Sandbox().start(words).wait()
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        let message = "error: .upkeep/state.json: there is no state"
        #expect(outcome.errors.hasPrefix(message), "\(outcome)")
    }

    @Test func restoreOfABackupThatIsNotThereBlamesNobody() throws {
        let sandbox = try applied()
        let outcome = try sandbox.upkeep("state", "restore", "5")
        #expect(outcome.status == 1 || outcome.status == 64, "nothing is corrupt: \(outcome)")
        #expect(outcome.errors.contains("5"), "\(outcome)")
        #expect(try sandbox.serial() == 2)
    }

    @Test func restoreWithoutAStateMakesNothing() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.upkeep("state", "restore")
        #expect(outcome.status != 0)
        #expect(!sandbox.exists(".upkeep"), "looking for a backup makes no folder")
    }
}
