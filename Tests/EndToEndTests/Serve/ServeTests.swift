import Foundation
import Glibc
import Testing

/// `upkeep serve` follows the state by itself, whatever becomes of it.
@Suite struct ServeTests {
    private static let summary = "/acme/api/v2/summary.json"
    private static let monitors = "/user/api/v1/monitors"

    /// A tree with a key, and the key.
    private func keyed() throws -> (sandbox: Sandbox, key: String) {
        let sandbox = try Sandbox(Sample.tree)
        let words = try sandbox.upkeep("keys", "generate").output.split { $0 == " " || $0 == "\n" }
        try sandbox.write(
            "keys: {ci: {scopes: [], sha256: \"\(words[3])\"}}\n",
            to: "keys.yaml"
        )
        try sandbox.apply()
        return (sandbox, String(words[1]))
    }

    @Test func aCommitIsSeenByTheNextRequest() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let server = try ServerJob(in: sandbox)
        #expect(try server.get(server.api + Self.summary).body.contains("\"Documentation\""))
        for name in ["One", "Two", "Three"] {
            let page = Sample.page.replacingOccurrences(of: "Documentation", with: name)
            try sandbox.write(page, to: "page.yaml")
            try sandbox.apply()
            #expect(try server.get(server.api + Self.summary).body.contains("\"\(name)\""))
        }
        #expect(try server.stop().status == 0)
    }

    @Test func aPageTellsItsCommitWhereTheWorkspaceSaysSo() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.write("workspace: {name: Acme, show_commit: true}\n", to: "workspace.yaml")
        try sandbox.shell(
            "git init -q . && git add -- *.yaml"
                + " && git -c user.name=A -c user.email=a@acme.example commit -qm One"
        )
        let commit = try sandbox.shell("git rev-parse HEAD").output.prefix(12)
        try sandbox.apply()
        let server = try ServerJob(in: sandbox)
        let page = try server.get(server.api + "/acme").body
        #expect(commit.count == 12)
        #expect(page.contains("As of commit <code>\(commit)</code>"))
        #expect(try server.stop().status == 0)
    }

    @Test func theConsoleTellsWhenAKeyWasUsed() throws {
        let (sandbox, key) = try keyed()
        let server = try ServerJob(in: sandbox)
        let console = server.api + "/user/api-console"
        #expect(try server.get(console).status == 401)
        let page = try sandbox.shell("curl -sS -u 'anybody:\(key)' '\(console)'").output
        #expect(page.contains("FULL ACCESS"))
        #expect(page.contains("last used <time"))
        #expect(!page.contains(key))
        #expect(try server.stop().status == 0)
        #expect(!(try server.log).contains(key.dropFirst(8)))
    }

    @Test func aRevokedKeyIsRefusedAtOnce() throws {
        let (sandbox, key) = try keyed()
        let server = try ServerJob(in: sandbox)
        #expect(try server.get(server.api + Self.monitors, key: key).status == 200)
        #expect(try sandbox.upkeep("keys", "revoke", "ci").status == 0)
        #expect(try server.get(server.api + Self.monitors, key: key).status == 401)
        // Also when an older copy of the state is put back by hand.
        try sandbox.shell("cp .upkeep/state.json.1 .upkeep/state.json")
        #expect(try server.get(server.api + Self.monitors, key: key).status == 401)
        #expect(try server.stop().status == 0)
        #expect(!(try server.log).contains(key.dropFirst(8)))
    }

    @Test func aDamagedStateClosesTheApiAndLeavesThePages() throws {
        let (sandbox, key) = try keyed()
        let server = try ServerJob(in: sandbox)
        #expect(try server.get(server.admin + "/readyz").status == 200)
        try sandbox.damage(Sandbox.state)
        #expect(try server.get(server.api + Self.monitors, key: key).status == 503)
        #expect(try server.get(server.api + Self.summary).status == 200)
        #expect(try server.get(server.admin + "/readyz").status == 503)
        #expect(try server.get(server.admin + "/healthz").status == 200)
        let metrics = try server.get(server.admin + "/metrics").body
        #expect(metrics.contains("upkeep_reload_successful 0"))
        #expect(metrics.contains("upkeep_state_serial 1"))
        #expect(try server.log.contains("the state cannot be trusted"))
        // Mended, it is read again.
        try sandbox.damage(Sandbox.state)
        #expect(try server.get(server.api + Self.monitors, key: key).status == 200)
        #expect(
            try server.get(server.admin + "/metrics").body.contains("upkeep_reload_successful 1")
        )
        try sandbox.remove(Sandbox.state)
        #expect(try server.get(server.api + Self.monitors, key: key).status == 503)
        #expect(try server.get(server.api + Self.summary).status == 200)
        #expect(try server.stop().status == 0)
    }

    @Test func aStateCanComeLater() throws {
        let sandbox = try Sandbox(Sample.tree)
        let server = try ServerJob(in: sandbox)
        #expect(try server.get(server.api + Self.summary).status == 503)
        #expect(try server.get(server.admin + "/readyz").status == 503)
        try sandbox.apply()
        #expect(try server.get(server.api + Self.summary).status == 200)
        #expect(try server.get(server.admin + "/readyz").body == "ready: serial 1\n")
        #expect(try server.stop().status == 0)
        #expect(try server.log.contains("warning there is no state yet"))
    }

    @Test func theListOfKeysTellsWhenOneWasUsed() throws {
        let (sandbox, key) = try keyed()
        let server = try ServerJob(in: sandbox)
        #expect(try server.get(server.api + Self.monitors, key: key).status == 200)
        #expect(try server.stop().status == 0)
        let keys = try JSON.list(sandbox.upkeep("keys", "list", "--format", "json").output)
        #expect(keys.first?["last_used_at"] is String)
    }

    @Test func requestsAreLoggedAsTextOrJSON() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let server = try ServerJob(in: sandbox)
        _ = try server.get(server.api + Self.summary)
        _ = try server.stop()
        #expect(try server.log.contains("method=GET"))
        let line =
            "timeout 1 \"$UPKEEP\" serve --listen 127.0.0.1:0 --admin-listen off --log-format json"
        let outcome = try sandbox.shell(line)
        let first = try #require(outcome.errors.split(separator: "\n").first)
        #expect(try JSON.object(String(first))["message"] as? String == "state loaded")
    }

    @Test func aPortThatIsTakenIsAnError() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let server = try ServerJob(in: sandbox)
        let address = server.api.replacingOccurrences(of: "http://", with: "")
        let outcome = try sandbox.upkeep("serve", "--listen", address, "--admin-listen", "off")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("error: \(address): cannot listen"), "\(outcome)")
        #expect(outcome.errors.contains("--listen"))
        #expect(try server.stop().status == 0)
    }

    @Test(arguments: [
        ["--listen", "8080"], ["--listen", "localhost:99999"], ["--admin-listen", "on"],
        ["--key-limit", "fast"], ["--address-limit", "0/s"], ["--key-limit", "100/h:1000000000"],
        ["--trusted-proxy", "10.0.0.0/33"],
        ["--cors-origin", "example.com"], ["--head-timeout", "0s"], ["--max-connections", "0"],
        ["--threads", "0"], ["--log-format", "xml"],
    ])
    func anOptionThatMeansNothingIsAnError(words: [String]) throws {
        let outcome = try Sandbox().start(["serve"] + words).wait()
        #expect(outcome.status == 64, "\(outcome)")
        #expect(
            outcome.errors.contains(words[0]) || outcome.errors.contains("has to be"),
            "\(outcome)"
        )
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func asksForTheEndAreFollowed(signal: Int32) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let job = try sandbox.start(["serve", "--listen", "127.0.0.1:0", "--admin-listen", "off"])
        usleep(700_000)
        job.send(SIGHUP)
        usleep(100_000)
        #expect(job.isRunning, "SIGHUP does not end it")
        job.send(signal)
        #expect(try job.wait().status == 0)
    }
}
