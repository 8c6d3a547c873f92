/// A state that is damaged in every way: it has to be noticed, and left as it is.
struct DamageCampaign: Campaign {
    static let name = "damage"
    static let summary = "Damaged states: every bit, every length, old and new joined."

    private let options: Options
    private let upkeep: Upkeep

    init(_ options: Options, _ upkeep: Upkeep) {
        self.options = options
        self.upkeep = upkeep
    }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        let bench = try Bench(.update, upkeep, in: workspace["bench"])
        let store = try bench.store(in: workspace["source"])
        let old = Files.bytes(store.state) ?? []
        let outcome = try Child.run(bench.words(store))
        guard outcome.status == 0, let new = Files.bytes(store.state) else {
            throw Failure("\(outcome)")
        }
        var damages = Damage.all(of: new, old: old)
        damages += Damage.forged(new, byHand: workspace["forged"])
        damages += Damage.ofHistory(Files.bytes(store.history) ?? [])
        var dice = Dice(seed: options.seed)
        let others = damages.filter { !$0.isRare }.shuffled(using: &dice)
        let chosen = [.gone] + damages.filter(\.isRare) + others
        let count = options.cases(short: 600, long: max(100_000, chosen.count))
        try makeSlots(options.jobs, from: store, in: workspace)
        Workers.run(options.jobs, jobs: options.jobs) { job in
            let slot = Store(folder: workspace["slot-\(job)/store"])
            for number in stride(from: job, to: count, by: options.jobs) where tally.goesOn {
                var dice = Dice(seed: options.seed, case: number)
                let damage =
                    number < chosen.count ? chosen[number] : .random(of: new, using: &dice)
                judge(damage, of: new, in: slot, bench, tally)
            }
            return true
        }
        return []
    }

    /// A store for each worker, in which only the damaged file changes from case to case.
    private func makeSlots(_ jobs: Int, from store: Store, in workspace: Workspace) throws {
        for job in 0..<jobs {
            try Files.makeFolder(workspace["slot-\(job)"])
            try Files.copy(store.folder, to: workspace["slot-\(job)/store"])
        }
    }

    private func judge(
        _ damage: Damage,
        of state: [UInt8],
        in store: Store,
        _ bench: Bench,
        _ tally: Tally
    ) {
        tally.add(damage.kind)
        var problems: [String] = []
        let path = "\(store.folder)/\(damage.file)"
        do {
            let sound = Files.bytes(path) ?? []
            defer { try? Files.write(sound, to: path) }
            Files.remove(path)
            if let bytes = damage.bytes { try Files.write(bytes, to: path) }
            let verified = try Child.run(upkeep.verify(store))
            if verified.status != 7 { problems.append("state verify: \(verified)") }
            if damage.file == "state.json" {
                let applied = try Child.run(bench.words(store))
                if applied.status != 7 { problems.append("reconcile: \(applied)") }
                if Files.bytes(path) != damage.bytes { problems.append("it was written over") }
            }
        } catch {
            problems.append("\(error)")
        }
        if problems.isEmpty { return }
        let kept = "\(store.folder)/../\(damage.kind)-\(tally.violations.count)"
        try? Files.write(damage.bytes ?? [], to: kept)
        tally.report(problems, "\(damage.file), \(damage.description)", folder: kept)
    }
}
