import Foundation
import Testing

/// From the state back to manifests.
@Suite struct ExportTests {
    @Test(arguments: ["complete", "minimal"])
    func whatIsExportedPlansNothing(_ example: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../examples/\(example)").standardized.path
        let sandbox = try Sandbox()
        let state = ["--state", "state/state.json"]
        try sandbox.write("", to: "state/empty")
        let applied = try sandbox.start(["apply", folder, "--keys-out", "keys"] + state).wait()
        try #require(applied.status == 0, "\(applied)")
        let exported = try sandbox.start(["export", "--out", "again"] + state).wait()
        #expect(exported.status == 0, "\(exported)")
        let plan = ["plan", "again", "--exit-code"] + state
        #expect(try sandbox.start(plan).wait().status == 0)
        try sandbox.write(sandbox.start(["export"] + state).wait().output, to: "one/all.yaml")
        #expect(try sandbox.start(["plan", "one", "--exit-code"] + state).wait().status == 0)
    }

    @Test func itKeepsTheFilesAndWritesOverNone() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let first = try sandbox.upkeep("export", "--out", "again")
        #expect(first.output == "Wrote 3 resources to 2 files below again.\n")
        #expect(try sandbox.text("again/page.yaml").hasPrefix("status_pages:\n  acme:\n"))
        let second = try sandbox.upkeep("export", "--out", "again")
        #expect(second.status == 1 && second.errors.contains("the file is there already"))
    }

    @Test func itCanBeLimited() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let text = try sandbox.upkeep("export", "--only", "monitor/api").output
        #expect(text.hasPrefix("monitors:\n  api:\n") && !text.contains("web"))
    }
}
