import Glibc

/// One crowd at one store.
struct Crowd {
    let upkeep: Upkeep
    /// What each wants; the first is there before the crowd comes.
    let trees: [String]
    let store: Store

    func problems(
        _ size: Int,
        stopping: Bool,
        _ tally: Tally,
        _ dice: inout Dice
    ) throws -> [String] {
        let first = try Child.run(upkeep.reconcile(trees[0], store))
        guard first.status == 0 else { return ["\(first)"] }
        let patience = ["--lock-timeout", "60s"]
        let children = try (1...size).map { number in
            try Child(upkeep.reconcile(trees[number], store, patience))
        }
        var problems: [String] = []
        if stopping, let holder = stopHolder(among: children, &dice) {
            tally.note("stopped while holding the lock")
            let before = Files.bytes(store.state)
            Clock.sleep(0.08)
            let isHolding = self.holder() == holder
            if isHolding, Files.bytes(store.state) != before {
                problems.append("somebody committed while another held the lock")
            }
            _ = kill(holder, SIGCONT)
        }
        let outcomes = children.map { $0.wait(atMost: 60) }
        // It may have been stopped behind what was seen of the lock, so there is no telling which serial is whose.
        var serials: [Int: Int] = [:]
        for (index, outcome) in outcomes.enumerated() {
            let words = outcome.output.split { $0 == " " || $0 == "." || $0 == "\n" }
            guard outcome.status == 0, let serial = words.last.flatMap({ Int($0) }) else {
                problems.append("apply \(index + 1): \(outcome)")
                continue
            }
            if let other = serials.updateValue(index + 1, forKey: serial) {
                problems.append("applies \(other) and \(index + 1) both have serial \(serial)")
            }
        }
        if serials.keys.sorted() != Array(2...size + 1) {
            problems.append("\(size) applies have the serials \(serials.keys.sorted())")
        }
        // Whoever came last is who the state agrees with.
        let last = serials[size + 1] ?? 1
        let oracle = Oracle(upkeep, tree: trees[last])
        let bytes = Files.bytes(store.state)
        problems += oracle.recovery(of: store)
        if bytes != Files.bytes(store.state) { problems.append("the last apply was lost") }
        return problems
    }

    /// Stops whoever has the lock at a moment that chance gives; nil when nobody of the crowd was caught with it.
    private func stopHolder(among children: [Child], _ dice: inout Dice) -> pid_t? {
        let start = Clock.now
        Clock.sleep(Double.random(in: 0...0.02, using: &dice))
        while Clock.now < start + 0.2 {
            guard let holder = holder(), children.contains(where: { $0.id == holder }) else {
                continue
            }
            _ = kill(holder, SIGSTOP)
            // It may have gone on to give the lock back before it stopped.
            Clock.sleep(0.002)
            if self.holder() == holder { return holder }
            _ = kill(holder, SIGCONT)
        }
        return nil
    }

    /// The process that the lock's file names.
    private func holder() -> pid_t? {
        guard let bytes = Files.bytes(store.lock) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let start = text.firstRange(of: #""pid":"#)?.upperBound else { return nil }
        return pid_t(text[start...].prefix { $0.isNumber })
    }
}
