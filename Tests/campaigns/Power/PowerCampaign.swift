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
            let disk: CutDisk
            do {
                disk = try CutDisk(form, in: workspace)
            } catch {
                skipped.append("\(form.name): \(error)")
                continue
            }
            defer { disk.end() }
            try cut(disk, share, trees, tally)
        }
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
            try disk.cut(number)
            let after = writer.now
            try disk.mountCut(number)
            defer { disk.unmountCut(number) }
            tally.add(disk.form.name)
            let problems = try CutJudge(upkeep, disk.cutFolder, trees).problems(before, after)
            if problems.isEmpty { continue }
            let line = "power --seed \(options.seed), cut \(number) of \(disk.form.name)"
            // It cannot be kept where it lies, as the file system goes.
            let kept = "\(disk.cutFolder)-\(number)-kept"
            _ = try Child.run(["cp", "-a", disk.cutFolder, kept])
            tally.report(problems, line, folder: kept)
        }
    }
}
