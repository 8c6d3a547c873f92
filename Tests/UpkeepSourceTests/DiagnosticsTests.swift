import Testing
import UpkeepSource

struct DiagnosticsTests {
    private let code = DiagnosticCode("some-code", "An explanation.")
    private let file = SourceFile(path: "b.yaml", bytes: Array("one\ntwo\n".utf8))

    private func diagnostic(_ message: String, at offsets: Range<Int>) -> Diagnostic {
        Diagnostic(.error, code, message, in: file, at: offsets)
    }

    @Test func sortsByPlace() {
        let other = SourceFile(path: "a.yaml", bytes: Array("x".utf8))
        var all = Diagnostics()
        all.report(diagnostic("third", at: 4..<5))
        all.report(diagnostic("second b", at: 0..<1))
        all.report(diagnostic("second a", at: 0..<1))
        all.report(Diagnostic(.warning, code, "first", in: other, at: 0..<1))
        all.report(Diagnostic(.error, code, "nowhere", at: nil))
        #expect(all.sorted.map(\.message) == ["nowhere", "first", "second a", "second b", "third"])
    }

    @Test func keepsEachOnce() {
        var all = Diagnostics()
        all.report(diagnostic("same", at: 0..<1))
        all.report(diagnostic("same", at: 0..<1))
        var more = Diagnostics()
        more.report(diagnostic("same", at: 0..<1))
        more.report(diagnostic("same", at: 4..<5))
        all.merge(more)
        #expect(all.all.count == 2)
    }

    @Test func counts() {
        var all = Diagnostics()
        #expect(all.isEmpty && !all.hasErrors)
        all.report(Diagnostic(.warning, code, "w", at: nil))
        #expect(!all.isEmpty && !all.hasErrors)
        all.report(diagnostic("e", at: 0..<1))
        #expect(all.hasErrors)
        #expect((all.errorCount, all.warningCount) == (1, 1))
    }

    @Test func showsItsLine() {
        let problem = diagnostic("here", at: 5..<6)
        #expect(problem.excerpt == "two")
        #expect(problem.range?.description == "b.yaml:2:2")
    }

    @Test func codesAreEqualByWord() {
        #expect(code == DiagnosticCode("some-code", "Other words."))
        #expect(code != DiagnosticCode("other-code", "An explanation."))
    }
}
