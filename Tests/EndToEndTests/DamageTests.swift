import Testing

/// A state that cannot be trusted is left as it is, and the way back is named.
@Suite struct DamageTests {
    /// A tree whose state is at serial 2, with one backup.
    private func applied() throws -> Sandbox {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api", "web"], interval: "30s"), to: "monitors.yaml")
        try sandbox.apply()
        return sandbox
    }

    @Test(arguments: [["apply"], ["plan"], ["state", "list"], ["state", "show"]])
    func sevenAndNothingIsTouched(_ command: [String]) throws {
        let sandbox = try applied()
        try sandbox.damage(Sandbox.state)
        let before = try sandbox.bytes(Sandbox.state)
        let outcome = try sandbox.start(command).wait()
        #expect(outcome.status == 7, "\(outcome)")
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("upkeep state restore"), "the way out is named")
        #expect(try sandbox.bytes(Sandbox.state) == before)
        #expect(try sandbox.names(in: ".upkeep").count { $0.hasPrefix("state.json.1") } == 1)
    }

    @Test func everyFlippedBitIsNoticed() throws {
        let sandbox = try applied()
        let bytes = try sandbox.bytes(Sandbox.state)
        for offset in stride(from: 0, to: bytes.count, by: bytes.count / 20) {
            var damaged = bytes
            damaged[offset] ^= 1
            try sandbox.write(damaged, to: Sandbox.state)
            #expect(try sandbox.upkeep("plan").status == 7, "byte \(offset)")
        }
    }

    @Test(arguments: [0, 1, 100, -1])
    func aTruncatedStateIsNotAnEmptyOne(_ length: Int) throws {
        let sandbox = try applied()
        let bytes = try sandbox.bytes(Sandbox.state)
        let kept = length < 0 ? bytes.count + length : length
        try sandbox.write(Array(bytes.prefix(kept)), to: Sandbox.state)
        let outcome = try sandbox.upkeep("apply")
        #expect(outcome.status == 7, "\(outcome)")
        #expect(try sandbox.bytes(Sandbox.state).count == kept)
    }

    /// Drift that comes from the state and not from the manifests is told as such, with its place.
    @Test func aStateEditedByHandIsNamedAsSuch() throws {
        let sandbox = try applied()
        try sandbox.write(
            // A line more, which moves the others, and a name that is another one now: both are the commit's doing.
            "# Monitors\n"
                + Sample.monitors(["api", "www"], interval: "30s").replacing(
                    "www: {name: www",
                    with: "www: {previously: [web], name: Web"
                ),
            to: "monitors.yaml"
        )
        try sandbox.apply()
        let state = try sandbox.text(Sandbox.state)
        try sandbox.write(
            state.replacing(
                #""id":"api","kind":"monitor","protect":false"#,
                with: #""id":"api","kind":"monitor","protect":true"#
            ),
            to: Sandbox.state
        )
        let outcome = try sandbox.upkeep("plan", "--exit-code")
        #expect(outcome.status == 7, "\(outcome)")
        #expect(
            outcome.errors.contains(
                "the state was edited by hand, or damaged, since serial 3 was committed: monitor/api\n"
            ),
            "\(outcome)"
        )
    }

    /// Also when whoever did it has renewed the sums: the history still knows.
    @Test func anEditWithRightSumsIsNoticed() throws {
        let sandbox = try applied()
        // A state with right sums that the history does not tell of: that of another folder with the same beginnings.
        try sandbox.shell("mkdir _other && cp -r .upkeep _other/")
        try sandbox.write(
            Sample.monitors(["api", "web"], interval: "90s"),
            to: "_other/monitors.yaml"
        )
        try sandbox.write(Sample.page, to: "_other/page.yaml")
        try sandbox.write(Sample.monitors(["api", "web"], interval: "45s"), to: "monitors.yaml")
        try sandbox.apply()
        let other = try sandbox.start(["apply", "_other"]).wait()
        #expect(other.status == 0, "\(other)")
        try sandbox.shell("cp _other/.upkeep/state.json .upkeep/state.json")
        let plan = try sandbox.upkeep("plan", "--exit-code")
        #expect(plan.status == 2 && plan.errors.contains("warning[state-edited]"), "\(plan)")
        #expect(try sandbox.upkeep("apply").status == 0)
        #expect(!(try sandbox.upkeep("plan").errors.contains("state-edited")))
    }

    @Test func verifyNamesTheDamagedFile() throws {
        let sandbox = try applied()
        try sandbox.damage(Sandbox.state)
        let outcome = try sandbox.upkeep("state", "verify")
        #expect(outcome.status == 7)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("BAD") && $0.contains(".upkeep/state.json:") })
        #expect(lines.contains { $0.hasPrefix("ok") && $0.contains("backup 1: serial 1") })
    }

    @Test func verifyNamesADamagedBackup() throws {
        let sandbox = try applied()
        try sandbox.damage(".upkeep/state.json.1")
        let outcome = try sandbox.upkeep("state", "verify")
        #expect(outcome.status == 7)
        #expect(outcome.output.contains("BAD  .upkeep/state.json.1: "), "\(outcome)")
        #expect(try sandbox.upkeep("plan").status == 0, "a backup is not the state")
    }

    @Test func verifyNoticesAHistoryThatWasRewritten() throws {
        let sandbox = try applied()
        let history = try sandbox.text(".upkeep/history.jsonl")
        let rewritten = history.replacing("\"create\":3", with: "\"create\":4")
        try sandbox.write(rewritten, to: ".upkeep/history.jsonl")
        let outcome = try sandbox.upkeep("state", "verify")
        #expect(outcome.status == 7)
        #expect(outcome.output.contains("BAD  history: line 2"), "\(outcome)")
    }

    @Test func restoreMendsItAndKeepsTheDamagedFile() throws {
        let sandbox = try applied()
        try sandbox.damage(Sandbox.state)
        let damaged = try sandbox.bytes(Sandbox.state)
        let outcome = try sandbox.upkeep("state", "restore")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("Restored backup 1 as serial 3."))
        #expect(try sandbox.upkeep("state", "verify").status == 0)
        let kept = try sandbox.names(in: ".upkeep").filter { name in
            try sandbox.bytes(".upkeep/\(name)") == damaged
        }
        #expect(kept.count == 1, "the damaged file is kept")
        #expect(try sandbox.serial() == 3, "a restore is a commit of its own")
        try sandbox.apply()
        #expect(try sandbox.upkeep("plan", "--exit-code").status == 0)
    }

    @Test func eachDamagedFileIsKept() throws {
        let sandbox = try applied()
        var damaged: [[UInt8]] = []
        for _ in 1...2 {
            try sandbox.damage(Sandbox.state)
            damaged.append(try sandbox.bytes(Sandbox.state))
            #expect(try sandbox.upkeep("state", "restore").status == 0)
        }
        let files = try sandbox.names(in: ".upkeep").map { try sandbox.bytes(".upkeep/\($0)") }
        for (index, bytes) in damaged.enumerated() {
            let isKept = files.contains(bytes)
            #expect(isKept, "damaged file \(index + 1) is gone")
        }
    }

    @Test func restoreOfAGoodStateGoesBackOneStep() throws {
        let sandbox = try applied()
        #expect(try sandbox.upkeep("state", "restore", "1").status == 0)
        #expect(try sandbox.serial() == 3)
        let plan = try sandbox.upkeep("plan")
        #expect(plan.output.contains("2 to update"), "\(plan)")
    }

    @Test func restoreWithoutABackupChangesNothing() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.damage(Sandbox.state)
        let before = try sandbox.bytes(Sandbox.state)
        let outcome = try sandbox.upkeep("state", "restore")
        #expect(outcome.status == 7, "\(outcome)")
        #expect(try sandbox.bytes(Sandbox.state) == before)
    }

    @Test func aNewerFormatIsRefusedAndNotCalledDamaged() throws {
        let sandbox = try applied()
        let text = try sandbox.text(Sandbox.state).replacing("\"format\":1", with: "\"format\":2")
        try sandbox.write(text, to: Sandbox.state)
        let outcome = try sandbox.upkeep("apply")
        #expect(outcome.status == 7)
        #expect(outcome.errors.contains("format 2"), "\(outcome)")
        #expect(!outcome.errors.contains("restore"), "an older copy would lose what is newer")
        #expect(try sandbox.text(Sandbox.state) == text)
    }

    @Test func restoreDoesNotReplaceANewerFormat() throws {
        let sandbox = try applied()
        let text = try sandbox.text(Sandbox.state).replacing("\"format\":1", with: "\"format\":2")
        try sandbox.write(text, to: Sandbox.state)
        let outcome = try sandbox.upkeep("state", "restore")
        #expect(outcome.status == 7, "\(outcome)")
        #expect(try sandbox.text(Sandbox.state) == text)
    }
}
