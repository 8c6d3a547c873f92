import Foundation
import Testing

/// `upkeep watch`: each new commit of a repository is reconciled once, whatever comes of it.
@Suite struct WatchTests {
    /// A bare repository, a clone to commit in, and a folder of the host that watches.
    private func bench() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.shell(
            """
            git init -q --bare -b main origin.git && git init -q -b main work && mkdir host
            cd work && git remote add origin ../origin.git
            git config user.name Ada && git config user.email ada@acme.example
            """
        )
        try commit(Sample.tree, in: sandbox)
        return sandbox
    }

    private func commit(_ files: [String: String?], in sandbox: Sandbox) throws {
        for (name, text) in files {
            if let text {
                try sandbox.write(text, to: "work/status/\(name)")
            } else {
                try sandbox.remove("work/status/\(name)")
            }
        }
        let outcome = try sandbox.shell(
            "cd work && git add -A && git commit -qm More && git push -q origin main"
        )
        try #require(outcome.status == 0, "\(outcome)")
    }

    private func look(_ sandbox: Sandbox, _ options: String = "") throws -> Outcome {
        try sandbox.shell(
            "cd host && \"$UPKEEP\" watch --once --remote ../origin.git --branch main \(options) status/"
        )
    }

    private func shown(_ resource: String, in sandbox: Sandbox) throws -> String {
        try sandbox.shell("cd host && \"$UPKEEP\" state show \(resource)").output
    }

    @Test func eachCommitIsReconciledOnce() throws {
        let sandbox = try bench()
        let first = try look(sandbox)
        #expect(first.status == 0 && first.errors.contains("commit applied"), "\(first)")
        #expect(try shown("", in: sandbox).contains("author: Ada <ada@acme.example>, branch: main"))
        #expect(try look(sandbox).errors == "")
        try commit(["monitors.yaml": Sample.monitors(["api"], interval: "30s")], in: sandbox)
        let second = try look(sandbox)
        #expect(second.errors.contains("changes=\"1 to update, 1 to delete\""), "\(second)")
        // What was rolled back is not done again.
        try sandbox.shell("cd host && \"$UPKEEP\" rollback --to 1")
        #expect(try look(sandbox).errors == "")
        #expect(try shown("monitor/web", in: sandbox).contains("monitor/web"))
    }

    /// Invalid as a whole, refused, or without a signature: the last good state stays.
    @Test func aBadCommitLeavesTheStateAsItIs() throws {
        let sandbox = try bench()
        _ = try look(sandbox)
        let before = try sandbox.bytes("host/.upkeep/state.json")
        try commit(["monitors.yaml": nil], in: sandbox)
        let refused = try look(sandbox)
        #expect(refused.status == 4 && refused.errors.contains("code=emptied-kind"), "\(refused)")
        #expect(refused.errors.contains("commit refused: the last good state stays"))
        #expect(try look(sandbox).errors == "", "once")
        try sandbox.write("ada@acme.example ssh-ed25519 AAAA\n", to: "host/signers")
        try commit(Sample.tree, in: sandbox)
        let unsigned = try look(sandbox, "--require-signed signers")
        #expect(unsigned.status == 4 && unsigned.errors.contains("code=not-signed"), "\(unsigned)")
        #expect(try sandbox.bytes("host/.upkeep/state.json") == before)
    }

    /// One broken file freezes only what it declares, and what it declared.
    @Test func oneBrokenFileFreezesOnlyWhatItDeclares() throws {
        let sandbox = try bench()
        try commit(["more.yaml": Sample.monitors(["docs", "blog"])], in: sandbox)
        _ = try look(sandbox)
        try commit(
            [
                "monitors.yaml": Sample.monitors(["api"], interval: "30s"),
                "more.yaml": "monitors: {docs: {nmae: Documentation}}\n",
            ],
            in: sandbox
        )
        let partial = try look(sandbox)
        #expect(partial.status == 3, "\(partial)")
        #expect(partial.errors.contains("at=status/more.yaml:1:19"), "\(partial)")
        #expect(partial.errors.contains("frozen=status/more.yaml"))
        #expect(try shown("monitor/api", in: sandbox).contains("interval: 30s"))
        for kept in ["docs", "blog"] {
            #expect(try shown("monitor/\(kept)", in: sandbox).contains("interval: 60s"), "\(kept)")
        }
        #expect(
            try shown("monitor/web", in: sandbox).isEmpty,
            "another file had it, and has it no more"
        )
        try commit(["more.yaml": Sample.monitors(["docs", "blog"], interval: "10s")], in: sandbox)
        let whole = try look(sandbox)
        #expect(whole.status == 0 && whole.errors.contains("2 to update"), "\(whole)")
        #expect(try shown("monitor/docs", in: sandbox).contains("interval: 10s"))
    }

    /// Where nobody can tell what a broken file declares, nothing goes, and what stays for that is told.
    @Test func nothingGoesThatABrokenFileMayDeclare() throws {
        let sandbox = try bench()
        let keys =
            "keys: {leaky: {scopes: [monitors:read], sha256: \(String(repeating: "a", count: 64))}}\n"
        try commit(["keys.yaml": keys, "more.yaml": Sample.monitors(["docs"])], in: sandbox)
        _ = try look(sandbox)
        try commit(["keys.yaml": "x-none: 1\n", "more.yaml": "monitors: ["], in: sandbox)
        let held = try look(sandbox)
        #expect(
            held.errors.contains("key/leaky is declared nowhere that can be read")
                && held.status == 3,
            "\(held)"
        )
        #expect(held.errors.contains("`upkeep keys revoke`"))
        #expect(try shown("key/leaky", in: sandbox).contains("key/leaky"))
        try commit(["more.yaml": Sample.monitors(["docs"])], in: sandbox)
        _ = try look(sandbox, "--allow-empty key")
        #expect(try shown("key/leaky", in: sandbox).isEmpty)
    }

    /// Of two files that declare the same neither takes it from the other, and nobody takes it from a broken one.
    @Test(arguments: [
        ["a.yaml": "monitors: {web: {name: Other, type: heartbeat, status_page: acme}}\n"],
        [
            "monitors.yaml": "monitors: [",
            "z.yaml":
                "monitors: {www: {previously: [web], name: W, type: heartbeat, status_page: acme}}\n",
        ],
        [
            "monitors.yaml": "monitors: [",
            "z.yaml": "monitors: {web: {name: W, type: heartbeat, status_page: acme}}\n",
        ],
    ])
    func nothingIsTakenFromABrokenFile(_ files: [String: String]) throws {
        let sandbox = try bench()
        _ = try look(sandbox)
        let before = try shown("monitor/web", in: sandbox)
        try commit(files, in: sandbox)
        let partial = try look(sandbox)
        #expect(partial.status == 3, "\(partial)")
        #expect(try shown("monitor/web", in: sandbox) == before, "\(partial)")
    }

    /// What was refused is tried again under other rules, and told again under the same.
    @Test func otherRulesAreAnotherTry() throws {
        let sandbox = try bench()
        _ = try look(sandbox)
        try commit(["monitors.yaml": "x-none: 1\n"], in: sandbox)
        #expect(try look(sandbox).status == 4)
        let again = try look(sandbox)
        #expect(again.status == 4 && again.errors.isEmpty, "\(again)")
        let allowed = try look(sandbox, "--allow-empty monitor")
        #expect(allowed.status == 0 && allowed.errors.contains("2 to delete"), "\(allowed)")
    }

    /// What a URL says of who asks is nobody's business.
    @Test func thePasswordOfAURLIsNotTold() throws {
        let sandbox = try bench()
        let line =
            "cd host && \"$UPKEEP\" watch --once --remote http://me:SECRET@127.0.0.1:1/x.git status/"
        let failed = try sandbox.shell(line)
        #expect(failed.status == 1 && !failed.errors.contains("SECRET"), "\(failed)")
        #expect(failed.errors.contains("git ls-remote http://127.0.0.1:1/x.git"), "\(failed)")
    }

    /// A link or a submodule may hold manifests that only a checkout shows.
    @Test func whatOnlyACheckoutShowsIsAMistake() throws {
        let sandbox = try bench()
        _ = try look(sandbox)
        try sandbox.shell("ln -s monitors.yaml work/status/z.yaml")
        try commit(
            ["monitors.yaml": Sample.monitors(["api", "web"], interval: "30s")],
            in: sandbox
        )
        let invalid = try look(sandbox)
        #expect(
            invalid.status == 3 && invalid.errors.contains("a link is not followed"),
            "\(invalid)"
        )
        #expect(try shown("monitor/api", in: sandbox).contains("interval: 60s"))
    }

    /// What needs something that only a broken file could declare waits with it.
    @Test func whatNeedsABrokenFileWaitsWithIt() throws {
        let sandbox = try bench()
        _ = try look(sandbox)
        let window = """
            maintenances:
              upgrade:
                status_page: acme
                title: Upgrade
                start_at: 2027-03-04T22:00:00Z
                end_at: 2027-03-04T23:00:00Z
                monitors: [new]

            """
        try commit(
            [
                "new.yaml": "monitors: [", "window.yaml": window,
                "monitors.yaml": Sample.monitors(["api", "web"], interval: "30s"),
            ],
            in: sandbox
        )
        let partial = try look(sandbox)
        #expect(
            partial.errors.contains("frozen=\"status/new.yaml, status/window.yaml\""),
            "\(partial)"
        )
        #expect(try shown("monitor/api", in: sandbox).contains("interval: 30s"))
        #expect(
            try sandbox.shell("cd host && \"$UPKEEP\" state list").output.contains("upgrade")
                == false
        )
    }

    /// A component that a frozen resource is on cannot be taken away.
    @Test func whatAFrozenResourceNeedsStays() throws {
        let sandbox = try bench()
        let monitor =
            "monitors: {c: {name: C, type: heartbeat, status_page: acme, component: docs}}\n"
        try commit(["c.yaml": monitor], in: sandbox)
        _ = try look(sandbox)
        let page = Sample.page.replacing("      docs: {name: Documentation}\n", with: "")
        try commit(["c.yaml": "monitors: [", "page.yaml": page], in: sandbox)
        let partial = try look(sandbox)
        #expect(partial.errors.contains("component/acme/docs is no longer declared"), "\(partial)")
        #expect(try shown("status_page/acme", in: sandbox).contains("docs"))
    }

    @Test func aLeakedKeyStopsTheWholeCommit() throws {
        let sandbox = try bench()
        _ = try look(sandbox)
        let words = try sandbox.upkeep("keys", "generate").output.split { $0 == " " || $0 == "\n" }
        try commit(
            [
                "key.yaml": "x-key: \(words[1])\n",
                "monitors.yaml": Sample.monitors(["api", "web"], interval: "30s"),
            ],
            in: sandbox
        )
        let refused = try look(sandbox)
        #expect(refused.status == 4 && refused.errors.contains("code=leaked-key"), "\(refused)")
        #expect(!refused.errors.contains(words[1].dropFirst(8)))
        #expect(try shown("monitor/api", in: sandbox).contains("interval: 60s"))
    }

    @Test func itCanBeSuspended() throws {
        let sandbox = try bench()
        _ = try look(sandbox)
        let suspended = try sandbox.shell("cd host && \"$UPKEEP\" suspend --reason 'at night'")
        #expect(suspended.output == "Suspended: no commit is reconciled until `upkeep resume`.\n")
        try commit(
            ["monitors.yaml": Sample.monitors(["api", "web"], interval: "30s")],
            in: sandbox
        )
        let silent = try look(sandbox)
        #expect(silent.errors.contains("watching is suspended reason=\"at night\""), "\(silent)")
        #expect(try shown("monitor/api", in: sandbox).contains("interval: 60s"))
        #expect(try sandbox.shell("cd host && \"$UPKEEP\" resume").status == 0)
        #expect(try look(sandbox).errors.contains("commit applied"))
    }

    @Test func whatCannotBeFetchedIsAFailure() throws {
        let sandbox = try bench()
        try sandbox.shell("mv origin.git gone.git")
        let failed = try look(sandbox)
        #expect(failed.status == 1 && failed.errors.contains("retry_in_seconds=60"), "\(failed)")
        #expect(failed.errors.contains("failures=1") && failed.errors.contains("../origin.git"))
    }

    /// A checkout is followed by its commits; what lies about in it counts for nothing, and nothing in it is touched.
    @Test func aCheckoutIsFollowedByItsCommits() throws {
        let sandbox = try bench()
        try sandbox.write("nonsense: [", to: "work/status/scratch.yaml")
        let line = "cd work && \"$UPKEEP\" watch --once --state ../host/state.json status"
        let first = try sandbox.shell(line)
        #expect(first.status == 0 && first.errors.contains("commit applied"), "\(first)")
        let status = try sandbox.shell("cd work && git status --porcelain").output
        #expect(status == "?? status/scratch.yaml\n", "\(status)")
    }
}
