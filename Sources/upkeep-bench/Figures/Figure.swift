/// Something to be measured: what, on which tree, against what, and what it has to reach.
struct Figure {
    let name: String
    let size: TreeSize?
    let contender: Contender
    let yardstick: Contender
    var goal = Goal.none

    func measure(runs: Int) throws -> FigureResult {
        let (own, other) = try contender.compete(with: yardstick, runs: runs)
        return FigureResult(figure: self, own: own, other: other)
    }
}

/// A figure with its samples.
struct FigureResult {
    let figure: Figure
    let own: Samples
    /// Those of the yardstick.
    let other: Samples

    /// How many times as long as the yardstick it takes, by the medians.
    var ratio: Double { own.median / other.median }
    /// The same by processor time.
    var processorRatio: Double { own.processorTime / other.processorTime }
    var isReached: Bool? { figure.goal.isReached(by: own, against: other) }
}

/// How many monitors stand in how many files.
struct TreeSize: Hashable {
    let monitorCount: Int
    let fileCount: Int

    var text: String { "\(monitorCount.grouped) in \(fileCount.grouped) files" }
}
