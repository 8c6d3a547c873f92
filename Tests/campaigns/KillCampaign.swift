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
        let benches = traced.benches
        Workers.run(count, jobs: options.jobs) { number in
            // More cases than points: the same ones again, as what comes between two calls is left to chance.
            let fault = faults[number % faults.count]
            let folder = workspace["case-\(number)"]
            do {
                try judge(fault, benches[fault.bench], in: folder, tally)
            } catch {
                tally.report(["\(error)"], "case \(number)", folder: folder)
            }
            return tally.goesOn
        }
        return []
    }

    private func judge(
        _ fault: PlannedFault,
        _ bench: Bench,
        in folder: String,
        _ tally: Tally
    ) throws {
        let store = try bench.store(in: folder)
        let log = "\(folder)/log"
        let words = Strace.words(fault.fault, at: fault.call, log: log)
        let outcome = try Child.run(words + bench.words(store))
        let signal = Self.signals.first { fault.fault.hasSuffix($0.name) }
        let text = String(decoding: Files.bytes(log) ?? [], as: UTF8.self)
        guard let signal, text.contains(signal.name) else {
            tally.note("not reached")
            return Files.remove(folder)
        }
        tally.add(signal.name)
        let isTorn = bench.scenario.isTorn
        let excuse = Excuse(signals: [signal.number], temporary: isTorn)
        let problems = bench.oracle.problems(after: outcome, in: store, excuse)
        if problems.isEmpty { return Files.remove(folder) }
        tally.report(
            problems,
            "\(bench.scenario.name): \((words + bench.words(store)).joined(separator: " "))",
            folder: folder
        )
    }
}
