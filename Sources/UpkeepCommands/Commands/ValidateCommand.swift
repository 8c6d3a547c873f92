import ArgumentParser
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// Checks everything that needs no state.
struct ValidateCommand: ExemplaryCommand {
    static let example = "upkeep validate status/"
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check manifests: everything that needs no state.",
        usage: "upkeep validate [options] [path ...]"
    )

    @OptionGroup var manifests: ManifestOptions

    @Option(help: "The form of the result: text, json or markdown.")
    var format: OutputFormat = .text

    func run() throws {
        let console = Console()
        let tree = try ManifestTree(
            ManifestSources(manifests),
            manifests,
            leaks: LeakedKeys(nil, now: manifests.now),
            console
        )
        var diagnostics = tree.diagnostics
        diagnostics.report(dangling: tree.desired.danglingReferences, in: tree.desired)
        let summary = ValidationSummary(tree: tree, diagnostics: diagnostics)
        switch format {
        case .text:
            console.note(DiagnosticText(style: console.style(of: .error)).render(diagnostics))
            try console.write(summary.text)
        case .json:
            try console.write(summary.value.indentedJSON)
        case .markdown:
            try console.write(summary.markdown)
        }
        try (diagnostics.hasErrors ? ExitStatus(ofErrors: diagnostics) : .done).end()
    }
}

/// What `validate` has found, in every form.
private struct ValidationSummary {
    let tree: ManifestTree
    let diagnostics: Diagnostics

    private var counts: String {
        let (errors, warnings) = (diagnostics.errorCount, diagnostics.warningCount)
        let problems = [Counted(errors, "error"), Counted(warnings, "warning")].filter {
            $0.number > 0
        }
        return problems.map(\.text).joined(separator: ", ")
    }

    private var size: String {
        "\(Counted(tree.record.digests.count, "file").text), \(Counted(tree.desired.resources.count, "resource").text)"
    }

    var text: String {
        if diagnostics.hasErrors { return "Invalid: \(counts) (\(size) read)\n" }
        return "Valid: \(size)\(counts.isEmpty ? "" : "; \(counts)")\n"
    }

    var markdown: String {
        let fence = Markdown.fenced(DiagnosticText(style: .plain).render(diagnostics))
        return "## Upkeep: \(text)\n" + (diagnostics.isEmpty ? "" : fence)
    }

    var value: Value {
        .map([
            "diagnostics": .list(diagnostics.sorted.map(\.value)),
            "files": .integer(tree.record.digests.count),
            "format": "upkeep-validation/1",
            "resources": .integer(tree.desired.resources.count),
            "valid": .boolean(!diagnostics.hasErrors),
        ])
    }
}
