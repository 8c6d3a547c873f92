/// A kind of fault, tried in many cases.
protocol Campaign {
    static var name: String { get }
    /// What is tried, in a line.
    static var summary: String { get }

    init(_ options: Options, _ upkeep: Upkeep)

    /// Runs the cases in a folder and counts them; returns what had to be skipped.
    func run(in workspace: Workspace, _ tally: Tally) throws -> [String]
}

extension Campaign {
    func report(_ tally: Tally) throws -> Report {
        let workspace = try Workspace(Self.name)
        let start = Clock.now
        let skipped = try run(in: workspace, tally)
        let seconds = Clock.now - start
        if tally.violations.isEmpty { workspace.remove() }
        return Report(
            campaign: Self.name,
            cases: tally.cases,
            violations: tally.violations.count,
            seconds: (seconds * 10).rounded() / 10,
            details: tally.details,
            skipped: skipped,
            reproductions: tally.violations.map(\.reproduction)
        )
    }
}
