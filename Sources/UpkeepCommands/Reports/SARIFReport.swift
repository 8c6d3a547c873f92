import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// The findings as a log of static analysis (SARIF 2.1.0, OASIS).
enum SARIFReport {
    private static let schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

    static func render(_ report: RunReport) -> String {
        let findings = report.findings
        let codes = Set(findings.map(\.diagnostic.code)).sorted { $0.word < $1.word }
        let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1.word, $0) })
        let run = Value.map([
            // Columns count code points, as everywhere in Upkeep (section 3.14.17).
            "columnKind": "unicodeCodePoints",
            "invocations": .list([
                .map([
                    "executionSuccessful": .boolean(report.status.isVerdict),
                    "exitCode": .integer(Int(report.status.rawValue)),
                ])
            ]),
            "results": .list(
                findings.map { result($0, places[$0.code] ?? 0, report) }
            ),
            "tool": .map([
                "driver": .map([
                    "name": "upkeep",
                    "rules": .list(codes.map(rule)),
                    "version": .text(Version.number),
                ])
            ]),
        ])
        return Value.map([
            "$schema": .text(schema), "runs": .list([run]), "version": "2.1.0",
        ]).indentedJSON
    }

    private static func rule(_ code: DiagnosticCode) -> Value {
        .map([
            "fullDescription": .map(["text": .text(code.explanation)]),
            "help": .map(["text": .text("upkeep explain \(code.word)")]),
            "id": .text(code.word),
            "shortDescription": .map([
                "text": .text(code.word.split(separator: "-").joined(separator: " "))
            ]),
        ])
    }

    private static func result(_ finding: Finding, _ rule: Int, _ report: RunReport) -> Value {
        let related = finding.diagnostic.notes.compactMap { note in
            note.range.map { range -> Value in
                let path = report.checkout.path(below: range.path)
                return .map([
                    "message": .map(["text": .text(note.message.printable)]),
                    "physicalLocation": physicalLocation(path, range),
                ])
            }
        }
        let location = finding.range.map { range in
            Value.list([
                .map(["physicalLocation": physicalLocation(finding.path ?? range.path, range)])
            ])
        }
        return .map([
            "level": .text(finding.isError ? "error" : "warning"),
            "locations": location,
            "message": .map(["text": .text(finding.text)]),
            "partialFingerprints": .map(["upkeep/v1": .text(finding.fingerprint)]),
            "relatedLocations": related.isEmpty ? nil : .list(related),
            "ruleId": .text(finding.code),
            "ruleIndex": .integer(rule),
        ])
    }

    private static func physicalLocation(_ path: String, _ range: SourceRange) -> Value {
        .map([
            "artifactLocation": .map(["uri": .text(reference(path))]),
            "region": .map([
                "endColumn": .integer(range.end.column),
                "endLine": .integer(range.end.line),
                "startColumn": .integer(range.start.column),
                "startLine": .integer(range.start.line),
            ]),
        ])
    }

    /// The path as a relative reference (RFC 3986, section 4.2).
    private static func reference(_ path: String) -> String {
        var reference = ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                reference.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                reference += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return reference
    }
}
