import Foundation
import Glibc
import Testing

/// The server as a process, over the state of a sandbox.
struct ServerJob {
    private let job: Job
    private let sandbox: Sandbox
    /// Where the API is, and where operators ask.
    let api: String
    let admin: String

    /// Starts it, and waits until it serves.
    init(in sandbox: Sandbox, _ options: String...) throws {
        self.sandbox = sandbox
        let words = ["serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"] + options
        let line = "exec \"$UPKEEP\" \(words.joined(separator: " ")) 2>serve.log"
        job = try Job("/bin/sh", ["-c", line], in: sandbox, variables: ["UPKEEP": Binary.path])
        var log = ""
        for _ in 0..<600 where !log.contains(" serving ") {
            usleep(50_000)
            log = (try? sandbox.text("serve.log")) ?? ""
        }
        func value(_ name: String) throws -> String {
            let word = log.split { $0 == " " || $0 == "\n" }.first { $0.hasPrefix("\(name)=") }
            return String(
                try #require(word, "the server does not serve:\n\(log)").dropFirst(name.count + 1)
            )
        }
        api = try value("url")
        admin = try value("admin")
    }

    /// The status of an answer, and what it says.
    func get(_ url: String, key: String? = nil) throws -> (status: Int, body: String) {
        let field = key.map { "-H 'Authorization: Bearer \($0)'" } ?? ""
        let outcome = try sandbox.shell("curl -sS -w '\\n%{http_code}' \(field) '\(url)'")
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        let status = try #require(lines.last.flatMap { Int($0) }, "\(outcome)")
        return (status, lines.dropLast().joined(separator: "\n"))
    }

    var log: String { get throws { try sandbox.text("serve.log") } }

    func stop() throws -> Outcome {
        job.send(SIGTERM)
        return try job.wait()
    }
}
