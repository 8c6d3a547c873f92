/// An error injected at every file-system call after the start-up, once and from then on.
struct ErrorCampaign: Campaign {
    static let name = "errors"
    static let summary = "An error at every file-system call."

    private static let errors = [
        "EIO", "ENOSPC", "EDQUOT", "EACCES", "EROFS", "EMFILE", "ENOMEM", "EINTR",
    ]
    /// Where a call that was interrupted is made again, or was already done (close(2)).
    private static let interruptible: Set<String> = ["read", "write", "flock", "close"]

    private let options: Options
    private let upkeep: Upkeep

    init(_ options: Options, _ upkeep: Upkeep) {
        self.options = options
        self.upkeep = upkeep
    }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        guard Strace.isAllowed else { return ["strace is missing or may not trace"] }
        let traced = try TracedBenches(upkeep, in: workspace)
        tally.note("points", traced.calls.reduce(0) { $0 + $1.count })
        // A call that is interrupted for ever is no fault of the machine's.
        let lasting = Self.errors.dropLast().map { (fault: "error=\($0)", onwards: true) }
        let once = Self.errors.map { (fault: "error=\($0)", onwards: false) }
        let faults = traced.faults(once + lasting, options)
        let count = min(faults.count, options.cases(short: 100, long: faults.count))
        traced.judge(faults, count: count, jobs: options.jobs, in: workspace, tally) {
            try problems($0, $1, in: $2, tally)
        }
        return []
    }

    private func problems(
        _ fault: PlannedFault,
        _ bench: Bench,
        in folder: String,
        _ tally: Tally
    ) throws -> [String] {
        let store = try bench.store(in: folder)
        let outcome = try Child.run(fault.words(bench, in: folder))
        guard Strace.wasInjected(log: fault.log(in: folder)) else {
            tally.note("not reached")
            return []
        }
        tally.add(fault.onwards ? "lasting" : "once")
        let isInterruption = fault.fault == "error=EINTR"
        var excuse = Excuse()
        // What an earlier run has left goes when this one comes to write.
        excuse.temporary = fault.call.name == "unlinkat" || bench.scenario.isTorn
        excuse.nothing = isInterruption && Self.interruptible.contains(fault.call.name)
        let isSilent = outcome.status == 0 && !outcome.output.contains("warning: ")
        var problems: [String] = []
        // The history of two killed runs is mended on the way, and what fails there is told only if it fails again.
        if fault.call.name == "fsync", isSilent, !bench.scenario.isTorn {
            problems.append("an fsync failed, and nobody was told: \(outcome)")
        }
        return problems + bench.oracle.problems(after: outcome, in: store, excuse)
    }
}
