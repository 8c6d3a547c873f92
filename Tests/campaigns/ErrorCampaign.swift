/// A call of a scenario, and what goes wrong at it.
struct PlannedFault: Sendable {
    let bench: Int
    let call: Call
    /// As strace is told it: `error=EIO`, `signal=KILL`.
    let fault: String
    /// Whether every later call of the name fails as well, as when a disk has gone.
    var onwards = false
}

/// Scenarios made ready, with every call that a run of them makes after its start-up.
struct TracedBenches {
    let benches: [Bench]
    let calls: [[Call]]

    init(_ upkeep: Upkeep, in workspace: Workspace) throws {
        benches = try Scenario.all.map { scenario in
            try Bench(scenario, upkeep, in: workspace[scenario.name])
        }
        calls = try benches.map { bench in
            let store = try bench.store(in: workspace["trace-\(bench.scenario.name)"])
            return try Strace.calls(
                of: bench.words(store),
                below: workspace.path,
                log: workspace["trace"]
            )
        }
    }

    /// Each fault at each call, in an order that chance gives.
    func faults(_ kinds: [(fault: String, onwards: Bool)], _ options: Options) -> [PlannedFault] {
        var faults: [PlannedFault] = []
        for (bench, calls) in calls.enumerated() {
            for call in calls {
                faults += kinds.map {
                    PlannedFault(bench: bench, call: call, fault: $0.fault, onwards: $0.onwards)
                }
            }
        }
        var dice = Dice(seed: options.seed)
        faults.removeAll { !options.wants($0, benches[$0.bench].scenario.name) }
        return faults.shuffled(using: &dice)
    }
}

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
        let benches = traced.benches
        Workers.run(count, jobs: options.jobs) { number in
            let fault = faults[number]
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
        let words = Strace.words(fault.fault, at: fault.call, onwards: fault.onwards, log: log)
        let outcome = try Child.run(words + bench.words(store))
        guard Strace.wasInjected(log: log) else {
            tally.note("not reached")
            return Files.remove(folder)
        }
        tally.add(fault.onwards ? "lasting" : "once")
        var excuse = Excuse()
        // What an earlier run has left goes when this one comes to write.
        excuse.temporary = fault.call.name == "unlinkat" || bench.scenario.isTorn
        excuse.nothing =
            fault.fault == "error=EINTR" && Self.interruptible.contains(fault.call.name)
        let problems = bench.oracle.problems(after: outcome, in: store, excuse)
        if problems.isEmpty { return Files.remove(folder) }
        let name = bench.scenario.name
        tally.report(
            problems,
            "\(name): \((words + bench.words(store)).joined(separator: " "))",
            folder: folder
        )
    }
}
