import Foundation
import Testing

/// `upkeep fmt`: files, standard input, and what it leaves alone.
@Suite struct LayoutCommandTests {
    private static let loose = "monitors:\n    api:\n        name:   API # of ours\n"
    private static let canonical = "monitors:\n  api:\n    name: API # of ours\n"
    private static let broken = "monitors: {api: \n"

    @Test func itWritesWhatIsNotCanonicalAndNamesIt() throws {
        let sandbox = try Sandbox([
            "a.yaml": Self.loose, "b/c.yml": Self.loose, "d.yaml": Self.canonical,
            "_e.yaml": Self.loose, "f.txt": Self.loose,
        ])
        let outcome = try sandbox.upkeep("fmt")
        #expect(outcome.status == 0 && outcome.output == "a.yaml\nb/c.yml\n", "\(outcome)")
        for name in ["a.yaml", "b/c.yml", "d.yaml"] {
            #expect(try sandbox.text(name) == Self.canonical)
        }
        for name in ["_e.yaml", "f.txt"] { #expect(try sandbox.text(name) == Self.loose) }
        let before = try sandbox.listing()
        let again = try sandbox.upkeep("fmt")
        #expect(again.status == 0 && again.output.isEmpty)
        #expect(try sandbox.listing() == before, "what is canonical is not touched")
    }

    @Test func checkWritesNothing() throws {
        let sandbox = try Sandbox(["a.yaml": Self.loose, "b.yaml": Self.canonical])
        let before = try sandbox.listing()
        let outcome = try sandbox.upkeep("fmt", "--check")
        #expect(outcome.status == 2 && outcome.output == "a.yaml\n", "\(outcome)")
        #expect(try sandbox.listing() == before)
        #expect(try sandbox.upkeep("fmt", "--check", "b.yaml").status == 0)
    }

    @Test func aFileThatCannotBeReadIsLeftAlone() throws {
        let sandbox = try Sandbox(["a.yaml": Self.broken, "b.yaml": Self.loose])
        let outcome = try sandbox.upkeep("fmt")
        #expect(outcome.status == 3 && outcome.output == "b.yaml\n", "\(outcome)")
        #expect(outcome.errors.contains("a.yaml:2:1: error[yaml-syntax]"), "\(outcome)")
        #expect(try sandbox.text("a.yaml") == Self.broken)
        #expect(try sandbox.upkeep("fmt", "--check").status == 3)
    }

    @Test func standardInputIsLaidOutToStandardOutput() throws {
        let sandbox = try Sandbox(["loose": Self.loose, "broken": Self.broken])
        let outcome = try sandbox.shell("\"$UPKEEP\" fmt - <loose")
        #expect(outcome.status == 0 && outcome.output == Self.canonical, "\(outcome)")
        let check = try sandbox.shell("\"$UPKEEP\" fmt --check - <loose")
        #expect(check.status == 2 && check.output.isEmpty, "\(check)")
        let broken = try sandbox.shell("\"$UPKEEP\" fmt - <broken")
        #expect(broken.status == 3 && broken.output.isEmpty, "\(broken)")
        #expect(broken.errors.contains("standard input:2:1: error"), "\(broken)")
        let long = try sandbox.shell("\"$UPKEEP\" fmt --max-file-bytes 9 - <loose")
        #expect(long.status == 1 && long.errors.contains("more than 9 bytes"), "\(long)")
        #expect(try sandbox.upkeep("fmt", "-", "a.yaml").status == 64)
    }

    @Test(arguments: [0o600, 0o644, 0o664, 0o755])
    func theModeStays(_ mode: Int) throws {
        let sandbox = try Sandbox(["a.yaml": Self.loose])
        try sandbox.shell("chmod \(String(mode, radix: 8)) a.yaml")
        #expect(try sandbox.upkeep("fmt").status == 0)
        #expect(try sandbox.mode("a.yaml") == mode)
        #expect(try sandbox.names(in: "") == ["a.yaml"], "nothing else is left behind")
    }

    @Test func aReadOnlyFileIsNotWritten() throws {
        let sandbox = try Sandbox(["a.yaml": Self.loose, "b.yaml": Self.loose])
        try sandbox.shell("chmod 0444 a.yaml")
        let outcome = try sandbox.upkeep("fmt")
        #expect(outcome.status == 1 && outcome.output == "b.yaml\n", "\(outcome)")
        #expect(outcome.errors.contains("a.yaml: the file is read-only"), "\(outcome)")
        #expect(try sandbox.text("a.yaml") == Self.loose)
    }

    @Test func linksAreNotFollowed() throws {
        let sandbox = try Sandbox(["tree/a.yaml": Self.canonical, "outside.yaml": Self.loose])
        try sandbox.shell("ln -s ../outside.yaml tree/b.yaml")
        let outcome = try sandbox.upkeep("fmt", "tree")
        #expect(outcome.status == 3 && outcome.errors.contains("a link is not followed"))
        #expect(try sandbox.text("outside.yaml") == Self.loose)
    }

    @Test func whatUpkeepWritesIsCanonical() throws {
        let sandbox = try Sandbox()
        #expect(try sandbox.upkeep("init").status == 0)
        let workflow = ".github/workflows/upkeep.yml"
        let started = try sandbox.upkeep("fmt", "--check", ".", workflow)
        #expect(started.status == 0, "\(started)")
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../examples").standardized.path
        let examples = try sandbox.upkeep("fmt", "--check", folder)
        #expect(examples.status == 0, "\(examples)")
        let state = ["--state", "state.json"]
        let complete = ["apply", "\(folder)/complete", "--keys-out", "keys"] + state
        #expect(try sandbox.start(complete).wait().status == 0)
        #expect(try sandbox.start(["export", "--out", "again"] + state).wait().status == 0)
        let exported = try sandbox.upkeep("fmt", "--check", "again")
        #expect(exported.status == 0, "\(exported)")
    }
}
