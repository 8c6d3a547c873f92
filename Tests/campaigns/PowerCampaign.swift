import Dispatch
import Glibc

/// Power cuts while applies run: what was said to be done is there afterwards, and nothing is half done.
struct PowerCampaign: Campaign {
    static let name = "power"
    static let summary = "Power cuts on ext4 and xfs."

    private let options: Options
    private let upkeep: Upkeep
    private let forms: [CutDisk.Form]

    init(_ options: Options, _ upkeep: Upkeep) {
        self.init(options, upkeep, CutDisk.Form.all)
    }

    init(_ options: Options, _ upkeep: Upkeep, _ forms: [CutDisk.Form]) {
        self.options = options
        self.upkeep = upkeep
        self.forms = forms
    }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        if let obstacle = Mounts.obstacle(in: workspace) { return [obstacle] }
        // One more than a store gets: what the clean re-run applies.
        let trees = try (0...PowerWriter.commits).map { number in
            let folder = workspace["tree-\(number)"]
            try Trees.write(Trees.monitors(20, interval: 10 + number), to: folder)
            return folder
        }
        let count = options.cases(short: 36, long: 2_100)
        var skipped: [String] = []
        for (index, form) in forms.enumerated() where tally.goesOn {
            let share = count * (index + 1) / forms.count - count * index / forms.count
            do {
                let disk = try CutDisk(form, in: workspace)
                defer { disk.end() }
                try cut(disk, share, trees, tally)
            } catch let error as Failure {
                skipped.append("\(form.name): \(error)")
            }
        }
        // What was found cannot be kept where it lies, as the file systems go.
        return skipped
    }

    private func cut(_ disk: CutDisk, _ count: Int, _ trees: [String], _ tally: Tally) throws {
        let writer = PowerWriter(upkeep, on: disk.folder, trees: trees)
        let queue = DispatchQueue(label: "power", attributes: .concurrent)
        let group = DispatchGroup()
        queue.async(group: group) { writer.write() }
        queue.async(group: group) { writer.disturb() }
        defer {
            writer.end()
            group.wait()
        }
        var dice = Dice(seed: options.seed)
        for number in 0..<count where tally.goesOn {
            writer.setNoisy(number % 3 != 2)
            Clock.sleep(Double.random(in: 0...0.03, using: &dice))
            let before = writer.now
            try disk.cut()
            let after = writer.now
            try disk.mountCut()
            defer { disk.unmountCut() }
            tally.add(disk.form.name)
            let problems = try CutJudge(upkeep, disk.cutFolder, trees).problems(before, after)
            if problems.isEmpty { continue }
            let line = "power --seed \(options.seed), cut \(number) of \(disk.form.name)"
            let kept = "\(disk.cutFolder)-\(number)-kept"
            _ = try Child.run(["cp", "-a", disk.cutFolder, kept])
            tally.report(problems, line, folder: kept)
        }
    }
}

/// Judges what a power cut has left.
private struct CutJudge {
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
        let oracle = Oracle(
            upkeep: upkeep,
            tree: trees[serial],
            options: [],
            old: nil,
            declared: []
        )
        return oracle.recovery(of: store)
    }
}
