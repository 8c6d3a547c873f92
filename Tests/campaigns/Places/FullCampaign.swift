import Glibc

/// A disk with anything from no room at all to twice the need: of bytes, of inodes, and of the size a file may have.
struct FullCampaign: Campaign {
    static let name = "full"
    static let summary = "Disks with too little room."

    private let options: Options
    private let upkeep: Upkeep

    init(_ options: Options, _ upkeep: Upkeep) {
        self.options = options
        self.upkeep = upkeep
    }

    /// What there is little of.
    private enum Shortage: String {
        case pages
        case inodes
        case fileSize
    }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        let scenarios = Scenario.all.filter { ["first", "update", "tenth"].contains($0.name) }
        let large = Scenario(
            name: "large",
            before: [Trees.monitors(60)],
            after: Trees.monitors(60, interval: 30)
        )
        let obstacle = Mounts.obstacle(in: workspace)
        var cases: [(bench: Bench, shortage: Shortage, room: Int)] = []
        for scenario in scenarios + [large] {
            let bench = try Bench(scenario, upkeep, in: workspace[scenario.name])
            let need = Files.bytes(workspace["\(scenario.name)/reference/state.json"])?.count ?? 0
            if obstacle == nil {
                // The new state, its history and the lock; a page is what tmpfs gives at a time.
                for pages in 0...2 * (need / 4_096 + 3) { cases.append((bench, .pages, pages)) }
                for inodes in 0...10 { cases.append((bench, .inodes, inodes)) }
            }
            let step = max(1, need / (options.long ? 500 : 20))
            for size in stride(from: 0, through: 2 * need, by: step) {
                cases.append((bench, .fileSize, size))
            }
        }
        var dice = Dice(seed: options.seed)
        cases.shuffle(using: &dice)
        let count = min(cases.count, options.cases(short: 150, long: cases.count))
        let chosen = cases[..<count]
        Workers.run(count, jobs: options.jobs) { number in
            let (bench, shortage, room) = chosen[number]
            let folder = workspace["case-\(number)"]
            tally.add(shortage.rawValue)
            let line = "\(bench.scenario.name), room for \(room) \(shortage.rawValue)"
            tally.judge(line, in: folder) { try problems(bench, shortage, room, in: folder) }
            return tally.goesOn
        }
        return obstacle.map { ["disks that are full: \($0)"] } ?? []
    }

    private func problems(
        _ bench: Bench,
        _ shortage: Shortage,
        _ room: Int,
        in folder: String
    ) throws -> [String] {
        guard shortage != .fileSize else {
            let store = try bench.store(in: folder)
            // Whoever writes beyond this limit is sent SIGXFSZ, whose default is the end.
            let limit = ["prlimit", "--fsize=\(room)"]
            let outcome = try Child.run(limit + bench.words(store))
            return bench.oracle.problems(after: outcome, in: store, Excuse(signals: [SIGXFSZ]))
        }
        let disk = "\(folder)/disk"
        try Mounts.memory("8m", on: disk)
        defer { Mounts.unmount(disk) }
        let store = try bench.store(in: disk)
        let used = try usage(of: disk)
        switch shortage {
        case .pages: try Mounts.change(disk, "size=\(max(1, (used.pages + room)) * 4)k")
        default: try Mounts.change(disk, "nr_inodes=\(used.inodes + room)")
        }
        let outcome = try Child.run(bench.words(store))
        // A size of zero would be no limit, so an empty disk has a page that the case does not count.
        try Mounts.change(disk, "size=8m,nr_inodes=1000")
        return bench.oracle.problems(after: outcome, in: store)
    }

    private func usage(of folder: String) throws -> (pages: Int, inodes: Int) {
        var status = statvfs()
        guard unsafe statvfs(folder, &status) == 0 else { throw Failure("statvfs: error \(errno)") }
        return (
            Int(status.f_blocks - status.f_bfree), Int(status.f_files - status.f_ffree)
        )
    }
}
