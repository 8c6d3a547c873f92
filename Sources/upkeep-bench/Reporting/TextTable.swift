/// A table of aligned columns.
struct TextTable {
    private var rows: [[String]]
    /// The columns of words; the others hold numbers.
    private let leftColumns: Set<Int>

    init(headings: [String], leftColumns: Set<Int>) {
        rows = [headings]
        self.leftColumns = leftColumns
    }

    /// Adds a row.
    ///
    /// - Precondition: it has as many cells as there are headings.
    mutating func add(_ cells: [String]) {
        precondition(cells.count == rows[0].count)
        rows.append(cells)
    }

    var text: String {
        let widths = rows[0].indices.map { column in
            rows.reduce(0) { max($0, $1[column].count) }
        }
        var text = ""
        for row in rows {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                line += leftColumns.contains(column) ? cell + padding : padding + cell
                line += "  "
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }
}
