import Foundation
import Testing

/// A key from its declaration to its end, as the README tells it.
@Suite struct KeyWalkTests {
    @Test func declaredSealedRotatedRevokedAndNeverBack() throws {
        let bench = try KeyBench()
        let sandbox = bench.sandbox
        try sandbox.shell("git init -q . && git config user.email a@b.c && git config user.name A")
        try bench.declare(
            "ci: {scopes: [monitors:read], deliver_to: [$R]}",
            "root: {scopes: [], deliver_to: [$R]}"
        )
        try sandbox.shell("git add keys.yaml && git commit -qm keys")

        let plan = try sandbox.upkeep("reconcile", "--dry-run")
        #expect(plan.status == 0)
        #expect(plan.output.contains("may: monitors:read\n"), "\(plan)")
        #expect(plan.output.contains("FULL ACCESS"))
        #expect(!sandbox.exists(KeyBench.stateFolder))
        #expect(try sandbox.upkeep("reconcile").status == 0)
        let first = try bench.opened("ci")
        let verified = try bench.verify(first)
        #expect(verified.status == 0)
        #expect(verified.output.contains("scopes   monitors:read\n"), "\(verified)")

        try bench.declare(
            "ci: {scopes: [monitors:read], deliver_to: [$R], rotation: 2, overlap: 7d}",
            "root: {scopes: [], deliver_to: [$R]}"
        )
        #expect(try sandbox.upkeep("reconcile").status == 0)
        let second = try bench.opened("ci")
        #expect(second != first)
        #expect(try bench.verify(first).status == 0)
        #expect(try bench.verify(second).status == 0)

        let revoked = try sandbox.upkeep("keys", "revoke", "ci")
        #expect(revoked.status == 0)
        #expect(revoked.output.split(separator: "\n").count == 2)
        func neither(_ moment: Comment) throws {
            for key in [first, second] {
                let verified = try bench.verify(key)
                #expect(verified.status == 4, moment)
                #expect(verified.output.contains("status   revoked"), moment)
            }
        }
        try neither("revoked")
        #expect(try sandbox.upkeep("reconcile", "--dry-run", "--exit-code").status == 0)

        // The removal of the key is committed, applied and reverted.
        try sandbox.shell("git commit -qam rotate")
        try bench.declare("root: {scopes: [], deliver_to: [$R]}")
        try sandbox.shell("git commit -qam remove")
        #expect(try sandbox.upkeep("reconcile").status == 0)
        try sandbox.shell("git revert --no-edit HEAD >/dev/null")
        #expect(try sandbox.upkeep("reconcile").status == 0)
        try neither("the removal was reverted")
        #expect(try bench.verify(bench.opened("ci")).status == 0, "the new key of the old name")

        // The state of before all that is restored, and once more put back by hand.
        let oldest = try #require(
            try sandbox.names(in: KeyBench.stateFolder).filter {
                $0.hasPrefix("state.json.") && $0 != "state.json.lock"
            }.sorted().last
        )
        #expect(
            try sandbox.upkeep("state", "restore", String(oldest.dropFirst("state.json.".count)))
                .status == 0
        )
        try neither("an older state was restored")
        try sandbox.shell("cp \(KeyBench.stateFolder)/\(oldest) \(KeyBench.stateFolder)/state.json")
        try neither("an older state was copied")
        #expect(try sandbox.upkeep("reconcile").status == 0)
        try neither("and applied to")
        #expect(try sandbox.upkeep("state", "verify").status == 0)
    }

    @Test func sealedAgainForWhoeverLostTheFile() throws {
        let bench = try KeyBench()
        try bench.declare(
            "ci: {scopes: [monitors:read], deliver_to: [$R]}",
            workspace: "name: Acme, base_url: 'https://status.acme.example'"
        )
        try bench.sandbox.apply()
        let key = try bench.opened("ci")
        try bench.sandbox.remove("\(KeyBench.stateFolder)/sealed/ci.age")
        let again = try bench.sandbox.shell(
            "$UPKEEP keys sealed ci | $UPKEEP keys unseal --identity identity.txt"
        )
        #expect(
            again.output
                == "id: ci\nname: \"ci\"\nkey: \(key)\nbase_url: \"https://status.acme.example/user/api/v1\"\n"
        )
        let only = try bench.sandbox.shell(
            "$UPKEEP keys sealed ci | $UPKEEP keys unseal --key-only --identity identity.txt"
        )
        #expect(only.output == "\(key)\n")
        try bench.sandbox.shell("age-keygen -o other.txt 2>/dev/null")
        let other = try bench.sandbox.shell(
            "$UPKEEP keys sealed ci | $UPKEEP keys unseal --identity other.txt"
        )
        #expect(other.status == 1)
        #expect(other.errors.contains("somebody else"), "\(other)")
    }

    @Test func listedWithWhatPeopleAskFor() throws {
        let bench = try KeyBench()
        try bench.declare(
            "ci: {name: CI, scopes: [monitors:read], deliver_to: [$R], expires_at: 2031-01-01T00:00:00Z}"
        )
        try bench.sandbox.apply()
        let list = try bench.sandbox.upkeep("keys", "list", "--format", "json")
        let keys = try JSON.list(list.output)
        #expect(keys.count == 1)
        #expect(keys[0]["name"] as? String == "CI")
        #expect(keys[0]["status"] as? String == "active")
        #expect(keys[0]["scopes"] as? [String] == ["monitors:read"])
        #expect(keys[0]["expires_at"] as? String == "2031-01-01T00:00:00Z")
        #expect((keys[0]["prefix"] as? String)?.count == 8)
        #expect(try bench.opened("ci").hasPrefix(keys[0]["prefix"] as? String ?? "-"))
        let table = try bench.sandbox.upkeep("keys", "list")
        #expect(table.output.contains("never"), "\(table)")
    }

    @Test func madeElsewhereSoThatNoSecretPassesHere() throws {
        let bench = try KeyBench()
        let made = try JSON.object(
            bench.sandbox.upkeep("keys", "generate", "--format", "json").output
        )
        let key = try #require(made["key"] as? String)
        let digest = try #require(made["sha256"] as? String)
        let sum = try bench.sandbox.shell("printf %s \(key) | sha256sum | cut -c1-64")
        #expect(sum.output == "\(digest)\n")
        try bench.declare("ci: {scopes: [monitors:read], sha256: \(digest)}")
        try bench.sandbox.apply()
        #expect(try bench.verify(key).status == 0)
        let slip = String(key.dropLast()) + (key.hasSuffix("0") ? "1" : "0")
        let verified = try bench.verify(slip)
        #expect(verified.status == 4)
        #expect(verified.output.contains("checksum"))
    }

    @Test func revokedWhateverCopyOfTheStateIsPutBack() throws {
        let bench = try KeyBench()
        let sandbox = bench.sandbox
        try bench.declare("ci: {scopes: [], deliver_to: [$R]}")
        try sandbox.apply()
        let first = try bench.opened("ci")
        // A copy that has gone its own way, at the same serial.
        try sandbox.shell("cp -r .upkeep copy")
        try sandbox.write("status_pages: {acme: {name: Acme}}\n", to: "page.yaml")
        try sandbox.apply("--state", "copy/state.json")
        try sandbox.remove("page.yaml")
        try sandbox.shell("$UPKEEP keys revoke ci && cp copy/state.json .upkeep/state.json")
        #expect(try bench.verify(first).status == 4)
    }

    @Test func neitherLostNorBroughtBackByRestoring() throws {
        let bench = try KeyBench()
        let sandbox = bench.sandbox
        try bench.declare("ci: {scopes: [], deliver_to: [$R]}")
        try sandbox.apply()
        try bench.declare("ci: {scopes: [], deliver_to: [$R], rotation: 2}")
        try sandbox.apply()
        let second = try bench.opened("ci")
        #expect(try sandbox.upkeep("state", "restore", "1").status == 0)
        #expect(try bench.verify(second).status == 0, "who has the new key keeps it")
        #expect(try sandbox.upkeep("keys", "revoke", "ci").status == 0)
        for number in 1...3 {
            #expect(try sandbox.upkeep("state", "restore", "\(number)").status == 0)
            #expect(try bench.verify(second).status == 4)
        }
    }

    @Test func sealedOnlyAsTheNewest() throws {
        let bench = try KeyBench()
        try bench.declare("ci: {scopes: [], deliver_to: [$R]}")
        try bench.sandbox.apply()
        try bench.declare("ci: {scopes: [], rotation: 2}")
        try bench.sandbox.apply("--keys-out", "new.txt")
        let sealed = try bench.sandbox.upkeep("keys", "sealed", "ci")
        #expect(sealed.status == 1)
        #expect(sealed.errors.contains("not sealed"), "\(sealed)")
        #expect(try bench.sandbox.names(in: ".upkeep/sealed").isEmpty)
    }

    /// A restored state refuses by itself what either the state before it or only the history knew to be revoked.
    @Test(arguments: ["sed -i '$d' history.jsonl", "cp state.json.1 state.json"])
    func refusedByTheRestoredStateAlone(loss: String) throws {
        let bench = try KeyBench()
        let sandbox = bench.sandbox
        try bench.declare("ci: {scopes: [], deliver_to: [$R]}")
        try sandbox.apply()
        let key = try bench.opened("ci")
        #expect(try sandbox.upkeep("keys", "revoke", "ci").status == 0)
        try sandbox.shell("cd .upkeep && \(loss)")
        #expect(try sandbox.upkeep("state", "restore", "1").status == 0)
        let alone = try sandbox.shell(
            "mkdir alone && cp .upkeep/state.json alone && echo \(key) | $UPKEEP keys verify --state alone/state.json"
        )
        #expect(alone.status == 4, "\(alone)")
        #expect(alone.output.contains("revoked"), "\(alone)")
    }
}
