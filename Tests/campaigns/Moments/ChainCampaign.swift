import Glibc

/// Applies one after the other, each with something to do, each killed after a time that chance gives.
///
/// It is judged cheaply, as the next apply of the chain is the clean re-run of the one before; the whole oracle judges
/// the end of each chain.
struct ChainCampaign: Campaign {
    static let name = "chain"
    static let summary = "kill -9 at a random moment, over a chain of applies."

    /// How many kills a chain has; with the history the time grows that reading it takes.
    private static let length = 100

    private let options: Options
    private let upkeep: Upkeep

    init(_ options: Options, _ upkeep: Upkeep) {
        self.options = options
        self.upkeep = upkeep
    }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        let bench = try Bench(.update, upkeep, in: workspace["bench"])
        let duration = try bench.duration(in: workspace["calibration"])
        // All below a minute, which a state says in other words; and always enough for two to differ in a row.
        let trees = try (0..<50).map { number in
            let folder = workspace["tree-\(number)"]
            try Trees.write(Trees.monitors(3, interval: 10 + number), to: folder)
            return folder
        }
        tally.note("run of \(Int(duration * 1e6)) microseconds")
        let count = options.cases(short: 600, long: 100_000)
        Workers.run((count + Self.length - 1) / Self.length, jobs: options.jobs) { number in
            let kills = min(Self.length, count - number * Self.length)
            let chain = Chain(upkeep, trees, Store(folder: workspace["chain-\(number)"]), duration)
            let line = "chain --seed \(options.seed), chain \(number)"
            tally.judge(line, in: chain.store.folder) {
                var dice = Dice(seed: options.seed, case: number)
                return try chain.problems(kills, tally, &dice)
            }
            return tally.goesOn
        }
        return []
    }
}
