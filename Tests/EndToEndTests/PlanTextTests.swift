import Testing

/// The plan as people read it.
@Suite struct PlanTextTests {
    /// The plan of a description that changes.
    private func change(from before: String, to after: String) throws -> String {
        func page(_ text: String) -> String {
            "status_pages:\n  acme: {name: Acme, description: \"\(text)\"}\n"
        }
        let sandbox = try Sandbox(["a.yaml": page(before)])
        try sandbox.apply()
        try sandbox.write(page(after), to: "a.yaml")
        let outcome = try sandbox.upkeep("plan")
        try #require(outcome.status == 0, "\(outcome)")
        let line = outcome.output.split(separator: "\n").first { $0.contains("description") }
        return String(try #require(line))
    }

    @Test func aShortValueIsShownWhole() throws {
        let line = try change(from: "Before.", to: "After.")
        #expect(line == "      description   Before. -> After.")
    }

    /// A long text that changes in one word shows that word.
    @Test func aLongValueShowsWhereItChanges() throws {
        let long = String(repeating: "many words ", count: 30)
        let line = try change(from: long + "old" + long, to: long + "new" + long)
        #expect(line.contains("old") && line.contains("new"), "\(line)")
        #expect(line.count < 250, "\(line)")
    }

    /// Half an escape is something else than what it stands for.
    @Test(arguments: [#"\n"#, #"\t"#])
    func aCutIsNeverInsideAnEscape(_ escape: String) throws {
        let many = String(repeating: escape, count: 80)
        for padding in ["", "x", "xx", "xxx"] {
            let line = try change(from: "\(many)\(padding)b", to: "\(many)\(padding)c")
            let values = line.split(separator: "description   ")[1]
            let escapes = values.split(separator: " -> ").map {
                $0.filter { "\\ntu{9}".contains($0) }
            }
            for value in escapes {
                let whole = value.wholeMatch(of: /(\\n|\\t|\\u\{9\})*/)
                #expect(whole != nil, "\(line)")
            }
        }
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let sandbox = try Sandbox(["page.yaml": Sample.page])
        try sandbox.write(Sample.monitors(Sample.ids(1...50)), to: "monitors.yaml")
        let outputs = try (1...3).map { _ in try sandbox.upkeep("plan", "--format", "json").output }
        #expect(Set(outputs).count == 1)
    }

    @Test func anIDThatIsReplacedIsADeletionAndACreation() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api", "shop"]), to: "monitors.yaml")
        let outcome = try sandbox.upkeep("plan")
        #expect(
            outcome.output.contains("+ monitor/shop") && outcome.output.contains("- monitor/web")
        )
        #expect(outcome.status == 0)
    }
}
