/// A report as JSON tells it; times in seconds, memory in MiB.
struct ReportDocument: Encodable {
    private let runs: Int
    private let figures: [FigureDocument]
    private let notes: [String]

    init(_ report: Report) {
        runs = report.runs
        figures = report.results.map(FigureDocument.init)
        notes = report.notes
    }
}

private struct FigureDocument: Encodable {
    let figure: String
    let monitors: Int?
    let files: Int?
    let own: SamplesDocument
    let against: String
    let yardstick: SamplesDocument
    let ratio: Double
    let processorRatio: Double
    let goal: GoalDocument?
    let isReached: Bool?

    init(_ result: FigureResult) {
        figure = result.figure.name
        monitors = result.figure.size?.monitorCount
        files = result.figure.size?.fileCount
        own = SamplesDocument(result.own)
        against = result.figure.yardstick.name
        yardstick = SamplesDocument(result.other)
        ratio = result.ratio
        processorRatio = result.processorRatio
        isReached = result.isReached
        goal = isReached == nil ? nil : GoalDocument(result.figure.goal)
    }
}

private struct SamplesDocument: Encodable {
    let medianSeconds: Double
    let minimumSeconds: Double
    let maximumSeconds: Double
    let processorSeconds: Double
    let peakMib: Double?

    init(_ samples: Samples) {
        medianSeconds = samples.median.seconds
        minimumSeconds = samples.minimum.seconds
        maximumSeconds = samples.maximum.seconds
        processorSeconds = samples.processorTime.seconds
        peakMib = samples.peakMiB
    }
}

private struct GoalDocument: Encodable {
    let ratio: Double?
    let peakMib: Double?
    let seconds: Double?

    init(_ goal: Goal) {
        ratio = goal.ratio
        peakMib = goal.peakMiB
        seconds = goal.duration?.seconds
    }
}
