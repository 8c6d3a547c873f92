import UpkeepSource

/// Diagnostics for a comment: a list, in which nothing from manifests stands but as code.
enum DiagnosticMarkdown {
    /// How much of them is shown, in UTF-16 code units.
    private static let lengthLimit = 20_000

    /// The errors first, as many as there is room for; the others are counted.
    static func list(_ diagnostics: Diagnostics) -> String {
        if diagnostics.isEmpty { return "" }
        let sorted = diagnostics.sorted
        let ordered =
            sorted.filter { $0.severity == .error } + sorted.filter { $0.severity != .error }
        var text = ""
        var shown = 0
        for diagnostic in ordered {
            let item = item(diagnostic)
            if text.utf16.count + item.utf16.count > lengthLimit { break }
            text += item
            shown += 1
        }
        let hidden = ordered.count - shown
        return text + (hidden > 0 ? "- and \(Counted(hidden, "more problem").text)\n" : "") + "\n"
    }

    private static func item(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.range.map { " " + Markdown.code("\($0)") } ?? ""
        var text =
            "- **\(diagnostic.severity.rawValue)** `\(diagnostic.code.word)`\(place): "
            + Markdown.code(diagnostic.message) + "\n"
        for note in diagnostic.notes {
            let place = note.range.map { ": \($0)" } ?? ""
            text += "  - note: \(Markdown.code(note.message + place))\n"
        }
        if let help = diagnostic.help { text += "  - help: \(Markdown.code(help))\n" }
        return text
    }
}
