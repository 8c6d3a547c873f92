import Foundation
import Testing

/// No byte of a secret is anywhere but where it was meant to go: not in a file, not in an output, and not in the memory of a
/// process that has done its work.
@Suite struct SecretTests {
    /// Runs the program under a debugger that writes its memory to a file when it is about to end.
    private func core(_ sandbox: Sandbox, _ words: String, variables: String = "") throws -> Outcome
    {
        try sandbox.shell(
            """
            \(variables) gdb -batch -nx -ex 'set confirm off' -ex 'catch syscall exit_group' -ex 'run \(words)' \
            -ex 'generate-core-file core.dump' -ex kill "$UPKEEP" >debugger.txt 2>&1 && test -s core.dump
            """
        )
    }

    /// The files that hold a part of a secret, other than the ones that may.
    private func holders(
        _ sandbox: Sandbox,
        of secrets: [String],
        but allowed: [String] = []
    ) throws -> [String] {
        var found: Set<String> = []
        for secret in secrets {
            // The middle, so that neither the public prefix nor a torn end hides it.
            let part = secret.dropFirst(10).prefix(16)
            let outcome = try sandbox.shell("grep -rlaF -- '\(part)' . || true")
            found.formUnion(outcome.output.split(separator: "\n").map { String($0.dropFirst(2)) })
        }
        return found.subtracting(allowed).sorted()
    }

    @Test func createdAndSealed() throws {
        let bench = try KeyBench()
        try bench.declare("ci: {scopes: [monitors:read], deliver_to: [$R]}", "root: {scopes: []}")
        let outcome = try core(bench.sandbox, "reconcile --keys-out new.txt")
        #expect(outcome.status == 0, "\(outcome)")
        let secrets =
            [try bench.opened("ci")] + KeyBench.keys(in: try bench.sandbox.text("new.txt"))
        #expect(secrets.count == 2)
        #expect(try holders(bench.sandbox, of: secrets, but: ["new.txt"]).isEmpty)
        #expect(try core(bench.sandbox, "reconcile").status == 0)
        #expect(try core(bench.sandbox, "keys list --all --format json").status == 0)
        #expect(try holders(bench.sandbox, of: secrets, but: ["new.txt"]).isEmpty)
    }

    @Test func rotatedAndRevoked() throws {
        let bench = try KeyBench()
        try bench.declare("ci: {scopes: [monitors:read], deliver_to: [$R]}")
        try bench.sandbox.apply()
        let first = try bench.opened("ci")
        try bench.declare("ci: {scopes: [monitors:read], deliver_to: [$R], rotation: 2}")
        #expect(try core(bench.sandbox, "reconcile --format json").status == 0)
        let second = try bench.opened("ci")
        #expect(try holders(bench.sandbox, of: [first, second]).isEmpty)
        #expect(try core(bench.sandbox, "keys revoke ci").status == 0)
        #expect(try holders(bench.sandbox, of: [first, second]).isEmpty)
    }

    @Test func verifiedAndUsed() throws {
        let bench = try KeyBench()
        try bench.declare("root: {scopes: [], deliver_to: [$R]}")
        try bench.sandbox.apply()
        let secret = try bench.opened("root")
        try bench.sandbox.write("\(secret)\n", to: "key.txt")
        #expect(try core(bench.sandbox, "keys verify <key.txt").status == 0)
        #expect(try holders(bench.sandbox, of: [secret], but: ["key.txt"]).isEmpty)
        #expect(try core(bench.sandbox, "reconcile --api-key-file key.txt").status == 0)
        #expect(try holders(bench.sandbox, of: [secret], but: ["key.txt"]).isEmpty)
        // The variable is overwritten where the process has it.
        #expect(
            try core(bench.sandbox, "reconcile", variables: "UPKEEP_API_KEY=\(secret)").status == 0
        )
        #expect(try holders(bench.sandbox, of: [secret], but: ["key.txt"]).isEmpty)
    }

    @Test func openedAndMade() throws {
        let bench = try KeyBench()
        try bench.declare("ci: {scopes: [monitors:read], deliver_to: [$R]}")
        try bench.sandbox.apply()
        let secret = try bench.opened("ci")
        #expect(
            try core(bench.sandbox, "keys unseal --identity identity.txt .upkeep/sealed/ci.age")
                .status == 0
        )
        #expect(try holders(bench.sandbox, of: [secret]) == ["debugger.txt"], "its output is there")
        let identity = try #require(
            try bench.sandbox.text("identity.txt").split(separator: "\n").last
        )
        #expect(try holders(bench.sandbox, of: [String(identity)], but: ["identity.txt"]).isEmpty)
        #expect(try core(bench.sandbox, "keys generate").status == 0)
        let made = KeyBench.keys(in: try bench.sandbox.text("debugger.txt"))
        #expect(made.count == 1)
        #expect(try holders(bench.sandbox, of: made) == ["debugger.txt"])
    }

    @Test func leakedIntoAManifest() throws {
        let bench = try KeyBench()
        try bench.declare(
            "ci: {scopes: [monitors:read], deliver_to: [$R]}",
            "root: {scopes: [], deliver_to: [$R]}"
        )
        try bench.sandbox.apply()
        let secret = try bench.opened("ci")
        try bench.sandbox.write("# \(secret)\nmonitors: {\(secret): \(secret)}\n", to: "leak.yaml")
        for words in ["validate", "plan", "apply", "plan --format json", "plan --format markdown"] {
            let outcome = try bench.sandbox.shell("$UPKEEP \(words) >out.txt 2>err.txt")
            #expect(outcome.status == 4, "\(words)")
            let said = try bench.sandbox.text("out.txt") + bench.sandbox.text("err.txt")
            #expect(said.contains("leaked-key"), "\(words)")
            #expect(said.contains("leak.yaml:1:3") || said.contains("\"start_line\": 1"), "\(said)")
            #expect(words == "validate" || said.contains("live: key/ci"), "\(said)")
            #expect(KeyBench.keys(in: said).isEmpty)
        }
        // Unknown ones are refused as well; what has the wrong checksum is only text.
        try bench.sandbox.shell("$UPKEEP keys generate | sed -n 's/^key  */# /p' >leak.yaml")
        #expect(try bench.sandbox.upkeep("plan").errors.contains("does not know"))
        try bench.sandbox.shell("sed -i 's/.$/-/' leak.yaml")
        #expect(try bench.sandbox.upkeep("plan").status == 0)
    }

    @Test func typedWhereItDoesNotBelong() throws {
        let bench = try KeyBench()
        try bench.declare("ci: {scopes: [monitors:read], deliver_to: [$R]}")
        try bench.sandbox.apply()
        let secret = try bench.opened("ci")
        for words in [
            "keys verify", "keys sealed", "state show", "explain", "validate", "plan --only",
        ] {
            let outcome = try bench.sandbox.shell("$UPKEEP \(words) \(secret)")
            #expect(outcome.status != 0)
            #expect(KeyBench.keys(in: outcome.output + outcome.errors).isEmpty, "\(words)")
        }
        try bench.sandbox.write(
            "keys: {x: {name: \"\\x73\(secret.dropFirst())\", scopes: []}}\n",
            to: "hidden.yaml"
        )
        let hidden = try bench.sandbox.upkeep("plan")
        #expect(hidden.status == 4)
        #expect(hidden.errors.contains("hidden.yaml:1:1: error[leaked-key]"), "\(hidden)")
        // Whoever has nothing but the key can still have it revoked.
        #expect(try bench.sandbox.upkeep("keys", "revoke", secret).status == 0)
        #expect(try bench.verify(secret).status == 4)
    }
}
