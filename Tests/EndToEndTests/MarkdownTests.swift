import Testing

/// A plan as a comment on a pull request.
@Suite struct MarkdownTests {
    @Test func deletionsStandAboveTheFoldAndTheWholeFits() throws {
        let sandbox = try Sandbox(["page.yaml": Sample.page])
        try sandbox.write(Sample.monitors(Sample.ids(1...100)), to: "monitors.yaml")
        try sandbox.apply()
        try sandbox.write(Sample.monitors(Sample.ids(41...2_000)), to: "monitors.yaml")
        let outcome = try sandbox.upkeep("plan", "--format", "markdown", "--max-deletes", "40")
        #expect(outcome.status == 0)
        let text = outcome.output
        #expect(text.utf16.count <= 60_000, "\(text.utf16.count) characters")
        #expect(text.contains("1,900 to create") && text.contains("40 to delete"))
        let fold = try #require(text.firstRange(of: "<details>")).lowerBound
        for number in 1...40 {
            let name = try #require(text.firstRange(of: "- `monitor/m-\(number)`\n"))
            #expect(name.lowerBound < fold)
        }
        #expect(text.contains("... cut"), "a reader is told that there is more")
        #expect(text.contains("</details>"), "what is cut is still well-formed")
    }

    /// A letter with a hundred accents is one character to a reader and a hundred to the limit of a comment.
    @Test func accentsCountToo() throws {
        func pages(_ letter: String) -> String {
            let name = letter + String(repeating: "\u{301}", count: 118)
            let lines = Sample.ids(1...500).map { "  \($0): {name: \"\(name)\"}\n" }
            return "status_pages:\n" + lines.joined()
        }
        let sandbox = try Sandbox(["a.yaml": pages("a")])
        try sandbox.apply()
        try sandbox.write(pages("b"), to: "a.yaml")
        let outcome = try sandbox.upkeep("plan", "--format", "markdown")
        #expect(outcome.status == 0)
        let count = outcome.output.unicodeScalars.count
        #expect(count <= 60_000, "\(count) code points")
    }

    @Test func manifestsCannotLeaveTheirFence() throws {
        let sandbox = try Sandbox([
            "a.yaml": """
            status_pages:
              acme:
                name: "</details> ``` <img src=x onerror=alert(1)> @everyone [x](javascript:1)"

            """
        ])
        try sandbox.apply()
        let changed = try sandbox.text("a.yaml").replacing("@everyone", with: "````` @here")
        try sandbox.write(changed, to: "a.yaml")
        let text = try sandbox.upkeep("plan", "--format", "markdown").output
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let fence = try #require(lines.first { $0.hasPrefix("```") })
        #expect(fence.prefix { $0 == "`" }.count >= 6, "longer than any run of backticks inside")
        let inside = try #require(lines.firstIndex(of: fence))
        let hostile = try #require(lines.firstIndex { $0.contains("@here") })
        let end = try #require(lines.lastIndex { $0 == fence.prefix { $0 == "`" } })
        #expect(inside < hostile && hostile < end)
    }

    @Test func mistakesAndRefusalsAreShown() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.remove("monitors.yaml")
        let refused = try sandbox.upkeep("plan", "--format", "markdown")
        #expect(refused.output.contains("**Refused: 1 error; nothing was written.**"))
        #expect(refused.output.contains("emptied-kind"))
        #expect(refused.errors == "")
        try sandbox.write("monitors: 1\n", to: "monitors.yaml")
        let invalid = try sandbox.upkeep("plan", "--format", "markdown")
        #expect(invalid.output.hasPrefix("## Upkeep: invalid manifests\n"))
        #expect(invalid.output.contains("monitors.yaml:1:11"))
    }

    @Test func nothingToDoIsSaidInOneLine() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let outcome = try sandbox.upkeep("plan", "--format", "markdown")
        #expect(outcome.output.hasPrefix("## Upkeep: no changes\n"))
    }
}
