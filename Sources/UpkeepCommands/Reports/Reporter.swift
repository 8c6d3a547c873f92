import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// Hands out what a run has come to: the result to standard output, and the reports that were asked for.
struct Reporter {
    private let command: String
    private let reports: [ReportArgument]
    private let checkout: GitHead
    private let console: Console
    /// Where GitHub Actions takes the summary of a step from; nil outside of it.
    private let stepSummary: String?

    init(
        _ command: String,
        _ reports: [ReportArgument],
        roots: [String],
        variables: [String: String] = ProcessEnvironment.variables()
    ) {
        self.command = command
        self.reports = reports
        checkout = GitHead.find(from: roots.first ?? ".")
        console = Console(variables: variables)
        stepSummary = variables["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Runs the body; when the machine refuses something, the reports say so, too.
    func covering(_ body: () throws -> Void) throws {
        do {
            for path in reports.compactMap(path) { try NewFiles.requireFolder(of: path) }
            try body()
        } catch let error as StoreError {
            let report = RunReport(error, command: command, checkout: checkout)
            if annotates { try? console.write(GitHubReport.annotations(of: report)) }
            _ = write(report)
            throw error
        }
    }

    /// Writes the result and all reports, and yields the status to end with: a report that cannot be written fails a run that
    /// nothing else has failed.
    func present(
        _ result: String,
        status: ExitStatus,
        diagnostics: Diagnostics,
        files: [String],
        value: @escaping () -> Value,
        markdown: @escaping () -> String
    ) throws(StoreError) -> ExitStatus {
        let report = RunReport(
            command: command,
            status: status,
            diagnostics: diagnostics,
            files: files,
            checkout: checkout,
            value: value,
            markdown: markdown
        )
        if annotates {
            var generator = SystemRandomNumberGenerator()
            let token = UUID.random(using: &generator)
            try console.write(
                GitHubReport.guarded(result, token: token) + GitHubReport.annotations(of: report)
            )
        } else {
            try console.write(result)
        }
        return write(report) || status != .done ? status : .failure
    }

    private var annotates: Bool { reports.contains { $0.format == .github } }

    private func path(of report: ReportArgument) -> String? { report.path ?? stepSummary }

    /// Writes the reports, and yields whether all could be.
    private func write(_ report: RunReport) -> Bool {
        var isWhole = true
        for argument in reports {
            guard let path = path(of: argument) else { continue }
            let text = argument.format.text(of: report)
            do throws(StoreError) {
                // What other steps have written there stays.
                if argument.format == .github {
                    try NewFiles.append(text, to: path)
                } else {
                    try NewFiles.replace(path, with: text)
                }
            } catch {
                console.report(error)
                isWhole = false
            }
        }
        return isWhole
    }
}
