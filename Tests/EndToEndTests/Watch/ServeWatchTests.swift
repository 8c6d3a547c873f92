import Foundation
import Glibc
import Testing

/// `upkeep serve --watch`: commits become what is served, in one process.
@Suite struct ServeWatchTests {
    private static let summary = "/acme/api/v2/summary.json"

    private func commit(_ page: String, in sandbox: Sandbox) throws {
        try sandbox.write(page, to: "page.yaml")
        let git = "git -c user.name=Ada -c user.email=ada@acme.example"
        try sandbox.shell("git add page.yaml monitors.yaml && \(git) commit -qm More")
    }

    /// Asks again until an answer has a text; the last answer.
    private func wait(
        _ server: ServerJob,
        _ url: String,
        for text: String
    ) throws -> String {
        var body = ""
        for _ in 0..<300 {
            body = try server.get(url).body
            if body.contains(text) { return body }
            usleep(100_000)
        }
        return body
    }

    @Test func aCommitIsServed() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.shell("git init -q -b main .")
        try commit(Sample.page, in: sandbox)
        let server = try ServerJob(in: sandbox, "--watch", "--interval", "1s", ".")
        let url = server.api + Self.summary
        #expect(try wait(server, url, for: "\"Documentation\"").contains("\"Documentation\""))
        try commit(Sample.page.replacing("Documentation", with: "Manual"), in: sandbox)
        #expect(try wait(server, url, for: "\"Manual\"").contains("\"Manual\""))
        try commit("status_pages: [", in: sandbox)
        let metrics = try wait(server, server.admin + "/metrics", for: "frozen_manifests 1")
        #expect(metrics.contains("upkeep_watch_frozen_manifests 1"))
        #expect(metrics.contains("upkeep_watch_commits_total{result=\"applied\"} 2"))
        #expect(metrics.contains("upkeep_watch_last_commit_successful 0"))
        #expect(try server.get(url).body.contains("\"Manual\""), "the last good state serves")
        #expect(try sandbox.upkeep("suspend").status == 0)
        #expect(
            try wait(server, server.admin + "/metrics", for: "suspended 1").contains(
                "upkeep_watch_suspended 1"
            )
        )
        #expect(try server.stop().status == 0)
    }

    @Test func whatOnlyAWatcherNeedsGoesWithIt() throws {
        let sandbox = try Sandbox(Sample.tree)
        for words in [["serve", "."], ["serve", "--remote", "x"], ["watch", "--branch", "b"]] {
            #expect(try sandbox.start(words).wait().status == 64, "\(words)")
        }
        let key = ["UPKEEP_API_KEY": "spk_x"]
        try sandbox.shell("git init -q .")
        let refused = try sandbox.start(["watch", "--once"], variables: key).wait()
        #expect(refused.status == 64 && refused.errors.contains("--api-key-file"), "\(refused)")
    }
}
