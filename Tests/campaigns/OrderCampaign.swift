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

/// A disk that forgets everything but what was synced.
private struct StrictDisk {
    private(set) var problems: [String] = []
    private(set) var syncs = 0
    private let store: Store
    /// The names that are there.
    private var names: Set<String>
    /// Files whose bytes, and folders whose names, a power cut would take back.
    private var pending: Set<String> = []

    init(_ store: Store) {
        self.store = store
        names = Set(Files.names(in: store.folder).map { "\(store.folder)/\($0)" })
    }

    /// Takes in a call, as strace writes it with descriptors as paths.
    mutating func take(_ line: Substring) {
        guard let call = TracedCall(line), call.hasSucceeded else { return }
        switch call.name {
        case "openat":
            let path = call.result
            if line.contains("O_CREAT"), isOurs(path), names.insert(path).inserted {
                pending.formUnion([path, store.folder])
            }
        case "write", "pwrite64", "writev", "ftruncate", "fallocate":
            if call.descriptor == 1, !pending.isEmpty {
                problems.append("it told of the commit with \(pending.sorted()) not on the disk")
            }
            let path = call.path
            guard isOurs(path) else { return }
            if path == store.state { problems.append("the state was written in place") }
            pending.insert(path)
        case "fsync", "fdatasync":
            syncs += 1
            pending.remove(call.path)
        case "renameat", "renameat2":
            let names = call.texts.map { "\(call.path)/\($0)" }
            guard names.count == 2, isOurs(names[1]) else { return }
            if pending.contains(names[0]) {
                problems.append("\(names[0]) was renamed with its bytes not on the disk")
            }
            self.names.remove(names[0])
            self.names.insert(names[1])
            pending.insert(store.folder)
        case "linkat": pending.insert(store.folder)
        case "mkdirat": pending.insert(call.path)
        case "unlinkat":
            for name in call.texts {
                names.remove("\(call.path)/\(name)")
                pending.remove("\(call.path)/\(name)")
            }
        default: break
        }
    }

    mutating func end() {
        if !pending.isEmpty {
            problems.append("it ended with \(pending.sorted()) not on the disk")
        }
    }

    /// The lock says who runs; nobody needs it after a power cut.
    private func isOurs(_ path: String) -> Bool {
        path.hasPrefix(store.folder + "/") && path != store.lock
    }
}

/// A line of a trace, taken apart.
private struct TracedCall {
    let name: String
    let descriptor: Int?
    /// What the first descriptor stands for.
    let path: String
    /// The arguments in quotes.
    let texts: [String]
    let hasSucceeded: Bool
    /// What the resulting descriptor stands for.
    let result: String

    init?(_ line: Substring) {
        guard let match = line.firstMatch(of: /^\d+ +(\w+)\((.*)\) += (-?\d+)(?:<(.*)>)?/) else {
            return nil
        }
        name = String(match.1)
        hasSucceeded = !match.3.hasPrefix("-")
        result = match.4.map(String.init) ?? ""
        let first = match.2.firstMatch(of: /^(\d+)<([^>]*)>/)
        descriptor = first.flatMap { Int($0.1) }
        path = first.map { String($0.2) } ?? ""
        texts = match.2.matches(of: /"([^"]*)"/).map { String($0.1) }
    }
}
