import Testing
import UpkeepSource
import UpkeepYAML

/// One rule of the layout: what somebody writes, and what becomes of it.
struct LayoutPair: CustomTestStringConvertible, Sendable {
    let rule: String
    let before: String
    let after: String

    init(_ rule: String, _ before: String, _ after: String) {
        self.rule = rule
        self.before = before
        self.after = after
    }

    var testDescription: String { rule }
}

/// The text in the canonical layout; nil when it has none.
func layout(_ bytes: [UInt8]) -> [UInt8]? {
    guard case .text(let text) = YAMLLayout.format(SourceFile(path: "test.yaml", bytes: bytes))
    else { return nil }
    return text
}

func layout(_ text: String) -> String? {
    layout(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
}

@Suite struct LayoutTests {
    @Test(arguments: LayoutPair.all)
    func isWrittenAs(_ pair: LayoutPair) {
        let once = layout(pair.before)
        #expect(once == pair.after, "\(once ?? "refused")")
        #expect(once.flatMap { layout($0) } == once)
    }

    @Test(arguments: [
        "a: [1, 2\n", "a: 1\n\tb: 2\n", "a: \"b\"# c\n", "a: [b,\nc]\n", "a: \u{202E}b\n",
        "a: &b:c d\n", "- [-]\n",
    ])
    func isRefusedWhereItIsNotClearWhatItSays(_ text: String) {
        guard
            case .refused(let diagnostics) = YAMLLayout.format(
                SourceFile(path: "test.yaml", bytes: Array(text.utf8))
            )
        else {
            Issue.record("it is laid out: \(layout(text) ?? "unfaithfully")")
            return
        }
        #expect(diagnostics.hasErrors)
    }

    @Test func isRefusedBeyondTheLimits() {
        let file = SourceFile(path: "test.yaml", bytes: Array("a: [b]\n".utf8))
        var (small, flat) = (YAMLLimits(), YAMLLimits())
        small.fileBytes = 6
        flat.depth = 1
        for limits in [small, flat] {
            guard case .refused = YAMLLayout.format(file, limits: limits) else {
                Issue.record("\(limits)")
                continue
            }
        }
    }

    /// What validate refuses while it is still being written can be laid out all the same.
    @Test(arguments: [
        "a:\n", "a: ~\n", "a: !t b\n", "a: 1\na: 2\n", "a: *b\n", "<<: {}\n", "? [a]\n: b\n",
    ])
    func needNotBeAManifest(_ text: String) { #expect(layout(text) == text) }
}
