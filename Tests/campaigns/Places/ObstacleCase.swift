import Glibc

/// An apply with something in the place of a file.
struct ObstacleCase {
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
