import Glibc

/// One chain of applies on one store.
struct Chain {
    let upkeep: Upkeep
    let trees: [String]
    let store: Store
    let duration: Double

    init(_ upkeep: Upkeep, _ trees: [String], _ store: Store, _ duration: Double) {
        self.upkeep = upkeep
        self.trees = trees
        self.store = store
        self.duration = duration
    }

    /// Runs until so many runs were killed; returns what was wrong at the first violation.
    func problems(_ kills: Int, _ tally: Tally, _ dice: inout Dice) throws -> [String] {
        var killed = 0
        var number = 0
        while killed < kills {
            let tree = trees[number % trees.count]
            number += 1
            let before = Files.bytes(store.state)
            let child = try Child(upkeep.reconcile(tree, store))
            Clock.sleep(Double.random(in: 0...duration * 1.1, using: &dice))
            child.send(SIGKILL)
            let outcome = child.wait()
            if outcome.status == -SIGKILL {
                killed += 1
                tally.add("killed")
            } else {
                tally.note("too late")
            }
            let problems = self.problems(after: outcome, tree: number - 1, before: before)
            if !problems.isEmpty { return problems + ["run \(number) of the chain"] }
        }
        // The next tree, so that the clean run at the end has something to commit, too.
        let oracle = Oracle(upkeep, tree: trees[number % trees.count])
        return oracle.recovery(of: store)
    }

    private func problems(after outcome: Outcome, tree: Int, before: [UInt8]?) -> [String] {
        guard outcome.status == 0 || outcome.status == -SIGKILL else { return ["\(outcome)"] }
        let now = Files.bytes(store.state)
        if now == nil, before == nil, outcome.status != 0 { return [] }
        guard let now, let text = StateText(now) else { return ["the state is gone or torn"] }
        if outcome.status == 0, !isOf(tree, text) {
            return ["exit 0, and the old state is in place"]
        }
        let old = before.flatMap { StateText($0) }
        let isNext = text.serial == (old?.serial ?? 0) + 1
        let isSameLineage = text.lineage == old?.lineage ?? text.lineage
        if now != before, !(isNext && isSameLineage && isOf(tree, text)) {
            return ["the state is neither the old nor the new one"]
        }
        let verified = try? Child.run(upkeep.verify(store))
        return verified?.status == 0 ? [] : ["state verify: \(verified?.description ?? "")"]
    }

    /// Whether a state says what the manifests of a tree say.
    private func isOf(_ tree: Int, _ text: StateText) -> Bool {
        let interval = Array(#""interval":"\#(10 + tree % trees.count)s""#.utf8)
        return text.declared.count(where: { !$0.ranges(of: interval).isEmpty }) == 3
    }
}
