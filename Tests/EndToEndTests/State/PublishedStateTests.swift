import Foundation
import Testing

/// A copy of the state that can be given away: what a fork plans against, and what nobody applies to.
@Suite struct PublishedStateTests {
    /// A tree with a key made here, one that was replaced, and one made elsewhere; and all that has to stay in the state.
    private func bench() throws -> (bench: KeyBench, secrets: [String]) {
        let bench = try KeyBench()
        let sandbox = bench.sandbox
        for (name, text) in Sample.tree { try sandbox.write(text, to: name) }
        let words = try sandbox.upkeep("keys", "generate").output.split { $0 == " " || $0 == "\n" }
        let own = "own: {scopes: [], sha256: \(words[3])}"
        try bench.declare("ci: {scopes: [], deliver_to: [$R]}", own)
        try sandbox.apply()
        try bench.declare("ci: {scopes: [], deliver_to: [$R], rotation: 2}", own)
        try sandbox.apply()
        let state = try sandbox.text(Sandbox.state)
        let hashes = state.matches(of: /"(?:hash|sealed|sha256)":"([^"]+)"/).map { String($0.1) }
        try #require(
            hashes.count >= 6,
            "two hashes and a seal of ci, two hashes of own, a tombstone"
        )
        return (bench, hashes)
    }

    @Test func itHasNoHashesAndNoSeals() throws {
        let (bench, secrets) = try bench()
        let published = try bench.sandbox.upkeep("state", "publish", "copy.json")
        #expect(published.status == 0 && published.output == "Published serial 2 to copy.json.\n")
        let copy = try bench.sandbox.text("copy.json")
        for secret in secrets {
            let digits = secret.split(separator: ":").last.map(String.init) ?? secret
            #expect(!copy.contains(digits.prefix(24)), "\(secret)")
        }
        #expect(copy.contains("\"published\":"))
        #expect(try bench.sandbox.upkeep("state", "publish", "-").output == copy)
    }

    @Test func aPlanAgainstItIsOneAgainstTheState() throws {
        let (bench, _) = try bench()
        let sandbox = bench.sandbox
        try sandbox.upkeep("state", "publish", "copy.json").output.write(
            toFile: sandbox["log"],
            atomically: true,
            encoding: .utf8
        )
        let unchanged = try sandbox.upkeep("plan", "--exit-code", "--state", "copy.json")
        #expect(unchanged.status == 0, "\(unchanged)")
        try sandbox.write(Sample.monitors(["api", "web"], interval: "30s"), to: "monitors.yaml")
        let keys = try sandbox.text("keys.yaml")
        for text in [
            keys, keys.replacing("rotation: 2", with: "rotation: 3"),
            keys.replacing("own: {scopes: []", with: "own: {scopes: [monitors:read]"),
            keys.replacing("sha256: ", with: "sha256: ffff").replacing(
                /(ffff[0-9a-f]{60})[0-9a-f]*/
            ) {
                $0.1
            },
        ] {
            try sandbox.write(text, to: "keys.yaml")
            for more in [[], ["--no-incremental"]] {
                let options = ["plan", "--format", "json", "--at", Sample.now] + more
                let original = try sandbox.start(options).wait()
                let copied = try sandbox.start(options + ["--state", "copy.json"]).wait()
                let digests = try [original, copied].map {
                    try JSON.object($0.output)["digest"] as? String
                }
                #expect(original.status == 0 && copied.status == 0, "\(copied)")
                #expect(digests[0] != nil && digests[0] == digests[1], "\(original) \(copied)")
            }
            let shown = try sandbox.upkeep("plan", "--at", Sample.now).output
            let copied = try sandbox.upkeep("plan", "--at", Sample.now, "--state", "copy.json")
            #expect(
                shown.withoutDigests.withoutApplyLine
                    == copied.output.withoutDigests.withoutApplyLine
            )
        }
    }

    @Test func itComesFromStandardInput() throws {
        let (bench, _) = try bench()
        let sandbox = bench.sandbox
        let line = #""$UPKEEP" state publish - | "$UPKEEP" plan --exit-code --state -"#
        #expect(try sandbox.shell(line).status == 0)
        let listed = try sandbox.shell(
            #""$UPKEEP" state publish - | "$UPKEEP" state list --state -"#
        )
        #expect(listed.output.contains("monitor/api"))
        let refused = try sandbox.shell(#""$UPKEEP" state publish - | "$UPKEEP" apply --state -"#)
        #expect(refused.status == 4 && refused.errors.contains("published copy"), "\(refused)")
        let history = try sandbox.shell(#"echo | "$UPKEEP" state history --state -"#)
        #expect(
            history.status == 1 && history.errors.contains("name the state's file"),
            "\(history)"
        )
    }

    @Test func nothingIsAppliedToIt() throws {
        let (bench, _) = try bench()
        let sandbox = bench.sandbox
        try sandbox.shell(#"mkdir copy; "$UPKEEP" state publish copy/state.json"#)
        try sandbox.write(Sample.monitors(["api", "web"], interval: "30s"), to: "monitors.yaml")
        for words in [
            ["apply"], ["keys", "revoke", "ci"], ["state", "publish", "again.json"],
        ] {
            let refused = try sandbox.start(words + ["--state", "copy/state.json"]).wait()
            #expect(refused.status == 4, "\(refused)")
            #expect(refused.errors.contains("this is a published copy of a state"), "\(refused)")
        }
        #expect(try sandbox.names(in: "copy").filter { !$0.hasSuffix(".lock") } == ["state.json"])
        let beside = try sandbox.upkeep("state", "publish", ".upkeep/copy.json")
        #expect(beside.status == 64, "\(beside)")
    }

    @Test func theServerOffersItWhereItIsAskedTo() throws {
        let (bench, _) = try bench()
        let sandbox = bench.sandbox
        let silent = try ServerJob(in: sandbox)
        #expect(try silent.get(silent.api + "/state.json").status == 404)
        #expect(!(try silent.get(silent.api + "/openapi.json").body.contains("/state.json")))
        #expect(try silent.stop().status == 0)
        let server = try ServerJob(in: sandbox, "--publish-state")
        let file = try sandbox.upkeep("state", "publish", "-").output
        #expect(try server.get(server.api + "/state.json").body + "\n" == file + "\n")
        #expect(try server.get(server.api + "/openapi.json").body.contains("/state.json"))
        let line = "curl -fsS '\(server.api)/state.json' | \"$UPKEEP\" plan --exit-code --state -"
        #expect(try sandbox.shell(line).status == 0)
        #expect(try server.stop().status == 0)
    }

    @Test func aCopyThatWasChangedIsRefused() throws {
        let (bench, _) = try bench()
        let sandbox = bench.sandbox
        try sandbox.shell(
            #""$UPKEEP" state publish - | sed 's/"Acme Status"/"Acme Statua"/' > x.json"#
        )
        #expect(try sandbox.upkeep("plan", "--state", "x.json").status == 7)
        try sandbox.shell(#""$UPKEEP" state publish - | sed '/"published"/d' > y.json"#)
        #expect(try sandbox.upkeep("apply", "--state", "y.json").status == 7)
    }
}

extension String {
    /// The text without digests and the time of the clock.
    fileprivate var withoutDigests: String {
        replacing(/sha256 .*/, with: "").replacing(/dies .*/, with: "")
    }

    fileprivate var withoutApplyLine: String { replacing(/Apply exactly this.*/, with: "") }
}
