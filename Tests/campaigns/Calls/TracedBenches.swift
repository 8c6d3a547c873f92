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

    /// Judges so many cases side by side, each in a folder of its own.
    ///
    /// With more cases than faults, the same ones come again, as what happens between two calls is left to chance.
    func judge(
        _ faults: [PlannedFault],
        count: Int,
        jobs: Int,
        in workspace: Workspace,
        _ tally: Tally,
        _ problems: @Sendable (PlannedFault, Bench, String) throws -> [String]
    ) {
        Workers.run(count, jobs: jobs) { number in
            let fault = faults[number % faults.count]
            let bench = benches[fault.bench]
            let folder = workspace["case-\(number)"]
            tally.judge(fault.line(bench, in: folder), in: folder) {
                try problems(fault, bench, folder)
            }
            return tally.goesOn
        }
    }
}
