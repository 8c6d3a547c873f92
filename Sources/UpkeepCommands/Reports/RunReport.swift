import UpkeepEngine
import UpkeepKeys
import UpkeepSource
import UpkeepStore

/// What a run has come to, in every form that somebody may ask for.
///
/// All forms are made of the same values, so that none of them can say something else than another; each is made only when
/// somebody asks for it.
struct RunReport {
    /// The command: `validate` or `reconcile`.
    let command: String
    let status: ExitStatus
    let diagnostics: Diagnostics
    /// The manifests that were read, as the user would name them.
    let files: [String]
    /// The checkout that the manifests lie in.
    let checkout: GitHead
    private let makeValue: () -> Value
    private let makeMarkdown: () -> String

    init(
        command: String,
        status: ExitStatus,
        diagnostics: Diagnostics,
        files: [String],
        checkout: GitHead,
        value: @escaping () -> Value,
        markdown: @escaping () -> String
    ) {
        self.command = command
        self.status = status
        self.diagnostics = diagnostics
        self.files = files
        self.checkout = checkout
        makeValue = value
        makeMarkdown = markdown
    }

    /// The document for machines.
    var value: Value { makeValue() }

    /// The comment for people, without the mark that it is found again by.
    var markdown: String { makeMarkdown() }

    /// The severity, code and places of everything that was found, the errors first.
    var findings: [Finding] {
        let sorted = diagnostics.sorted
        let errors = sorted.filter { $0.severity == .error }.prefix(Diagnostics.shownErrors)
        var counts: [String: Int] = [:]
        return (errors + sorted.filter { $0.severity != .error }).map { diagnostic in
            var finding = Finding(diagnostic, in: checkout)
            finding.occurrence = counts[finding.subject, default: 0]
            counts[finding.subject] = finding.occurrence + 1
            return finding
        }
    }
}

/// A diagnostic as CI systems show it: on a line of a file of the repository.
struct Finding {
    let diagnostic: Diagnostic
    /// The file below the root of the checkout; nil for what has no place.
    let path: String?
    /// How many findings before it say the same of the same file.
    fileprivate(set) var occurrence = 0

    init(_ diagnostic: Diagnostic, in checkout: GitHead) {
        self.diagnostic = diagnostic
        path = diagnostic.range.map { checkout.path(below: $0.path) }
    }

    var code: String { diagnostic.code.word }
    var isError: Bool { diagnostic.severity == .error }
    var range: SourceRange? { diagnostic.range }

    /// Everything that there is to say, a line each.
    var text: String {
        let notes = diagnostic.notes.map { note in
            "note: \(note.message)" + (note.range.map { ": \($0)" } ?? "")
        }
        let help = diagnostic.help.map { ["help: \($0)"] } ?? []
        return ([diagnostic.message] + notes + help).map(\.printable).joined(separator: "\n")
    }

    fileprivate var subject: String { "\(code)\0\(path ?? "")\0\(diagnostic.message)" }

    /// Stays the same while the problem does, also when lines move: SHA-256 over code, file, message and occurrence.
    var fingerprint: String { Digest.of("\(subject)\0\(occurrence)") }
}

extension RunReport {
    /// A run that the machine has ended before there was anything to say about manifests.
    init(_ error: StoreError, command: String, checkout: GitHead) {
        let status = ExitStatus(of: error)
        var found = Diagnostics()
        found.report(Diagnostic(error))
        let diagnostics = found
        self.init(
            command: command,
            status: status,
            diagnostics: diagnostics,
            files: [],
            checkout: checkout,
            value: {
                .map([
                    "diagnostics": .list(diagnostics.all.map(\.value)),
                    "exit_status": .integer(Int(status.rawValue)),
                    "format": "upkeep-failure/1",
                ])
            },
            markdown: {
                "## Upkeep: not carried out\n\n" + DiagnosticMarkdown.list(diagnostics)
            }
        )
    }
}

/// A form in which a report is written to a file.
enum ReportFormat: String, CaseIterable {
    case json
    case markdown
    /// Annotations on standard output, and a summary of the step in the file.
    case github
    /// GitLab's code quality report.
    case gitlab
    case sarif
    case junit

    /// What the file holds.
    func text(of report: RunReport) -> String {
        let text =
            switch self {
            case .json: report.value.indentedJSON
            case .markdown: CommentMark(report).text + report.markdown
            case .github: report.markdown
            case .gitlab: GitLabReport.render(report)
            case .sarif: SARIFReport.render(report)
            case .junit: JUnitReport.render(report)
            }
        // A manifest that holds a key is refused, and the line with it is shown; the key is not.
        return KeyFormat.redacted(text)
    }
}
