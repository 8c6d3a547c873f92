import UpkeepEngine
import UpkeepSource

/// A code quality report for GitLab: a list of findings in the form of Code Climate.
///
/// Source of the form: GitLab's documentation, "Code Quality report format".
enum GitLabReport {
    static func render(_ report: RunReport) -> String {
        Value.list(report.findings.map(entry)).indentedJSON
    }

    private static func entry(_ finding: Finding) -> Value {
        .map([
            "check_name": .text(finding.code),
            "description": .text(finding.text),
            "fingerprint": .text(finding.fingerprint),
            "location": .map([
                "lines": .map(["begin": .integer(finding.range?.start.line ?? 1)]),
                // What has no place is about the tree as a whole, and a finding needs a file.
                "path": .text(finding.path ?? "."),
            ]),
            "severity": .text(finding.isError ? "major" : "minor"),
        ])
    }
}
