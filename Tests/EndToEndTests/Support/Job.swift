import Dispatch
import Foundation
import Glibc
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
/// Its streams go to files, because a pipe that nobody reads would stop it.
struct Job {
    private let process = Process()
    private let ended = DispatchSemaphore(value: 0)
    private let outputPath: String
    private let errorPath: String

    init(
        _ command: String,
        _ arguments: [String],
        in folder: String,
        variables: [String: String] = [:]
    ) throws {
        let stem = Sandbox.newPath("job")
        outputPath = stem + ".out"
        errorPath = stem + ".err"
        for path in [outputPath, errorPath] {
            try Data().write(to: URL(fileURLWithPath: path))
        }
        process.executableURL = URL(fileURLWithPath: command)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = Binary.variables.merging(variables) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
        let ended = ended
        process.terminationHandler = { _ in ended.signal() }
        do {
            try Self.withoutBlockedSignals { try process.run() }
        } catch {
            removeFiles()
            throw error
        }
    }

    /// A child inherits the signals that its parent's thread blocks, and the threads that tests run on block nearly all.
    private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var former = sigset_t()
        _ = unsafe sigemptyset(&none)
        _ = unsafe pthread_sigmask(SIG_SETMASK, &none, &former)
        defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &former, nil) }
        try body()
    }

    var isRunning: Bool { process.isRunning }

    /// Sends a signal; one that comes too late does nothing.
    func send(_ signal: Int32) {
        if process.isRunning { kill(process.processIdentifier, signal) }
    }

    /// Waits for the end.
    ///
    /// A process that takes longer is killed and the test fails: nothing here may hang.
    func wait(
        atMost seconds: Int = 60,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Outcome {
        if ended.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
            send(SIGKILL)
            ended.wait()
            Issue.record("it hung for \(seconds) s", sourceLocation: sourceLocation)
        }
        defer { removeFiles() }
        let status = process.terminationStatus
        return Outcome(
            status: process.terminationReason == .uncaughtSignal ? -status : status,
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
