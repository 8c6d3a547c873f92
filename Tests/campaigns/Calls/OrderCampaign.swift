/// Whether a run would lose anything on the strictest disk that POSIX allows: one that keeps nothing but what was synced.
///
/// Real file systems keep more: on ext4 and xfs the fsync of the history carries the rename before it to the disk, and
/// the fsync of a new file its name. So that neither fsync can go unnoticed, the calls of a run are judged here by what
/// is promised, and the power cuts judge what is so.
struct OrderCampaign: Campaign {
    static let name = "order"
    static let summary = "The order of writes and fsyncs, by what POSIX promises."

    private let upkeep: Upkeep

    init(_ options: Options, _ upkeep: Upkeep) { self.upkeep = upkeep }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        guard Strace.isAllowed else { return ["strace is missing or may not trace"] }
        for scenario in Scenario.all {
            let bench = try Bench(scenario, upkeep, in: workspace[scenario.name])
            let folder = workspace["trace-\(scenario.name)"]
            let store = try bench.store(in: folder)
            var disk = StrictDisk(store)
            for line in try Strace.trace(bench.words(store), log: workspace["trace"]) {
                disk.take(line)
            }
            disk.end()
            tally.add("traces")
            tally.note("syncs", disk.syncs)
            if !disk.problems.isEmpty { tally.report(disk.problems, scenario.name, folder: folder) }
        }
        return []
    }
}
