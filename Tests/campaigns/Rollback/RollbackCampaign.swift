/// Random edits that are applied and rolled back: what was declared, and how everybody knows it, is again as it was.
struct RollbackCampaign: Campaign {
    static let name = "rollback"
    static let summary = "Random edits, applied and rolled back."

    /// So many edits follow on each other in one store.
    private static let length = 25

    private let options: Options
    private let upkeep: Upkeep

    init(_ options: Options, _ upkeep: Upkeep) {
        self.options = options
        self.upkeep = upkeep
    }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        let count = options.cases(short: 100, long: 1_000)
        let chains = (count + Self.length - 1) / Self.length
        Workers.run(chains, jobs: options.jobs) { chain in
            let line = "rollback --seed \(options.seed), chain \(chain)"
            let edits = min(Self.length, count - chain * Self.length)
            let folder = workspace["chain-\(chain)"]
            tally.judge(line, in: folder) {
                var dice = Dice(seed: options.seed, case: chain)
                return try problems(edits, in: folder, tally, &dice)
            }
            return tally.goesOn
        }
        return []
    }

    private func problems(
        _ edits: Int,
        in folder: String,
        _ tally: Tally,
        _ dice: inout Dice
    ) throws -> [String] {
        let store = Store(folder: "\(folder)/store")
        var tree = RandomTree(using: &dice)
        try write(tree, to: "\(folder)/tree")
        var outcome = try Child.run(words("reconcile", ["\(folder)/tree"], store))
        guard outcome.status == 0 else { return ["the first apply: \(outcome)"] }
        for edit in 1...edits {
            guard let before = StoredLines(store) else { return ["edit \(edit): no state"] }
            var edited = tree
            edited.edit(Int.random(in: 1...6, using: &dice), using: &dice)
            try write(edited, to: "\(folder)/edited")
            outcome = try Child.run(words("reconcile", ["\(folder)/edited"], store))
            tally.add("edits")
            if outcome.status != 0 { return ["edit \(edit): \(outcome)"] }
            guard let applied = StoredLines(store) else { return ["edit \(edit): no state"] }
            if applied.serial == before.serial { continue }
            tally.note("applies")
            outcome = try Child.run(words("rollback", ["--to", "\(before.serial)"], store))
            if outcome.status != 0 { return ["edit \(edit), rollback: \(outcome)"] }
            guard let after = StoredLines(store) else { return ["edit \(edit): no state"] }
            // A key that somebody has removed has ended, whatever came after.
            let ended = before.keys.subtracting(applied.keys)
            tally.note("ended keys", ended.count)
            // Where nothing but a key went there is nothing to go back to.
            let isNothing = after.serial == applied.serial && !ended.isEmpty
            let problems = isNothing ? [] : before.differences(from: after, leavingOut: ended)
            if !problems.isEmpty { return ["edit \(edit):"] + problems }
            if ended.isEmpty {
                let plan = words(
                    "reconcile",
                    ["\(folder)/tree", "--dry-run", "--exit-code"],
                    store
                )
                outcome = try Child.run(plan)
                if outcome.status != 0 { return ["edit \(edit), plan: \(outcome)"] }
            }
            // The next edit begins with what was rolled back, or with what comes of it after all.
            if !ended.isEmpty || Bool.random(using: &dice) {
                edited.removeKeys(besidesThoseOf: tree)
                tree = edited
                try write(tree, to: "\(folder)/tree")
                outcome = try Child.run(words("reconcile", ["\(folder)/tree"], store))
                if outcome.status != 0 { return ["edit \(edit), again: \(outcome)"] }
            }
        }
        return []
    }

    private func words(_ command: String, _ words: [String], _ store: Store) -> [String] {
        let kinds = ["monitor", "maintenance", "incident", "key"]
        return [upkeep.path, command] + words + ["--state", store.state, "--at", Upkeep.now]
            + ["--max-deletes", "1000"] + kinds.flatMap { ["--allow-empty", $0] }
    }

    private func write(_ tree: RandomTree, to folder: String) throws {
        Files.remove(folder)
        try Trees.write(tree.files, to: folder)
    }
}
