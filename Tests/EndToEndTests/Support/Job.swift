import Dispatch
import Foundation
import Glibc
import Synchronization
import Testing

/// What a process has left when it ended.
struct Outcome: CustomStringConvertible {
    /// The exit status; of a process that a signal has ended, the signal's number below zero.
    let status: Int32
    let output: String
    let errors: String

    var description: String {
        "exit \(status)\n--- stdout\n\(output)--- stderr\n\(errors)"
    }
}

/// A process that runs while the test goes on.
///
/// Its streams go to files, because a pipe that nobody reads would stop it. It is started with posix_spawn(3): tests run
/// side by side, and Foundation's `Process` cannot be started on several threads at once.
struct Job {
    private let child: Child
    /// Whose folder the process runs in; it stays as long as somebody waits for the process.
    private let sandbox: Sandbox
    private let outputPath: String
    private let errorPath: String

    init(
        _ command: String,
        _ arguments: [String],
        in sandbox: Sandbox,
        variables: [String: String] = [:]
    ) throws {
        let stem = Sandbox.newPath("job")
        outputPath = stem + ".out"
        errorPath = stem + ".err"
        self.sandbox = sandbox
        child = try Child(
            [command] + arguments,
            in: sandbox.path,
            variables: Binary.variables.merging(variables) { $1 },
            output: outputPath,
            errors: errorPath
        )
    }

    var isRunning: Bool { child.status() == nil }

    /// Sends a signal; one that comes too late does nothing.
    func send(_ signal: Int32) { child.send(signal) }

    /// Waits for the end.
    ///
    /// A process that takes longer is killed and the test fails: nothing here may hang.
    func wait(
        atMost seconds: Int = 60,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Outcome {
        let deadline = DispatchTime.now() + .seconds(seconds)
        var status = child.status()
        while status == nil {
            if DispatchTime.now() > deadline {
                Issue.record("it hung for \(seconds) s", sourceLocation: sourceLocation)
                send(SIGKILL)
            }
            usleep(2_000)
            status = child.status()
        }
        defer { withExtendedLifetime(sandbox) { removeFiles() } }
        return Outcome(
            status: status ?? 0,
            output: try text(outputPath),
            errors: try text(errorPath)
        )
    }

    private func removeFiles() {
        for path in [outputPath, errorPath] { try? FileManager.default.removeItem(atPath: path) }
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
}
