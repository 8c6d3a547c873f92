import Testing
import UpkeepSource
import UpkeepYAML

/// Each limit just below and just above, and the files that limits are for.
struct LimitTests {
    private func limits(_ change: (inout YAMLLimits) -> Void) -> YAMLLimits {
        var limits = YAMLLimits.standard
        change(&limits)
        return limits
    }

    @Test func fileBytes() {
        let limits = limits { $0.fileBytes = 6 }
        #expect(parse("a: 12\n", limits: limits).codes == [])
        let file = parse("a: 123\n", limits: limits)
        #expect(file.codes == ["file-too-large"])
        #expect(!file.isComplete)
    }

    @Test func scalarBytes() {
        let limits = limits { $0.scalarBytes = 3 }
        #expect(parse("a: abc\nb: 'def'\n", limits: limits).codes == [])
        #expect(
            parse("a: abcd\nb: \"defg\"\n", limits: limits).places == [
                "1:4 scalar-too-large", "2:4 scalar-too-large",
            ]
        )
    }

    @Test func documents() {
        let limits = limits { $0.documents = 2 }
        #expect(parse("--- a\n--- b\n", limits: limits).codes == [])
        let file = parse("--- a\n--- b\n--- c\n--- d\n", limits: limits)
        #expect(file.places == ["3:1 too-many-documents"])
        #expect(file.documents.count == 2)
        #expect(!file.isComplete)
    }

    @Test func depth() {
        let limits = limits { $0.depth = 3 }
        #expect(parse("a: [{b: c}]\n", limits: limits).codes == [])
        let file = parse("x\n---\na: [{b: []}]\n", limits: limits)
        #expect(file.places == ["3:9 too-deep"])
        #expect(file.documents.count == 1)
        #expect(!file.isComplete)
    }

    @Test func depthThroughAliases() {
        let limits = limits { $0.depth = 3 }
        #expect(parse("a: &a [[]]\nb: *a\n", limits: limits).codes == [])
        #expect(parse("a: &a [[]]\nb: [*a]\n", limits: limits).places == ["2:5 too-deep"])
    }

    @Test func aliasExpansion() {
        let limits = limits { $0.aliasExpansion = 6 }
        #expect(parse("a: &a [1, 2]\nb: [*a, *a]\n", limits: limits).codes == [])
        #expect(
            parse("a: &a [1, 2]\nb: [*a, *a, *a]\n", limits: limits).places == [
                "2:13 alias-expansion"
            ]
        )
        #expect(
            parse("a: &a [1, 2]\nb: &b [*a]\nc: *b\n", limits: limits).places == [
                "3:4 alias-expansion"
            ]
        )
    }

    @Test func billionLaughs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<30 {
            let alias = "*a\(level - 1)"
            text +=
                "a\(level): &a\(level) ["
                + Array(repeating: alias, count: 10).joined(separator: ", ") + "]\n"
        }
        let file = parse(text)
        #expect(file.codes == ["alias-expansion"])
        #expect(file.documents.isEmpty)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "[{"])
    func deepNesting(_ opening: String) {
        let file = parse(String(repeating: opening, count: 10_000))
        #expect(file.codes.contains("too-deep"))
        #expect(!file.isComplete)
    }

    @Test func manyErrors() {
        let file = parse(String(repeating: "- ~\n", count: 5_000))
        #expect(file.diagnostics.errorCount == Diagnostics.shownErrors + 1)
        #expect(file.codes.last == "too-many-errors")
        #expect(!file.isComplete)
    }

    @Test func manyKeys() {
        var text = (0..<1_000).map { "key-\($0): \($0)\n" }.joined()
        #expect(parse(text).codes == [])
        text += "key-7: x\n\"key-\\x33\": y\n"
        #expect(parse(text).places == ["1001:1 duplicate-key", "1002:1 duplicate-key"])
    }

    @Test func oneLongLine() {
        let text = "[" + Array(repeating: "é: ü", count: 100_000).joined(separator: ", ") + "]"
        let file = parse(text)
        #expect(file.codes == [])
        #expect(file.documents.first?.root?.count == 100_000)
        #expect(file.documents.first?.root?.elements.allSatisfy { $0["é"]?.text == "ü" } == true)
    }
}
