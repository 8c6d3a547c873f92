import Foundation
import Testing

/// Reports for CI systems, written beside the result.
@Suite struct ReportTests {
    private static let formats = [
        ("json", "r.json"), ("markdown", "r.md"), ("github", "summary.md"), ("gitlab", "q.json"),
        ("sarif", "r.sarif"), ("junit", "r.xml"),
    ]
    private static var arguments: [String] { formats.flatMap { ["--report", "\($0)=\($1)"] } }

    /// A checkout whose manifests lie in a folder.
    private func checkout(_ page: String = Sample.page) throws -> Sandbox {
        let sandbox = try Sandbox(["status/page.yaml": page])
        try sandbox.write("0123456789abcdef0123456789abcdef01234567\n", to: ".git/HEAD")
        return sandbox
    }

    private func run(_ sandbox: Sandbox, _ words: [String]) throws -> Outcome {
        try sandbox.start(words).wait()
    }

    @Test func theyAreWrittenWhateverTheRunComesTo() throws {
        let sandbox = try checkout()
        let applied = try run(sandbox, ["apply", "status"] + Self.arguments)
        #expect(applied.status == 0, "\(applied)")
        for (_, name) in Self.formats { #expect(try !sandbox.text(name).isEmpty) }
        #expect(try sandbox.text("r.md").contains("applied as serial 1"))

        try sandbox.write("status_pages: {acme: {nam: x}}\n", to: "status/page.yaml")
        let invalid = try run(sandbox, ["plan", "status"] + Self.arguments)
        #expect(invalid.status == 3)
        for (_, name) in Self.formats {
            #expect(try sandbox.text(name).contains("unknown-field"), "\(name)")
        }

        try sandbox.write("{", to: "status/.upkeep/state.json")
        let corrupt = try run(sandbox, ["plan", "status"] + Self.arguments)
        #expect(corrupt.status == 7)
        for (_, name) in Self.formats {
            #expect(try sandbox.text(name).contains("state cannot be trusted"), "\(name)")
        }
        let document = try JSON.object(sandbox.text("r.json"))
        #expect(document["exit_status"] as? Int == 7)
    }

    @Test(arguments: formats.map { "\($0)=\($1)" })
    func theStatusDoesNotDependOnThem(_ report: String) throws {
        let sandbox = try checkout()
        let plan = ["plan", "status", "--exit-code", "--report", report]
        #expect(try run(sandbox, plan).status == 2)
        #expect(try run(sandbox, ["validate", "status", "--report", report]).status == 0)
        try sandbox.write("x: 1\n", to: "status/page.yaml")
        #expect(try run(sandbox, plan).status == 3)
        #expect(try run(sandbox, ["validate", "status", "--report", report]).status == 3)
    }

    @Test func annotationsHaveTheFileAndTheLine() throws {
        let sandbox = try checkout("status_pages:\n  acme:\n    name: Acme\n    nam: \"50%\"\n")
        let outcome = try run(sandbox, ["validate", "status", "--report", "github=summary.md"])
        let lines = outcome.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 4, "\(outcome)")
        let token = try #require(lines[0].split(separator: ":").last)
        #expect(lines[0] == "::stop-commands::\(token)" && token.count == 36)
        #expect(lines[1] == "Invalid: 1 error (1 file, 0 resources read)")
        #expect(lines[2] == "::\(token)::")
        #expect(
            lines[3].hasPrefix(
                "::error title=upkeep%3A unknown-field,file=status/page.yaml,line=4,endLine=4,col=5,endColumn=8::"
            )
        )
        // From below the root, files are named as the repository does.
        let inside = try sandbox.shell("cd status && \"$UPKEEP\" validate --report github=../s.md")
        #expect(inside.output.contains("file=status/page.yaml,line=4"))
    }

    @Test func gitHubSaysWhereTheSummaryGoes() throws {
        let sandbox = try checkout()
        try sandbox.write("before\n", to: "step")
        let variables = ["GITHUB_STEP_SUMMARY": sandbox["step"]]
        let words = ["plan", "status", "--report", "github"]
        #expect(try sandbox.start(words, variables: variables).wait().status == 0)
        let summary = try sandbox.text("step")
        #expect(summary.hasPrefix("before\n## Upkeep: 1 to create\n"), "what was there stays")
    }

    @Test func noReportHoldsAKey() throws {
        let generated = try Sandbox().upkeep("keys", "generate").output.split(separator: " ")
        let key = try #require(
            generated.flatMap { $0.split(separator: "\n") }.first { $0.hasPrefix("spk_") }
        )
        let sandbox = try checkout("status_pages: {acme: {name: \"\(key)\"}}\n")
        let outcome = try run(sandbox, ["plan", "status"] + Self.arguments)
        #expect(outcome.status == 4 && !"\(outcome)".contains(key))
        for (_, name) in Self.formats {
            #expect(try !sandbox.text(name).contains(key), "\(name)")
        }
    }

    @Test func aReportThatCannotBeWrittenIsSaidBeforeAnythingIsDone() throws {
        let sandbox = try checkout()
        let gone = try run(sandbox, ["apply", "status", "--report", "json=gone/r.json"])
        #expect(gone.status == 1 && gone.errors.contains("gone"))
        #expect(!FileManager.default.fileExists(atPath: sandbox["status/.upkeep/state.json"]))
        try sandbox.write("", to: "folder/x")
        let folder = try run(sandbox, ["plan", "status", "--report", "json=folder"])
        #expect(folder.status == 1 && folder.errors.contains("not a regular file"))
    }

    @Test func whatCannotBeMeantIsAMistakeOfUse() throws {
        let sandbox = try checkout()
        for report in ["sarif", "yaml=x", "sarif=", "=x"] {
            #expect(try run(sandbox, ["validate", "status", "--report", report]).status == 64)
        }
        let twice = ["validate", "status", "--report", "json=r", "--report", "sarif=r"]
        #expect(try run(sandbox, twice).status == 64)
    }
}
