import Glibc
import UpkeepStore

/// A program that is run to its end and measured; it reads nothing, and its output goes to a file or is thrown away.
struct Program {
    /// The path of the program, or its name where it stands on `PATH`, and its arguments.
    let words: [String]
    /// The only exit status with which a run counts.
    let expectedStatus: CInt
    /// Where its output goes.
    let output: String

    /// A program that may run on so many cores; nil for all that there are.
    init(
        _ words: [String],
        expectedStatus: CInt = 0,
        coreCount: Int? = nil,
        output: String = "/dev/null"
    ) {
        // taskset(1) says so to the kernel and becomes the program.
        let limit = coreCount.map { ["taskset", "--cpu-list", "0-\($0 - 1)"] } ?? []
        self.words = limit + words
        self.expectedStatus = expectedStatus
        self.output = output
    }

    init(_ words: String..., coreCount: Int? = nil) { self.init(words, coreCount: coreCount) }

    /// Runs it once.
    ///
    /// Its peak of memory cannot be seen below that of this process: between fork and exec the two share their pages,
    /// and the kernel counts those. So whoever measures stays small until the last program has run.
    func run() throws -> Measurement {
        var status: CInt = 0
        var usage = rusage()
        let duration = try SuspendingClock().measure {
            let process = try start()
            while unsafe wait4(process, &status, 0, &usage) != process {
                guard errno == EINTR else { throw BenchmarkError("wait4: error \(errno)") }
            }
        }
        try check(status)
        // Linux counts the peak in KiB (getrusage(2)).
        return Measurement(
            duration: duration,
            processorTime: usage.processorTime,
            peakMiB: Double(usage.ru_maxrss) / 1_024
        )
    }

    /// Starts it, and does not wait for its end.
    func start() throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        for (stream, path, mode) in [
            (CInt(0), "/dev/null", O_RDONLY), (1, output, writing), (2, "/dev/null", O_WRONLY),
        ] {
            _ = unsafe posix_spawn_file_actions_addopen(&actions, stream, path, mode, 0o600)
        }
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var environment = unsafe Self.variables.map { unsafe strdup($0) } + [nil]
        defer { _ = unsafe (arguments + environment).map { unsafe free($0) } }
        var process = pid_t()
        let failure = unsafe posix_spawnp(
            &process,
            words[0],
            &actions,
            nil,
            &arguments,
            &environment
        )
        if failure != 0 { throw BenchmarkError("\(words[0]) cannot be started: error \(failure)") }
        return process
    }

    /// What its environment holds: nothing that stands for an option of Upkeep.
    private static let variables = ProcessEnvironment.variables()
        .filter { !$0.key.hasPrefix("UPKEEP_") }
        .map { "\($0.key)=\($0.value)" }

    /// Takes the run for none if it has not ended as it should.
    private func check(_ status: CInt) throws {
        let signal = status & 0x7F
        let exitStatus = (status >> 8) & 0xFF
        if signal == 0, exitStatus == expectedStatus { return }
        if signal == SIGINT { throw Interruption() }
        let end = signal == 0 ? "exit status \(exitStatus)" : "signal \(signal)"
        throw BenchmarkError(
            "this ended with \(end) instead of exit status \(expectedStatus): "
                + words.joined(separator: " ")
        )
    }
}
