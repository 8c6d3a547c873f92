/// Trees of one size on disk, with a state that holds what they declare.
struct TreeSite {
    let size: TreeSize
    private let folder: String
    private let upkeep: String

    /// The manifests that the state holds.
    var manifests: String { "\(folder)/manifests" }
    /// The same with one value changed in 1 % of the files.
    private var changedManifests: String { "\(folder)/changed" }
    private var state: String { "\(folder)/applied/state.json" }
    private var newStateFolder: String { "\(folder)/new" }

    /// Writes the trees and applies the first one.
    init(_ size: TreeSize, below parent: String, upkeep: String) throws {
        self.size = size
        self.upkeep = upkeep
        folder = "\(parent)/\(size.monitorCount)-in-\(size.fileCount)"
        var tree = BenchmarkTree(monitorCount: size.monitorCount, fileCount: size.fileCount)
        try tree.write(to: manifests)
        tree.changedPercent = 1
        try tree.write(to: changedManifests)
        try Files.makeFolder("\(folder)/applied")
        _ = try Program(upkeep, "reconcile", manifests, "--state", state).run()
    }

    /// The path of something else that belongs to this size.
    subscript(name: String) -> String { "\(folder)/\(name)" }
}

// MARK: What is run here

extension TreeSite {
    /// A plan of the tree that the state holds; it has to be empty.
    var unchanged: Contender {
        Contender("nothing changed", dryRun(of: manifests, state, expectedStatus: 0))
    }

    /// A plan of the changed tree; it must not be empty.
    var changed: Contender {
        let program = dryRun(of: changedManifests, state, expectedStatus: Self.changesPending)
        return Contender("1 % changed", program)
    }

    /// A plan without a state, which creates everything.
    var firstPlanOnTwoCores: Contender { firstPlan(coreCount: 2) }

    /// The same with one core for all threads.
    var firstPlanOnOneCore: Contender { firstPlan(coreCount: 1) }

    /// An apply where nothing has been applied before.
    var firstApply: Contender {
        let state = "\(newStateFolder)/state.json"
        let program = Program(upkeep, "reconcile", manifests, "--state", state)
        return Contender("first apply") {
            try Files.remove(newStateFolder)
            try Files.makeFolder(newStateFolder)
            return try program.run()
        }
    }

    var validation: Contender { Contender("validate", Program(upkeep, "validate", manifests)) }

    private func firstPlan(coreCount: Int) -> Contender {
        let program = dryRun(
            of: manifests,
            "\(folder)/none/state.json",
            expectedStatus: Self.changesPending,
            coreCount: coreCount
        )
        return Contender("first run", program)
    }

    private func dryRun(
        of manifests: String,
        _ state: String,
        expectedStatus: CInt,
        coreCount: Int? = nil
    ) -> Program {
        Program(
            [upkeep, "reconcile", "--dry-run", "--exit-code", manifests, "--state", state],
            expectedStatus: expectedStatus,
            coreCount: coreCount
        )
    }

    /// The exit status of a dry run that was asked to tell changes.
    private static let changesPending: CInt = 2
}
