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

    @OptionGroup var reports: ReportOptions

    func run() throws {
        let reporter = Reporter("validate", reports.reports, roots: manifests.roots)
        try reporter.covering {
            let console = Console()
            let sources = try ManifestSources(manifests)
            let tree = ManifestTree(
                sources,
                manifests,
                leaks: LeakedKeys(nil, now: manifests.now),
                console
            )
            var diagnostics = tree.diagnostics
            diagnostics.report(dangling: tree.desired.danglingReferences, in: tree.desired)
            let summary = ValidationSummary(tree: tree, diagnostics: diagnostics)
            if format == .text {
                console.note(DiagnosticText(style: console.style(of: .error)).render(diagnostics))
            }
            try reporter.present(
                summary.text(in: format),
                status: diagnostics.hasErrors ? ExitStatus(ofErrors: diagnostics) : .done,
                diagnostics: diagnostics,
                files: sources.paths,
                value: { summary.value },
                markdown: { summary.markdown }
            ).end()
        }
    }
}

/// What `validate` has found, in every form.
private struct ValidationSummary {
    let tree: ManifestTree
    let diagnostics: Diagnostics

    func text(in format: OutputFormat) -> String {
        switch format {
        case .text: text
        case .json: value.indentedJSON
        case .markdown: markdown
        }
    }

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

    private var text: String {
        if diagnostics.hasErrors { return "Invalid: \(counts) (\(size) read)\n" }
        return "Valid: \(size)\(counts.isEmpty ? "" : "; \(counts)")\n"
    }

    var markdown: String { "## Upkeep: \(text)\n" + DiagnosticMarkdown.list(diagnostics) }

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
