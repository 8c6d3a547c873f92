import Testing
import UpkeepSource

struct SourceFileTests {
    private func file(_ text: String) -> SourceFile {
        SourceFile(path: "a.yaml", bytes: Array(text.utf8))
    }

    @Test(arguments: [
        (0, 1, 1), (1, 1, 2), (3, 1, 4), (4, 2, 1), (5, 2, 2), (6, 2, 3), (7, 3, 1), (100, 3, 1),
    ])
    func positions(_ offset: Int, _ line: Int, _ column: Int) {
        #expect(
            file("abc\nde\n").position(at: offset) == SourcePosition(line: line, column: column)
        )
    }

    @Test func countsATabAsOneColumn() {
        #expect(file("\t\tx").position(at: 2) == SourcePosition(line: 1, column: 3))
    }

    @Test func knowsEveryLineEnd() {
        let file = file("a\r\nb\rc\nd")
        #expect(file.lineCount == 4)
        #expect((1...4).map { file.text(ofLine: $0) } == ["a", "b", "c", "d"])
        #expect((1...4).map { file.lineStart($0) } == [0, 3, 5, 7])
        #expect(file.lineNumber(at: 2) == 1)
        #expect(file.lineNumber(at: 3) == 2)
    }

    @Test func countsScalarsNotBytes() {
        let file = file("é😀x\n日本")
        #expect(file.position(at: 6) == SourcePosition(line: 1, column: 3))
        #expect(file.position(at: 14) == SourcePosition(line: 2, column: 3))
    }

    @Test func emptyFileHasOneLine() {
        let file = file("")
        #expect(file.lineCount == 1)
        #expect(file.text(ofLine: 1) == "")
        #expect(file.range(0..<0).description == "a.yaml:1:1")
    }

    @Test func showsWhatIsNotUTF8() {
        #expect(SourceFile(path: "a", bytes: [0x61, 0xFF]).text(ofLine: 1) == "a\u{FFFD}")
    }

    @Test func doesNotShowEndlessLines() {
        #expect(file("short").excerpt(ofLine: 1) == "short")
        #expect(file(String(repeating: "x", count: 100_000)).excerpt(ofLine: 1) == nil)
    }

    @Test func rangesAreOrdered() {
        let first = file("a\nb").range(0..<1)
        let second = file("a\nb").range(2..<3)
        let other = SourceFile(path: "b.yaml", bytes: [0x61]).range(0..<1)
        #expect([other, second, first].sorted() == [first, second, other])
    }
}
