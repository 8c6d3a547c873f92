import Glibc

/// A call that a run makes: the nth of its name in a thread.
struct Call: Hashable, Sendable, CustomStringConvertible {
    let name: String
    let nth: Int

    var description: String { "\(name)#\(nth)" }
}

/// Faults at system calls, brought about by strace(1).
///
/// strace counts the calls of a name in each thread by itself, and threads share their work as it comes. So each run has
/// one processor only, on which upkeep does all in its first thread; the campaign of kills at random moments is the one
/// that meets several. Calls of other threads would still be hit, but also in the first one, during its start-up.
enum Strace {
    private static let processors = max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN)))

    /// The words that run the rest on one processor; `number` spreads the runs over them.
    private static func onOneProcessor(_ number: Int) -> [String] {
        ["taskset", "-c", "\(number % processors)"]
    }

    /// What has to do with files and descriptors, but memory.
    private static let filter = "trace=%file,%desc"
    private static let ignored: Set<String> = ["execve", "mmap", "munmap", "mprotect"]

    private static let command = ["strace", "-f", "-qq"]

    /// Whether strace is here, and may trace.
    static let isAllowed =
        (try? Child.run(command + ["-o", "/dev/null", "-e", filter, "true"]).status) == 0

    /// The calls of a run after its start-up, which is over when it first names something below a folder.
    static func calls(of words: [String], below folder: String, log: String) throws -> [Call] {
        let lines = try trace(words, log: log)
        var counts: [String: [String: Int]] = [:]
        var calls: Set<Call> = []
        var isStarting = true
        let first = lines.first?.prefix { $0 != " " } ?? ""
        for line in lines {
            let thread = line.prefix { $0 != " " }
            let name = line.dropFirst(thread.count).drop { $0 == " " }.prefix { $0 != "(" }
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
            else { continue }
            let nth = counts[String(thread), default: [:]][String(name), default: 0] + 1
            counts[String(thread), default: [:]][String(name)] = nth
            if thread == first, line.contains(folder), name != "execve" { isStarting = false }
            if ignored.contains(String(name)) || (thread == first && isStarting) { continue }
            calls.insert(Call(name: String(name), nth: nth))
        }
        return calls.sorted { ($0.name, $0.nth) < ($1.name, $1.nth) }
    }

    /// The lines of a trace, each with a thread's number in front and with descriptors as paths.
    static func trace(_ words: [String], log: String) throws -> [Substring] {
        let outcome = try Child.run(
            onOneProcessor(0) + command + ["-y", "-o", log, "-e", filter] + words
        )
        guard outcome.status == 0 else { throw Failure("\(words): \(outcome)") }
        defer { Files.remove(log) }
        return String(decoding: Files.bytes(log) ?? [], as: UTF8.self).split(separator: "\n")
    }

    /// The words that run a program with a fault at a call, such as `error=EIO` or `signal=KILL`.
    static func words(
        _ fault: String,
        at call: Call,
        onwards: Bool = false,
        processor: Int = 0,
        log: String
    ) -> [String] {
        let times = "when=\(call.nth)\(onwards ? "+" : "")"
        // Faster, as the program stops at this call only; but then strace 6.1 injects no signals.
        let filter = fault.hasPrefix("signal=") ? [] : ["--seccomp-bpf"]
        return onOneProcessor(processor) + command + filter + [
            "-o", log, "-e", "trace=\(call.name)", "-e", "inject=\(call.name):\(fault):\(times)",
        ]
    }

    /// Whether the fault came about.
    static func wasInjected(log: String) -> Bool {
        String(decoding: Files.bytes(log) ?? [], as: UTF8.self).contains("(INJECTED)")
    }
}
