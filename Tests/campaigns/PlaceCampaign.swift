import Glibc

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
                    try judge(
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
                try judge(folder, "\(scenario.name), \(access.name)", tally) {
                    try access.problems(bench, in: folder)
                }
            }
            if !Strace.isAllowed { continue }
            for occasion in 1...(options.long ? 40 : 1) where tally.goesOn {
                let folder = "\(disk)/\(scenario.name)-intruder-\(occasion)"
                try judge(folder, "\(scenario.name), intruder", tally) {
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
    ) throws {
        let problems = try problems()
        tally.add(String(line.split(separator: ", ").last?.prefix { $0 != " " } ?? ""))
        if problems.isEmpty {
            try Child.check("rm", "-rf", folder)
        } else {
            tally.report(problems, "places: \(line)", folder: folder)
        }
    }
}

/// A folder that somebody might be made to change, and what is in it.
struct Victim {
    let folder: String
    private let before: String

    init(in parent: String) throws {
        folder = "\(parent)/victim"
        try Files.makeFolder(folder)
        // Longer than any state of these cases, so that one written into it would be torn as well.
        try Files.write(repeatElement(UInt8(ascii: "v"), count: 50_000), to: "\(folder)/file")
        before = try Self.listing(folder)
    }

    /// Everything that was done to it.
    func problems() throws -> [String] {
        let after = try Self.listing(folder)
        return after == before ? [] : ["what a link leads to was changed: \(after)"]
    }

    /// Names, sizes, times and sums; the number of names is what the intruder itself changes.
    private static func listing(_ folder: String) throws -> String {
        let files = try Child.check("find", folder, "-printf", "%p %y %i %s %T@\\n")
        return files + (try Child.check("sha256sum", "\(folder)/file"))
    }
}

/// An apply with something in the place of a file.
private struct ObstacleCase {
    private let bench: Bench
    private let target: String
    private let obstacle: Obstacle
    private let folder: String

    init(_ bench: Bench, _ target: String, _ obstacle: Obstacle, in folder: String) {
        self.bench = bench
        self.target = target
        self.obstacle = obstacle
        self.folder = folder
    }

    func problems() throws -> [String] {
        let victim = try Victim(in: folder)
        let store = try bench.store(in: folder)
        let path = target.isEmpty ? store.folder : "\(store.folder)/\(target)"
        let displaced = target.isEmpty ? nil : Files.bytes(path)
        if !target.isEmpty { try Files.makeFolder(store.folder) }
        try obstacle.stand(at: path, victim: victim.folder)
        let identity = Files.identity(path)
        let outcome = try Child.run(bench.words(store), atMost: 10)
        var problems = try victim.problems()
        if outcome.hung || ![0, 1, 7].contains(outcome.status) { problems.append("\(outcome)") }
        let isEmptyFolder = target.isEmpty && obstacle == .emptyFolder
        let isFolder = target.isEmpty && [.emptyFolder, .filledFolder].contains(obstacle)
        if outcome.status == 0, bench.oracle.place(in: store) != .new {
            problems.append("exit 0 without the new state")
        }
        if outcome.status == 0, ["", "state.json", "state.json.lock"].contains(target), !isFolder {
            problems.append("it went on: \(outcome)")
        }
        if outcome.status != 0 {
            if !outcome.output.contains("error: ") {
                problems.append("no error is told: \(outcome)")
            }
            if Files.identity(path)?.inode != identity?.inode {
                problems.append("it was taken away")
            }
            if !target.isEmpty, target != "state.json", bench.oracle.place(in: store) != .old {
                problems.append("the old state is not in place")
            }
        }
        if !isEmptyFolder, !isFolder || outcome.status != 0 { try clear(path, store, displaced) }
        if isFolder { Files.remove("\(path)/file") }
        return problems + bench.oracle.recovery(of: store)
    }

    /// Takes away what stood in the way, wherever it is now, and puts back what it stood for.
    private func clear(_ path: String, _ store: Store, _ displaced: [UInt8]?) throws {
        if target.isEmpty {
            try Child.check("rm", "-rf", path)
            return
        }
        for name in Files.names(in: store.folder) {
            let other = "\(store.folder)/\(name)"
            if Files.identity(other)?.type != S_IFREG { try Child.check("rm", "-rf", other) }
        }
        let isNeeded = ["state.json", "history.jsonl"].contains(target)
        if isNeeded, let displaced, Files.identity(path) == nil {
            try Files.write(displaced, to: path)
        }
    }
}
