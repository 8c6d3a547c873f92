import Glibc
import Synchronization

/// A case in which upkeep did not do what it promises.
struct Violation {
    /// How the case can be had again.
    let reproduction: String
    let problems: [String]
    /// Where the case was kept.
    let folder: String
}

/// Counts the cases of a campaign from several threads, and tells each violation at once.
final class Tally: Sendable {
    private struct Counts {
        var cases = 0
        var details: [String: Int] = [:]
        var violations: [Violation] = []
    }

    private let counts = Mutex(Counts())
    private let limit: Int
    private let isQuiet: Bool

    init(stoppingAt limit: Int, isQuiet: Bool = false) {
        self.limit = limit
        self.isQuiet = isQuiet
    }

    var cases: Int { counts.withLock { $0.cases } }
    var details: [String: Int] { counts.withLock { $0.details } }
    var violations: [Violation] { counts.withLock { $0.violations } }

    /// Whether there is any use in going on.
    var goesOn: Bool { counts.withLock { $0.violations.count < limit } }

    /// Counts a case of a kind.
    func add(_ detail: String) {
        counts.withLock { counts in
            counts.cases += 1
            counts.details[detail, default: 0] += 1
        }
    }

    /// Counts something that is no case of its own.
    func note(_ detail: String, _ number: Int = 1) {
        counts.withLock { $0.details[detail, default: 0] += number }
    }

    /// Judges a case in a folder of its own, which is kept when anything is wrong.
    func judge(_ line: String, in folder: String, _ problems: () throws -> [String]) {
        do {
            let problems = try problems()
            if problems.isEmpty {
                Files.remove(folder)
            } else {
                report(problems, line, folder: folder)
            }
        } catch {
            report(["the case cannot be run: \(error)"], line, folder: folder)
        }
    }

    func report(_ problems: [String], _ reproduction: String, folder: String) {
        counts.withLock {
            $0.violations.append(
                Violation(reproduction: reproduction, problems: problems, folder: folder)
            )
        }
        if isQuiet { return }
        let lines = problems.map { "    \($0)\n" }.joined()
        let text = "VIOLATION \(reproduction)\n\(lines)    kept in \(folder)\n"
        _ = unsafe text.withCString { unsafe write(2, $0, strlen($0)) }
    }
}
