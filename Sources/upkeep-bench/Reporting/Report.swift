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
                "figure", "monitors", "median s", "min", "max", "MiB", "against", "median s", "min",
                "max", "MiB", "ratio", "goal", "",
            ],
            leftColumns: [0, 6, 12, 13]
        )
        for result in results { table.add(result.cells) }
        let lines = [
            table.text, "Medians of \(runs) runs, the two sides in turn. MiB is the peak.",
        ]
        return (lines + notes).joined(separator: "\n") + "\n"
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
        return [figure.name, figure.size?.text ?? ""] + own.cells
            + [figure.yardstick.name] + other.cells
            + [ratio.fixed(2), figure.goal.text, verdict ?? ""]
    }
}

extension Samples {
    fileprivate var cells: [String] {
        [median, minimum, maximum].map { $0.seconds.fixed(3) } + [peakMiB?.fixed(0) ?? ""]
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
