import FoundationEssentials
import Glibc
import Synchronization

/// What a process has left when it ended.
struct Outcome: CustomStringConvertible {
    /// The exit status; of a process that a signal has ended, the signal's number below zero.
    let status: CInt
    /// Both streams, as they came.
    let output: String
    /// Whether it was still running at its time limit, and was killed for that.
    let hung: Bool

    var description: String {
        let text = output.isEmpty ? "" : ": " + output.replacing("\n", with: " | ")
        return (hung ? "hung" : status < 0 ? "signal \(-status)" : "exit \(status)") + text
    }
}

/// A process that runs while the campaign goes on.
///
/// Both of its streams are one pipe, and the end of the pipe is the end of the process. So waiting needs neither
/// polling nor SIGCHLD, and several threads can each wait for their own.
struct Child {
    let id: pid_t
    private let pipe: CInt

    /// What every child finds around it: nothing that changes what upkeep does or says.
    private static let variables: [String] = {
        let others = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("UPKEEP_") && !["NO_COLOR", "TERM", "LC_ALL"].contains(name)
        }
        // A trap is to be seen as the signal that it is.
        return others.map { "\($0.key)=\($0.value)" } + ["LC_ALL=C", "SWIFT_BACKTRACE=enable=no"]
    }()

    init(_ words: [String]) throws {
        let ends = try Self.closingPipe()
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 2)

        // A group of its own, so that a tracer that hangs goes together with what it traces.
        var attributes = posix_spawnattr_t()
        _ = unsafe posix_spawnattr_init(&attributes)
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        _ = unsafe sigemptyset(&none)
        _ = unsafe posix_spawnattr_setsigmask(&attributes, &none)
        _ = unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var environment = unsafe Self.variables.map { unsafe strdup($0) } + [nil]
        defer { _ = unsafe (arguments + environment).map { unsafe free($0) } }
        var id = pid_t()
        let failure = Self.forking.withLock { _ in
            unsafe posix_spawnp(&id, words[0], &actions, &attributes, &arguments, &environment)
        }
        _ = close(ends[1])
        guard failure == 0 else {
            _ = close(ends[0])
            throw Failure("\(words[0]) cannot be started: error \(failure)")
        }
        self.id = id
        pipe = ends[0]
    }

    /// Held while a pipe is made and while a process is started: a process that got hold of another one's pipe would keep
    /// it open.
    private static let forking = Mutex(())

    /// The reading and the writing end of a pipe that no child inherits.
    private static func closingPipe() throws -> [CInt] {
        try forking.withLock { _ in
            var ends: [CInt] = [-1, -1]
            guard unsafe Glibc.pipe(&ends) == 0 else { throw Failure("pipe: error \(errno)") }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return ends
        }
    }

    /// Sends a signal; the process's number is its own until somebody has waited for it.
    func send(_ signal: CInt) { _ = kill(id, signal) }

    /// Waits for the end, once.
    func wait(atMost seconds: Double = 20) -> Outcome {
        let deadline = Clock.now + seconds
        var bytes: [UInt8] = []
        var hung = false
        while true {
            var state = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            let patience = hung ? 5_000 : CInt(max(0, (deadline - Clock.now) * 1_000).rounded(.up))
            let ready = unsafe poll(&state, 1, patience)
            if ready < 0, errno == EINTR { continue }
            if ready == 0 {
                if hung { break }
                hung = true
                _ = kill(-id, SIGKILL)
                continue
            }
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                count = max(0, unsafe read(pipe, buffer.baseAddress, 65_536))
            }
            if chunk.isEmpty { break }
            bytes += chunk
        }
        _ = close(pipe)
        var status = CInt()
        while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? (status >> 8) & 0xFF : -signal,
            output: String(decoding: bytes, as: UTF8.self),
            hung: hung
        )
    }

    /// Runs a program to its end.
    static func run(_ words: [String], atMost seconds: Double = 20) throws -> Outcome {
        try Child(words).wait(atMost: seconds)
    }

    /// Runs a program that has to succeed.
    @discardableResult
    static func check(_ words: String..., atMost seconds: Double = 60) throws -> String {
        let outcome = try run(words, atMost: seconds)
        guard outcome.status == 0 else {
            throw Failure("\(words.joined(separator: " ")): \(outcome)")
        }
        return outcome.output
    }
}
