import UpkeepSource

/// Workflow commands of GitHub Actions: they stand on standard output, between other lines.
///
/// Source of the form: the documentation of workflow commands, "Setting an error message" and "Stopping and starting
/// workflow commands".
enum GitHubReport {
    /// The result between guards, so that nothing in it is taken for a command, and the annotations behind it.
    ///
    /// `token` must not be known to whoever wrote the manifests.
    static func guarded(_ result: String, token: String) -> String {
        let end = result.isEmpty || result.hasSuffix("\n") ? "" : "\n"
        return "::stop-commands::\(token)\n\(result)\(end)::\(token)::\n"
    }

    /// An annotation for each finding, a line each.
    static func annotations(of report: RunReport) -> String {
        report.findings.map { annotation($0) + "\n" }.joined()
    }

    private static func annotation(_ finding: Finding) -> String {
        var properties = [("title", "upkeep: \(finding.code)")]
        if let range = finding.range, let path = finding.path {
            properties.append(("file", path.printable))
            properties.append(("line", String(range.start.line)))
            properties.append(("endLine", String(range.end.line)))
            // Columns are shown only within one line.
            if range.start.line == range.end.line {
                properties.append(("col", String(range.start.column)))
                properties.append(("endColumn", String(range.end.column)))
            }
        }
        let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }
        let word = finding.isError ? "error" : "warning"
        return "::\(word) \(list.joined(separator: ","))::\(escaped(finding.text))"
    }

    /// The text as a command takes it: percent signs and line breaks as in a URL, in a property also colons and commas.
    private static func escaped(_ text: String, isProperty: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            case ":" where isProperty: escaped += "%3A"
            case "," where isProperty: escaped += "%2C"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
