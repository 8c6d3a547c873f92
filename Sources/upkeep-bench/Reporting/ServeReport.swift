import FoundationEssentials

/// What was measured about the server.
struct ServeReport: Encodable {
    enum Goal {
        /// Times the other side, or more.
        case atLeast(Double)
        /// Times the other side, or less.
        case atMost(Double)
        /// By itself, or less.
        case limit(Double)
    }

    struct Row {
        let figure: String
        let unit: String
        let own: Double
        var against = ""
        /// Nil where nothing stands beside it.
        var other: Double?
        let goal: Goal

        var ratio: Double? { other.map { own / $0 } }

        var isReached: Bool {
            switch goal {
            case .atLeast(let goal): (ratio ?? 0) >= goal
            case .atMost(let goal): (ratio ?? .infinity) <= goal
            case .limit(let goal): own <= goal
            }
        }

        fileprivate var goalText: String {
            switch goal {
            case .atLeast(let goal): ">= \(goal.fixed(1)) x"
            case .atMost(let goal): "<= \(goal.fixed(1)) x"
            case .limit(let goal): "<= \(goal.fixed(0)) \(unit)"
            }
        }
    }

    let runs: Int
    private(set) var rows: [Row] = []

    init(runs: Int) {
        self.runs = runs
    }

    mutating func add(_ row: Row) { rows.append(row) }

    var text: String {
        var table = TextTable(
            headings: ["figure", "own", "unit", "against", "other", "ratio", "goal", ""],
            leftColumns: [0, 2, 3, 6, 7]
        )
        for row in rows {
            table.add([
                row.figure, row.own.fixed(row.own < 100 ? 2 : 0), row.unit, row.against,
                row.other.map { $0.fixed($0 < 100 ? 2 : 0) } ?? "",
                row.ratio?.fixed(2) ?? "", row.goalText, row.isReached ? "reached" : "missed",
            ])
        }
        return table.text
            + "Medians of \(runs) runs, the two sides in turn; server on core 0, wrk -t1 -c64 on core 1.\n"
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

extension ServeReport.Row: Encodable {
    private enum CodingKeys: String, CodingKey {
        case figure, unit, own, against, other, ratio, goal, isReached
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(figure, forKey: .figure)
        try container.encode(unit, forKey: .unit)
        try container.encode(own, forKey: .own)
        try container.encode(against, forKey: .against)
        try container.encode(other, forKey: .other)
        try container.encode(ratio, forKey: .ratio)
        try container.encode(goalText, forKey: .goal)
        try container.encode(isReached, forKey: .isReached)
    }
}
