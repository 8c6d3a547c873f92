import UpkeepSource
import UpkeepStore

/// The findings as tests, one for each manifest and one for the run as a whole: every CI system shows them.
///
/// The form is the one that Jenkins' xUnit plugin has written down (junit-10.xsd).
enum JUnitReport {
    /// How many manifests without a finding are named; the rest are counted as one.
    private static let namedFiles = 1_000

    static func render(_ report: RunReport) -> String {
        let findings = Dictionary(grouping: report.findings) { $0.range?.path ?? "" }
        let clean = report.files.filter { findings[$0] == nil }
        var cases = findings.keys.filter { $0 != "" }.sorted().map {
            testCase($0, findings[$0] ?? [], report)
        }
        cases += clean.prefix(namedFiles).map { testCase($0, [], report) }
        if clean.count > namedFiles {
            cases.append(
                testCase("\(clean.count - namedFiles) more manifests", [], report)
            )
        }
        cases.append(testCase(report.command, findings[""] ?? [], report))
        let failures = cases.count(where: \.isFailure)
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="upkeep" tests="\(cases.count)" failures="\(failures)">
            <testsuite name="upkeep \(report.command)" tests="\(cases.count)" failures="\(failures)" errors="0">
            \(cases.map(\.text).joined())</testsuite>
            </testsuites>

            """
    }

    private static func testCase(
        _ name: String,
        _ findings: [Finding],
        _ report: RunReport
    ) -> (text: String, isFailure: Bool) {
        let errors = findings.filter(\.isError)
        let warnings = findings.filter { !$0.isError }
        let path = report.checkout.path(below: name)
        let head = "<testcase classname=\"upkeep.\(report.command)\" name=\"\(escaped(path))\">"
        var text = head + "\n"
        if !errors.isEmpty {
            let message = errors.count == 1 ? errors[0].text : "\(errors.count) errors"
            text +=
                "<failure type=\"\(errors[0].code)\" message=\"\(escaped(message))\">"
                + escaped(errors.map(line).joined(separator: "\n")) + "</failure>\n"
        }
        if !warnings.isEmpty {
            text +=
                "<system-out>" + escaped(warnings.map(line).joined(separator: "\n"))
                + "</system-out>\n"
        }
        return (text + "</testcase>\n", !errors.isEmpty)
    }

    private static func line(_ finding: Finding) -> String {
        let place = finding.range.map { range in
            "\(finding.path ?? range.path):\(range.start.line):\(range.start.column): "
        }
        let word = finding.isError ? "error" : "warning"
        return "\((place ?? "").printable)\(word)[\(finding.code)]: \(finding.text)"
    }

    /// The text as character data (XML 1.0): what XML has no character for is shown, not sent.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n": escaped += "&#10;"
            case _ where scalar.isObeyed: escaped += String(Character(scalar)).printable
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
