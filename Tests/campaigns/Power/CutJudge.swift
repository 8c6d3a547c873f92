/// Judges what a power cut has left.
struct CutJudge {
    private let upkeep: Upkeep
    private let folder: String
    private let trees: [String]

    init(_ upkeep: Upkeep, _ folder: String, _ trees: [String]) {
        self.upkeep = upkeep
        self.folder = folder
        self.trees = trees
    }

    /// Everything wrong with the store that was being written, and the one before.
    ///
    /// `before` and `after`: How far the applies had come just before the cut and just behind it.
    func problems(
        _ before: PowerWriter.Progress,
        _ after: PowerWriter.Progress
    ) throws -> [String] {
        if let failure = after.failure { return ["an apply failed: \(failure)"] }
        let isSame = before.store == after.store
        let last = isSame ? after.done + (after.isWriting ? 1 : 0) : PowerWriter.commits
        var problems = try judge(before.store, before.done...min(last, PowerWriter.commits))
        if before.store > 0 {
            problems += try judge(before.store - 1, PowerWriter.commits...PowerWriter.commits)
        }
        return problems
    }

    /// `serials`: What the state's serial may be.
    private func judge(_ number: Int, _ serials: ClosedRange<Int>) throws -> [String] {
        let store = Store(folder: "\(folder)/\(PowerWriter.store(number))")
        var problems: [String] = []
        var serial = 0
        if let bytes = Files.bytes(store.state) {
            guard let text = StateText(bytes) else {
                return ["\(store.state) is torn: \(bytes.count) bytes"]
            }
            serial = text.serial
            let interval = Array(#""interval":"\#(9 + serial)s""#.utf8)
            if text.declared.count(where: { !$0.ranges(of: interval).isEmpty }) != 20 {
                problems.append("serial \(serial) is not what was applied")
            }
            let verified = try Child.run(upkeep.verify(store))
            if verified.status != 0 { problems.append("state verify: \(verified)") }
        }
        if !serials.contains(serial) {
            problems.append("serial \(serial), and it has to be one of \(serials)")
        }
        if !problems.isEmpty { return problems }
        return Oracle(upkeep, tree: trees[serial]).recovery(of: store)
    }
}
