import Glibc

/// Somebody who puts a link to a file of another's in the place of the temporary file, between the moment at which upkeep
/// has removed what was there and the moment at which it opens it.
///
/// strace stops upkeep in that gap. The link is a hard one: refusing to follow links does not help against it.
struct Intruder {
    private let bench: Bench
    private let folder: String

    init(_ bench: Bench, in folder: String) {
        self.bench = bench
        self.folder = folder
    }

    func problems() throws -> [String] {
        let victim = try Victim(in: folder)
        let store = try bench.store(in: folder)
        let log = "\(folder)/log"
        // The first that is removed is what an earlier run may have left.
        let removal = Call(name: "unlinkat", nth: 1)
        let words = Strace.words("signal=SIGSTOP", at: removal, log: log)
        let child = try Child(words + bench.words(store))
        let stopped = Self.stoppedProcess(log)
        if stopped != nil, unsafe link("\(victim.folder)/file", store.temporary) != 0 {
            throw Failure("\(store.temporary) cannot be linked: error \(errno)")
        }
        if let stopped { _ = kill(stopped, SIGCONT) }
        let outcome = child.wait()
        guard stopped != nil else { throw Failure("upkeep was not stopped: \(outcome)") }
        return try victim.problems() + bench.oracle.problems(after: outcome, in: store)
    }

    /// The process that a trace belongs to, once it has stopped.
    private static func stoppedProcess(_ log: String) -> pid_t? {
        let deadline = Clock.now + 10
        while Clock.now < deadline {
            Clock.sleep(0.002)
            let text = String(decoding: Files.bytes(log) ?? [], as: UTF8.self)
            if text.contains("stopped by SIGSTOP"), let id = pid_t(text.prefix { $0.isNumber }) {
                return id
            }
        }
        return nil
    }
}
