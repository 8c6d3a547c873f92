import Foundation
import Testing

/// A new key has a place to go before it is valid, or nothing happens at all.
@Suite struct KeyDeliveryTests {
    @Test func neverToAPipeOrALog() throws {
        let bench = try KeyBench()
        try bench.declare("root: {scopes: []}")
        let preview = try bench.sandbox.upkeep("reconcile", "--dry-run")
        #expect(preview.status == 0)
        #expect(preview.errors.contains("warning[key-without-delivery]"), "\(preview)")
        let refused = try bench.sandbox.upkeep("reconcile")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("keys.yaml:3:9: error[key-without-delivery]"), "\(refused)")
        #expect(refused.errors.contains("--keys-out FILE"))
        #expect(!bench.sandbox.exists(".upkeep/state.json"))
    }

    @Test func asThePreviewSays() throws {
        let bench = try KeyBench()
        try bench.declare("root: {scopes: []}")
        let first = try bench.sandbox.upkeep("plan", "--keys-out", "new.txt", "--allow-lock-out")
        #expect(first.errors == "", "\(first)")
        let command = try #require(
            first.output.firstMatch(of: /Apply exactly this: upkeep (.*)/)?.1
        )
        let applied = try bench.sandbox.shell("$UPKEEP \(command)")
        #expect(applied.status == 0, "\(applied)")
        #expect(command.contains("--allow-lock-out"))
        #expect(KeyBench.keys(in: try bench.sandbox.text("new.txt")).count == 1)
    }

    @Test func toAFileForItsOwnerThatMustBeNew() throws {
        let bench = try KeyBench()
        try bench.declare(
            "a: {scopes: []}",
            "b: {scopes: [monitors:read]}",
            "c: {scopes: [], deliver_to: [$R]}"
        )
        let outcome = try bench.sandbox.upkeep("reconcile", "--keys-out", "new.txt")
        #expect(outcome.status == 0)
        #expect(try bench.sandbox.mode("new.txt") == 0o600)
        let keys = KeyBench.keys(in: try bench.sandbox.text("new.txt"))
        #expect(keys.count == 2, "c is sealed")
        for key in keys { #expect(try bench.verify(key).status == 0) }
        try bench.declare(
            "a: {scopes: [], rotation: 2}",
            "b: {scopes: [monitors:read]}",
            "c: {scopes: []}"
        )
        let refused = try bench.sandbox.upkeep("reconcile", "--keys-out", "new.txt")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("error[key-file-taken]"), "\(refused)")
        #expect(KeyBench.keys(in: try bench.sandbox.text("new.txt")) == keys)
        #expect(try bench.sandbox.serial() == 1)
    }

    @Test func onceToATerminal() throws {
        let bench = try KeyBench()
        try bench.declare("root: {scopes: []}")
        // script(1) gives the program a terminal of its own.
        let seen = try bench.sandbox.shell(
            "env -u CI script -qec \"$UPKEEP reconcile\" /dev/null </dev/null"
        )
        #expect(seen.status == 0, "\(seen)")
        let keys = KeyBench.keys(in: seen.output)
        #expect(keys.count == 1, "\(seen)")
        #expect(try bench.verify(keys[0]).status == 0)
        let again = try bench.sandbox.shell(
            "env -u CI script -qec \"$UPKEEP reconcile\" /dev/null </dev/null"
        )
        #expect(KeyBench.keys(in: again.output).isEmpty)
    }

    @Test func notToATerminalOfAPipeline() throws {
        let bench = try KeyBench()
        try bench.declare("root: {scopes: []}")
        let seen = try bench.sandbox.shell(
            "CI=true script -qec \"$UPKEEP reconcile\" /dev/null </dev/null"
        )
        #expect(seen.status == 4, "\(seen)")
        #expect(KeyBench.keys(in: seen.output).isEmpty)
    }

    @Test func recipientsThatChangeGetNothing() throws {
        let bench = try KeyBench()
        try bench.declare("ci: {scopes: [], deliver_to: [$R]}")
        try bench.sandbox.apply()
        let sealed = try bench.sandbox.upkeep("keys", "sealed", "ci").output
        let other = try bench.sandbox.shell("age-keygen 2>/dev/null | age-keygen -y").output
            .trimmingCharacters(in: .newlines)
        try bench.declare("ci: {scopes: [], deliver_to: [\(other)]}")
        try bench.sandbox.apply()
        #expect(try bench.sandbox.upkeep("keys", "sealed", "ci").output == sealed)
    }

    @Test(arguments: [".upkeep/state.json", ".upkeep/history.jsonl", ".upkeep/../.upkeep/x"])
    func neverAmongTheFilesOfTheState(path: String) throws {
        let bench = try KeyBench()
        try bench.declare("root: {scopes: []}")
        let refused = try bench.sandbox.upkeep("reconcile", "--keys-out", path)
        #expect(refused.status == 4, "\(refused)")
        #expect(refused.errors.contains("error[key-file-taken]"), "\(refused)")
        #expect(!bench.sandbox.exists(".upkeep/state.json"))
    }

    @Test func withTheLongestTexts() throws {
        let bench = try KeyBench()
        let name = String(repeating: "😀", count: 120)
        let base = "https://a.example/" + String(repeating: "😀", count: 2_000)
        try bench.declare(
            "root: {name: \(name), scopes: []}",
            "ci: {name: \(name), scopes: [], deliver_to: [$R]}",
            workspace: "name: A, base_url: '\(base)'"
        )
        #expect(try bench.sandbox.upkeep("reconcile", "--keys-out", "new.txt").status == 0)
        #expect(try bench.sandbox.text("new.txt").contains(base))
        #expect(try bench.verify(bench.opened("ci")).status == 0)
    }
}
