import Foundation
import Testing

/// `upkeep fmt`: one layout for all manifests.
@Suite struct LayoutCommandTests {
    private static let crooked =
        "# Acme's\nstatus_pages:\n    acme:   # the page\n        name:  'Acme'\n\n\n\n"
    private static let straight = "# Acme's\nstatus_pages:\n  acme: # the page\n    name: 'Acme'\n"

    @Test func filesAreBroughtIntoTheLayoutOnce() throws {
        let sandbox = try Sandbox(["a.yaml": Self.crooked, "b.yaml": Self.straight])
        let first = try sandbox.upkeep("fmt")
        #expect(first.status == 0 && first.output == "a.yaml\n", "\(first)")
        #expect(try sandbox.text("a.yaml") == Self.straight)
        let second = try sandbox.upkeep("fmt")
        #expect(second.status == 0 && second.output == "")
    }

    @Test func aCheckWritesNothing() throws {
        let sandbox = try Sandbox(["a.yaml": Self.crooked])
        let outcome = try sandbox.upkeep("fmt", "--check")
        #expect(outcome.status == 2 && outcome.output == "a.yaml\n")
        #expect(try sandbox.text("a.yaml") == Self.crooked)
        try sandbox.write(Self.straight, to: "a.yaml")
        #expect(try sandbox.upkeep("fmt", "--check").status == 0)
    }

    @Test func aFileThatIsNoYAMLIsLeftAloneAndTheOthersAreNot() throws {
        let sandbox = try Sandbox(["a.yaml": "a: [\n", "b.yaml": Self.crooked])
        let outcome = try sandbox.upkeep("fmt")
        #expect(outcome.status == 3 && outcome.errors.contains("a.yaml:"))
        #expect(try sandbox.text("a.yaml") == "a: [\n")
        #expect(try sandbox.text("b.yaml") == Self.straight)
    }

    @Test func editorsUseItAsAFilter() throws {
        let sandbox = try Sandbox(["in": Self.crooked])
        #expect(try sandbox.shell("\"$UPKEEP\" fmt - < in").output == Self.straight)
    }

    @Test func theExamplesHaveTheLayout() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../examples").standardized.path
        let outcome = try Sandbox().upkeep("fmt", "--check", root)
        #expect(outcome.status == 0, "\(outcome)")
    }
}
