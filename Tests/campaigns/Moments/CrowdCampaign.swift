/// Many applies at once on one state, one of which is stopped while it holds the lock.
struct CrowdCampaign: Campaign {
    static let name = "crowd"
    static let summary = "2 to 32 applies at once, one of them stopped."

    private let options: Options
    private let upkeep: Upkeep

    init(_ options: Options, _ upkeep: Upkeep) {
        self.options = options
        self.upkeep = upkeep
    }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        let trees = try (0...32).map { number in
            let folder = workspace["tree-\(number)"]
            try Trees.write(Trees.monitors(3, interval: 60 + number), to: folder)
            return folder
        }
        let count = options.cases(short: 12, long: 2_000)
        for number in 0..<count where tally.goesOn {
            var dice = Dice(seed: options.seed, case: number)
            // Two first, as two are the most that fit beside each other on a small machine.
            let size = number == 0 ? 2 : Int.random(in: 2...32, using: &dice)
            let folder = workspace["case-\(number)"]
            let crowd = Crowd(upkeep: upkeep, trees: trees, store: Store(folder: folder))
            tally.add("crowds")
            tally.note("applies", size)
            let line = "crowd --seed \(options.seed), case \(number) of \(size) applies"
            tally.judge(line, in: folder) {
                try crowd.problems(size, stopping: number % 3 != 2, tally, &dice)
            }
        }
        return []
    }
}
