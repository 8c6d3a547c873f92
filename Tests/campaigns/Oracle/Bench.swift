/// A scenario made ready: every case begins with a copy of the same files.
struct Bench: Sendable {
    let scenario: Scenario
    let oracle: Oracle
    private let folder: String

    init(_ scenario: Scenario, _ upkeep: Upkeep, in folder: String) throws {
        self.scenario = scenario
        self.folder = folder
        let store = Store(folder: "\(folder)/store")
        for (index, tree) in scenario.before.enumerated() {
            try Trees.write(tree, to: "\(folder)/before-\(index)")
            let words = upkeep.reconcile("\(folder)/before-\(index)", store)
            let outcome = try Child.run(words)
            guard outcome.status == 0 else { throw Failure("\(words): \(outcome)") }
        }
        if scenario.isTorn { try Self.tear(store) }
        let old = Files.bytes(store.state)
        let tree = "\(folder)/tree"
        try Trees.write(scenario.after, to: tree)

        let reference = Store(folder: "\(folder)/reference")
        if old != nil { try Files.copy(store.folder, to: reference.folder) }
        let outcome = try Child.run(upkeep.reconcile(tree, reference, scenario.options))
        guard outcome.status == 0,
            let new = Files.bytes(reference.state).flatMap({ StateText($0) })
        else { throw Failure("the scenario \(scenario.name) cannot be applied: \(outcome)") }
        oracle = Oracle(
            upkeep: upkeep,
            tree: tree,
            options: scenario.options,
            old: old,
            declared: new.declared,
            keys: scenario.makesKeys ? try KeyOracle(upkeep, store, in: folder) : nil
        )
    }

    /// What an apply leaves that was killed behind the commit point, and another that was killed while it wrote.
    private static func tear(_ store: Store) throws {
        let history = Files.bytes(store.history) ?? []
        try Files.write(history.dropLast(100), to: store.history)
        try Files.write((Files.bytes(store.state) ?? []).prefix(500), to: store.temporary)
        let record = #"{"host":"ci","operation":"reconcile","pid":1,"since":"\#(Upkeep.now)"}"#
        try Files.write(record + "\n", to: store.lock)
    }

    /// A fresh store for a case.
    func store(in folder: String) throws -> Store {
        try Files.makeFolder(folder)
        let store = Store(folder: "\(folder)/store")
        if oracle.old != nil { try Files.copy("\(self.folder)/store", to: store.folder) }
        return store
    }

    /// The words of the run that a fault is to hit.
    func words(_ store: Store) -> [String] {
        oracle.upkeep.reconcile(oracle.tree, store, scenario.options)
    }

    /// How long an undisturbed run takes: the median of some.
    func duration(in folder: String) throws -> Double {
        let times = try (0..<15).map { number in
            let store = try store(in: "\(folder)/\(number)")
            let start = Clock.now
            _ = try Child.run(words(store))
            return Clock.now - start
        }
        Files.remove(folder)
        return times.sorted()[times.count / 2]
    }
}
