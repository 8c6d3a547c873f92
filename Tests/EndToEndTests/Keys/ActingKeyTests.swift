import Foundation
import Testing

/// An apply as a key changes what the key's write scopes cover, and nothing else.
@Suite struct ActingKeyTests {
    private static let monitor = """
        status_pages: {acme: {name: Acme}}
        monitors: {a: {name: A, type: heartbeat, status_page: acme}}

        """

    /// A state with a key for monitors and one for everything, and their secrets.
    private func bench(
        workspace: String = "name: Acme"
    ) throws -> (KeyBench, monitors: String, root: String) {
        let bench = try KeyBench()
        try bench.declare(
            "mon: {scopes: [monitors:write], deliver_to: [$R]}",
            "root: {scopes: [], deliver_to: [$R]}",
            workspace: workspace
        )
        try bench.sandbox.write(Self.monitor, to: "monitors.yaml")
        try bench.sandbox.apply()
        return (bench, try bench.opened("mon"), try bench.opened("root"))
    }

    @Test func changesWhatItsScopesCover() throws {
        let (bench, monitors, root) = try bench()
        let sandbox = bench.sandbox
        try sandbox.write(Self.monitor.replacing("name: A,", with: "name: B,"), to: "monitors.yaml")
        #expect(try sandbox.upkeep("apply", variables: ["UPKEEP_API_KEY": monitors]).status == 0)
        try sandbox.write(
            Self.monitor.replacing("name: Acme", with: "name: New"),
            to: "monitors.yaml"
        )
        let refused = try sandbox.upkeep("apply", variables: ["UPKEEP_API_KEY": monitors])
        #expect(refused.status == 4)
        #expect(refused.errors.contains("error[missing-scope]"), "\(refused)")
        #expect(refused.errors.contains("full access"))
        try sandbox.write("\(root)\n", to: "key.txt")
        #expect(try sandbox.upkeep("apply", "--api-key-file", "key.txt").status == 0)
        let used = try sandbox.upkeep("keys", "list", "--format", "json")
        let keys = try JSON.list(used.output)
        #expect(keys.allSatisfy { $0["last_used_at"] != nil }, "\(used)")
    }

    @Test func isRefusedWhenItOpensNothing() throws {
        let (bench, monitors, _) = try bench()
        #expect(try bench.sandbox.upkeep("keys", "revoke", "mon").status == 0)
        for key in [monitors, "spk_nonsense", "x"] {
            let refused = try bench.sandbox.upkeep("apply", variables: ["UPKEEP_API_KEY": key])
            #expect(refused.status == 4)
            #expect(refused.errors.contains("error[acting-key-refused]"), "\(refused)")
            #expect(!refused.errors.contains(key) || key == "x")
        }
    }

    @Test func isAskedForWhereTheStateSaysSo() throws {
        let (bench, monitors, _) = try bench(workspace: "name: Acme, require_key: true")
        // Also when the manifests no longer say so: the rule holds until it is gone.
        try bench.declare("root: {scopes: [], deliver_to: [$R]}")
        let refused = try bench.sandbox.upkeep("apply")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("error[key-required]"), "\(refused)")
        #expect(try bench.sandbox.upkeep("plan").status == 0, "a dry run needs no secret")
        let scoped = try bench.sandbox.upkeep("apply", variables: ["UPKEEP_API_KEY": monitors])
        #expect(scoped.errors.contains("error[missing-scope]"), "\(scoped)")
    }

    @Test func isAskedForOnlyWhereThereIsOne() throws {
        let sandbox = try Sandbox(["a.yaml": "workspace: {name: A, require_key: true}\n"])
        let refused = try sandbox.upkeep("apply")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("a.yaml:1:35: error[lock-out]"), "\(refused)")

        // When the last one is lost, whoever holds the state gets in by saying so.
        let (bench, _, _) = try bench(workspace: "name: Acme, require_key: true")
        #expect(try bench.sandbox.upkeep("keys", "revoke", "root").status == 0)
        try bench.declare(
            "mon: {scopes: [monitors:write], deliver_to: [$R]}",
            "root: {scopes: [], deliver_to: [$R], rotation: 2}",
            workspace: "name: Acme, require_key: true"
        )
        let locked = try bench.sandbox.upkeep("apply")
        #expect(locked.status == 4)
        #expect(locked.errors.contains("--allow-lock-out"), "\(locked)")
        #expect(try bench.sandbox.upkeep("apply", "--allow-lock-out").status == 0)
        #expect(try bench.verify(bench.opened("root")).status == 0)
    }
}
