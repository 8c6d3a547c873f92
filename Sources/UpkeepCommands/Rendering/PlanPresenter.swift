import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// Shows what a plan, or an apply, has come to: the result in one form, and what was found on standard error.
struct PlanPresenter {
    let format: OutputFormat
    let reporter: Reporter
    private let console = Console()

    init(format: OutputFormat, reporter: Reporter) {
        self.format = format
        self.reporter = reporter
    }

    /// Shows a report; `files` are the manifests that it is about.
    func present(_ report: PlanReport, of files: [String]) throws(StoreError) -> ExitStatus {
        let outcome = report.outcome
        let result =
            switch format {
            case .text: PlanText(style: console.style(of: .output)).render(report)
            case .json: report.value.indentedJSON
            case .markdown: PlanMarkdown.render(report)
            }
        let problems =
            format == .text
            ? DiagnosticText(style: console.style(of: .error)).render(outcome.diagnostics) : ""
        // What decides stands last, where a terminal shows it.
        if outcome.plan == nil { console.note(problems) }
        let status = try reporter.present(
            result,
            status: report.status,
            diagnostics: outcome.diagnostics,
            files: files,
            value: { report.value },
            markdown: { PlanMarkdown.render(report) }
        )
        if outcome.plan != nil { console.note(problems) }
        return status
    }
}
