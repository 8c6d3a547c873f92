import Testing
import UpkeepSource

/// A problem that a test expects at a mark.
package struct Expected: Sendable {
    let mark: Character
    let code: String
    /// A part of the message, where the test cares.
    let message: String?

    /// `mark` is one of 1️⃣ to 9️⃣ in the text; the problem begins there.
    package init(_ mark: Character, _ code: String, _ message: String? = nil) {
        self.mark = mark
        self.code = code
        self.message = message
    }
}

/// Text whose marks say where problems belong.
package struct MarkedText {
    package let text: String
    /// The places of the marks, as if the marks were not there.
    package let places: [Character: SourcePosition]

    package init(_ marked: String) {
        var text = ""
        var places: [Character: SourcePosition] = [:]
        var line = 1
        var column = 1
        for character in marked {
            if character.unicodeScalars.contains("\u{20E3}") {
                places[character] = SourcePosition(line: line, column: column)
                continue
            }
            text.append(character)
            if character == "\n" {
                line += 1
                column = 1
            } else {
                column += character.unicodeScalars.count
            }
        }
        self.text = text
        self.places = places
    }
}

/// Checks that manifests have exactly the problems that a test names, each where its mark stands.
///
/// A problem that the test does not name fails it as much as one that does not show up.
package func check(
    _ marked: String,
    _ expected: Expected...,
    now: String = "2026-11-23T12:00:00Z",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let marked = MarkedText(marked)
    let found = TestManifests(marked.text, now: time(now)).diagnostics.sorted
    var rest = found
    for problem in expected {
        guard let place = marked.places[problem.mark] else {
            Issue.record("no mark \(problem.mark)", sourceLocation: sourceLocation)
            continue
        }
        let index = rest.firstIndex { diagnostic in
            diagnostic.code.word == problem.code && diagnostic.range?.start == place
                && (problem.message.map { diagnostic.message.contains($0) } ?? true)
        }
        if let index {
            rest.remove(at: index)
        } else {
            let all = found.map(\.outline).joined(separator: "\n")
            Issue.record(
                "\(problem.code) is not at \(place.line):\(place.column); found:\n\(all)",
                sourceLocation: sourceLocation
            )
        }
    }
    for diagnostic in rest {
        Issue.record("nobody expects \(diagnostic.outline)", sourceLocation: sourceLocation)
    }
}

extension Diagnostic {
    /// The diagnostic on one line, for tests.
    package var outline: String {
        "\(range.map { "\($0)" } ?? "-"): \(severity.rawValue)[\(code.word)]: \(message)"
    }
}
