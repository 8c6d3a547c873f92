/// The state where it cannot or should not be written: links, pipes and devices in its place, other people's files,
/// folders and disks that are read-only, and somebody who interferes.
///
/// What stands in the way is refused or passed by; it is never followed, written to or waited for.
struct PlaceCampaign: Campaign {
    static let name = "places"
    static let summary = "Links, devices and other people's files where the state should be."

    private let upkeep: Upkeep
    private let options: Options

    init(_ options: Options, _ upkeep: Upkeep) {
        self.upkeep = upkeep
        self.options = options
    }

    private static let targets = [
        "", "state.json", ".state.json.tmp", "state.json.lock", "history.jsonl", "state.json.1",
        "state.json.9",
    ]

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        if let obstacle = Mounts.obstacle(in: workspace) { return [obstacle] }
        // A file system of its own: on the shared one in memory, devices are not opened.
        let disk = workspace["disk"]
        try Mounts.memory("200m", inodes: 100_000, on: disk)
        defer { Mounts.unmount(disk) }
        try Child.check("chmod", "755", disk)
        try Child.check("cp", upkeep.path, "\(disk)/upkeep")
        let upkeep = Upkeep(path: "\(disk)/upkeep")
        for scenario in Scenario.all where ["first", "update"].contains(scenario.name) {
            let bench = try Bench(scenario, upkeep, in: "\(disk)/\(scenario.name)")
            for target in Self.targets {
                for obstacle in Obstacle.allCases where tally.goesOn {
                    // A folder in the place of the folder is where a first apply begins.
                    let isFolder = [.emptyFolder, .filledFolder].contains(obstacle)
                    if target.isEmpty, isFolder, bench.oracle.old != nil { continue }
                    let folder = "\(disk)/\(scenario.name)-\(target)-\(obstacle.rawValue)"
                    judge(
                        folder,
                        "\(scenario.name), \(obstacle.rawValue) at '\(target)'",
                        tally
                    ) {
                        try ObstacleCase(bench, target, obstacle, in: folder).problems()
                    }
                }
            }
            for access in Access.all where tally.goesOn {
                let folder = "\(disk)/\(scenario.name)-\(access.name.filter(\.isLetter))"
                judge(folder, "\(scenario.name), \(access.name)", tally) {
                    try access.problems(bench, in: folder)
                }
            }
            if !Strace.isAllowed { continue }
            for occasion in 1...(options.long ? 40 : 1) where tally.goesOn {
                let folder = "\(disk)/\(scenario.name)-intruder-\(occasion)"
                judge(folder, "\(scenario.name), intruder", tally) {
                    try Intruder(bench, in: folder).problems()
                }
            }
        }
        return Strace.isAllowed ? [] : ["somebody who interferes: strace is missing"]
    }

    private func judge(
        _ folder: String,
        _ line: String,
        _ tally: Tally,
        _ problems: () throws -> [String]
    ) {
        tally.add(String(line.split(separator: ", ").last?.prefix { $0 != " " } ?? ""))
        tally.judge("places: \(line)", in: folder, problems)
    }
}
