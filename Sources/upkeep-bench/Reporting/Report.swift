import FoundationEssentials

/// All figures of one run of the benchmark.
struct Report {
    /// How often each side of a figure was run.
    let runs: Int
    private(set) var results: [FigureResult] = []
    private(set) var notes: [String] = []

    init(runs: Int) {
        self.runs = runs
    }

    mutating func add(_ result: FigureResult) { results.append(result) }

    /// Adds a line for people, once.
    mutating func note(_ line: String) {
        if !notes.contains(line) { notes.append(line) }
    }

    /// The report for people.
    var text: String {
        var table = TextTable(
            headings: [
                "figure", "monitors", "MiB", "median s", "min", "max", "cpu s", "against",
                "median s", "min", "max", "cpu s", "ratio", "cpu", "goal", "",
            ],
            leftColumns: [0, 7, 14, 15]
        )
        for result in results { table.add(result.cells) }
        return ([table.text] + Self.legend(runs: runs) + notes).joined(separator: "\n") + "\n"
    }

    private static func legend(runs: Int) -> [String] {
        var lines = [
            "Medians of \(runs) runs, the two sides in turn; ratio is that of the times, cpu that of processor time.",
            "MiB is the peak of memory; one below that of this program cannot be seen.",
            "Goals are set for 100,000 monitors.",
        ]
        if runs < 5 { lines.append("Fewer than five runs: these are orders of magnitude.") }
        return lines
    }

    /// The report as one JSON document.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(ReportDocument(self)), as: UTF8.self) + "\n"
    }
}

extension FigureResult {
    fileprivate var cells: [String] {
        let verdict = isReached.map { $0 ? "reached" : "missed" }
        let start = [figure.name, figure.size?.text ?? "", own.peakMiB?.fixed(0) ?? ""]
        let end = [ratio.fixed(2), processorRatio.fixed(2), figure.goal.text, verdict ?? ""]
        return start + own.times + [figure.yardstick.name] + other.times + end
    }
}

extension Samples {
    fileprivate var times: [String] {
        [median, minimum, maximum, processorTime].map { $0.seconds.fixed(3) }
    }
}

extension Goal {
    fileprivate var text: String {
        let parts = [
            ratio.map { "\($0.fixed(2)) x" }, peakMiB.map { "\($0.fixed(0)) MiB" },
            duration.map { "\($0.seconds.fixed(3)) s" },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}
