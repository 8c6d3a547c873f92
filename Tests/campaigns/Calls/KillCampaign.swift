import Glibc

/// A run ended by a signal at every file-system call after the start-up.
struct KillCampaign: Campaign {
    static let name = "kills"
    static let summary = "A signal at every file-system call."

    private static let signals = [
        (name: "SIGKILL", number: SIGKILL), (name: "SIGTERM", number: SIGTERM),
        (name: "SIGINT", number: SIGINT), (name: "SIGHUP", number: SIGHUP),
    ]

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
        let kinds = Self.signals.map { (fault: "signal=\($0.name)", onwards: false) }
        let faults = traced.faults(kinds, options)
        let count = options.cases(short: 100, long: max(7_000, faults.count))
        if faults.isEmpty { return ["no call is asked for"] }
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
        let log = String(decoding: Files.bytes(fault.log(in: folder)) ?? [], as: UTF8.self)
        guard let signal = Self.signals.first(where: { fault.fault.hasSuffix($0.name) }),
            log.contains(signal.name)
        else {
            tally.note("not reached")
            return []
        }
        tally.add(signal.name)
        let excuse = Excuse(signals: [signal.number], temporary: bench.scenario.isTorn)
        return bench.oracle.problems(after: outcome, in: store, excuse)
    }
}
