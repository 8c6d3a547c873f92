import Foundation
import Testing

/// `upkeep rollback`: back to what a former state declared, as a plan.
@Suite struct RollbackTests {
    /// Serial 1 has two monitors, serial 2 one of them with another interval, a new one, and not the other.
    private func bench() throws -> Sandbox {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api", "new"], interval: "30s"), to: "monitors.yaml")
        try sandbox.apply()
        return sandbox
    }

    @Test func theDryRunIsTheInverseAndTheYAMLToCommit() throws {
        let sandbox = try bench()
        let before = try sandbox.listing()
        let plan = try sandbox.upkeep("rollback", "--to", "1", "--dry-run", "--at", Sample.now)
        #expect(plan.status == 0, "\(plan)")
        let digest = try #require(plan.output.firstMatch(of: /Digest ([0-9a-f]{64})/)).1
        #expect(
            plan.output == """
                Rollback to serial 1 on state serial 2: 1 to create, 1 to update, 1 to delete

                  ~ monitor/api                         monitors.yaml:4
                      interval   30s -> 60s
                  - monitor/new                         (was monitors.yaml:5)
                      visitors lose: less than a day of history
                  + monitor/web                         monitors.yaml:5

                Digest \(digest)
                Apply exactly this: upkeep rollback --expect-digest \(digest) --to 1

                Commit this as well: otherwise the next reconcile does again what was rolled back.

                # monitors.yaml
                monitors:
                  api:
                    name: api
                    type: site
                    target: https://api.example.com
                    interval: 60s
                    status_page: acme
                  web:
                    name: web
                    type: site
                    target: https://web.example.com
                    interval: 60s
                    enabled: true
                    status_page: acme
                    impact: full
                    labels: {}

                # remove monitor/new (monitors.yaml:5)

                """
        )
        #expect(try sandbox.listing() == before, "a dry run writes nothing")
        let stale = try sandbox.upkeep("rollback", "--to", "1", "--expect-digest", digest + "")
        #expect(stale.status == 0, "\(stale)")
    }

    @Test func everythingIsKnownByWhatItWasKnownBy() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let before = try sandbox.publicIDs()
        try sandbox.write(Sample.monitors(["api", "new"], interval: "30s"), to: "monitors.yaml")
        try sandbox.apply()
        let rolledBack = try sandbox.upkeep("rollback", "--to", "1")
        #expect(rolledBack.status == 0, "\(rolledBack)")
        #expect(rolledBack.output.contains("Applied: the state is at serial 3."))
        #expect(try sandbox.publicIDs() == before)
        // The manifests still say otherwise, and the former ones do not.
        #expect(try sandbox.upkeep("plan", "--exit-code").status == 2)
        for (name, text) in Sample.tree { try sandbox.write(text, to: name) }
        #expect(try sandbox.upkeep("plan", "--exit-code").status == 0)
        let history = try sandbox.upkeep("state", "history").output
        #expect(history.contains("1 create, 1 delete, 1 rollback, 1 update"), "\(history)")
        // Numbers are never given twice.
        try sandbox.write(Sample.monitors(["api", "web", "next"]), to: "monitors.yaml")
        try sandbox.apply()
        #expect(try sandbox.publicIDs()["monitor/next"] == "4")
    }

    @Test func aRenameIsTakenBack() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let before = try sandbox.publicIDs()
        let renamed = Sample.monitors(["api", "www"])
            .replacing("www: {name: www", with: "www: {previously: [web], name: www")
        try sandbox.write(renamed, to: "monitors.yaml")
        try sandbox.apply()
        let plan = try sandbox.upkeep("rollback", "--to", "1", "--dry-run")
        #expect(plan.output.contains("> monitor/www -> web"), "\(plan)")
        #expect(plan.output.contains("# remove monitor/www"), "\(plan)")
        #expect(try sandbox.upkeep("rollback", "--to", "1").status == 0)
        #expect(try sandbox.publicIDs() == before)
    }

    /// Also where something else had its id meanwhile.
    @Test func whatWasDeclaredAnewIsWhatItWas() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let before = try sandbox.publicIDs()
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api", "web"], interval: "30s"), to: "monitors.yaml")
        try sandbox.apply()
        #expect(try sandbox.publicIDs() != before)
        #expect(try sandbox.upkeep("rollback", "--to", "1").status == 0)
        #expect(try sandbox.publicIDs() == before)
    }

    /// Whatever took whose name: the public id says which is which.
    @Test(arguments: [
        [
            "b: {name: a, previously: [a]}", "b: {name: a}\n  a: {name: new}",
        ],
        [
            "c: {name: a, previously: [a]}\n  b: {name: b}",
            "c: {name: a}\n  a: {name: b, previously: [b]}",
            "b: {name: a, previously: [c]}\n  a: {name: b}",
        ],
        ["a: {name: a}", "b: {name: a, previously: [a]}"],
    ])
    func namesThatWereTakenOverAreGivenBack(_ steps: [String]) throws {
        func monitors(_ text: String) -> String {
            "defaults: {monitors: {status_page: acme, type: heartbeat}}\nmonitors:\n  \(text)\n"
        }
        let sandbox = try Sandbox(["page.yaml": Sample.page])
        let first = steps[0].hasPrefix("b:") ? "a: {name: a}" : "a: {name: a}\n  b: {name: b}"
        try sandbox.write(monitors(first), to: "monitors.yaml")
        try sandbox.apply()
        let before = try sandbox.publicIDs()
        let shown = try sandbox.upkeep("export").output
        for step in steps {
            try sandbox.write(monitors(step), to: "monitors.yaml")
            try sandbox.apply()
        }
        let rolledBack = try sandbox.upkeep("rollback", "--to", "1")
        #expect(rolledBack.status == 0, "\(rolledBack)")
        #expect(!rolledBack.output.contains("# remove monitor/a "), "\(rolledBack)")
        #expect(try sandbox.publicIDs() == before, "\(rolledBack)")
        #expect(try sandbox.upkeep("export").output == shown)
    }

    @Test func anExpiredKeyDoesNotComeBack() throws {
        let bench = try KeyBench()
        let sandbox = bench.sandbox
        let root = "root: {scopes: [], deliver_to: [$R]}"
        try bench.declare("ci: {scopes: [monitors:read], deliver_to: [$R]}", root)
        try sandbox.apply()
        let key = try bench.opened("ci")
        let past = "expires_at: 2020-01-01T00:00:00Z"
        try bench.declare("ci: {scopes: [monitors:read], deliver_to: [$R], \(past)}", root)
        try sandbox.apply()
        let rolledBack = try sandbox.upkeep("rollback", "--to", "1")
        #expect(rolledBack.errors.contains("key/ci keeps its expires_at"), "\(rolledBack)")
        #expect(try bench.verify(key).status != 0)
    }

    @Test func whatHasEndedStaysSo() throws {
        let bench = try KeyBench()
        let sandbox = bench.sandbox
        try bench.declare(
            "gone: {scopes: [monitors:read], deliver_to: [$R]}",
            "off: {scopes: [monitors:read], deliver_to: [$R]}",
            "turned: {scopes: [monitors:read], deliver_to: [$R]}",
            "root: {scopes: [], deliver_to: [$R]}"
        )
        try sandbox.apply()
        let keys = try ["gone", "off", "turned", "root"].map(bench.opened)
        try bench.declare(
            "off: {scopes: [monitors:read], deliver_to: [$R], revoked: true}",
            "turned: {scopes: [], deliver_to: [$R], rotation: 2, overlap: 0s}",
            "root: {scopes: [], deliver_to: [$R]}"
        )
        try sandbox.apply()
        let second = try bench.opened("turned")
        let rolledBack = try sandbox.upkeep("rollback", "--to", "1")
        #expect(rolledBack.status == 0, "\(rolledBack)")
        for id in ["gone", "off", "turned"] {
            #expect(rolledBack.errors.contains("warning[revocation-stays]: key/\(id) "), "\(id)")
        }
        for key in keys.prefix(3) { #expect(try bench.verify(key).status != 0) }
        for key in [second, keys[3]] { #expect(try bench.verify(key).status == 0) }
        let list = try sandbox.upkeep("keys", "list").output
        #expect(!list.contains("gone") || list.contains("revoked"), "\(list)")
        let turned = try sandbox.upkeep("state", "show", "key/turned").output
        #expect(turned.contains("rotation: 2") && turned.contains("monitors:read"), "\(turned)")
    }

    @Test func theRulesHoldForItToo() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let ids = ["api", "web"] + Sample.ids(1...8)
        try sandbox.write(Sample.monitors(ids), to: "monitors.yaml")
        try sandbox.apply()
        let refused = try sandbox.upkeep("rollback", "--to", "1")
        #expect(refused.status == 4 && refused.errors.contains("error[mass-deletion]"))
        #expect(!refused.output.contains("Commit this"))
        #expect(try sandbox.upkeep("rollback", "--to", "1", "--max-deletes", "8").status == 0)
    }

    @Test func onlyKeptStatesCanBeGoneBackTo() throws {
        let sandbox = try bench()
        let present = try sandbox.upkeep("rollback", "--to", "2")
        #expect(present.status == 64 && present.errors.contains("is at serial 2"), "\(present)")
        for serial in ["0", "7"] {
            let refused = try sandbox.upkeep("rollback", "--to", serial)
            #expect(refused.status == 64, "\(refused)")
            #expect(refused.errors.contains("No state with serial \(serial) is kept"))
            #expect(refused.errors.contains("There are: 2, 1."), "\(refused)")
        }
        let nothing = try sandbox.upkeep("rollback", "--dry-run")
        #expect(nothing.status == 64)
    }

    @Test func theJSONHasTheManifests() throws {
        let sandbox = try bench()
        let plan = try sandbox.upkeep("rollback", "--to", "1", "--dry-run", "--format", "json")
        let manifests = try #require(try JSON.object(plan.output)["manifests"] as? [String: Any])
        #expect(manifests["serial"] as? Int == 1)
        #expect(
            (manifests["files"] as? [[String: Any]])?.first?["file"] as? String == "monitors.yaml"
        )
        #expect((manifests["remove"] as? [[String: Any]])?.first?["id"] as? String == "monitor/new")
        let markdown = try sandbox.upkeep("rollback", "--to", "1", "--format", "markdown")
        #expect(markdown.output.contains("Commit this as well"))
    }
}
