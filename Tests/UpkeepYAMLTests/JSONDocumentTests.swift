import Testing
import UpkeepSource
import UpkeepYAML

/// The parser of other systems' JSON.
struct JSONDocumentTests {
    private func json(_ text: String, limits: YAMLLimits = .foreign) -> YAMLFile {
        JSONDocument.parse(SourceFile(path: "test.json", bytes: Array(text.utf8)), limits: limits)
    }

    /// What libyaml makes of the same.
    private func yaml(_ text: String) -> YAMLFile {
        YAML.parse(
            SourceFile(path: "test.json", bytes: Array(text.utf8)),
            limits: .foreign,
            as: .foreign
        )
    }

    private static let texts = [
        "{}", "[]", "0", "-0.5e+3", "true", "null", "\"\"", "\u{FEFF}{\"a\": 1}",
        #"{"a": [1, 2.5, {"b": null}], "c": "d\u00e9\n\"\\\/", "e": false}"#,
        #"["\u00e9", "é", "a\tb"]"#,
        " \n[\t1 ,\r\n2 ] ",
        #"{"a": {"a": {"a": []}}}"#,
    ]

    @Test(arguments: texts)
    func readsAsYAMLDoes(_ text: String) throws {
        let file = json(text)
        #expect(file.codes == [])
        let root = try #require(file.documents.first?.root)
        let other = try #require(yaml(text).documents.first?.root)
        #expect(root.outline == other.outline)
        #expect(root.all.map(\.range) == other.all.map(\.range))
    }

    @Test(arguments: [
        "⟦⟧", "⟦n⟧ul", "[1⟦⟧", "[1,⟦]⟧", "{\"a\" ⟦1⟧}", "{⟦a⟧: 1}", "{\"a\": 1,⟦}⟧", "[1] ⟦x⟧",
        "[⟦0⟧1]", "[⟦1⟧.]",
        "[⟦-⟧]", "[⟦1⟧e]", "[⟦+⟧1]", "[\"a⟦⟧", "[\"\\⟦x⟧\"]", "[\"\\u12⟦g⟧4\"]", "[⟦'⟧a']",
        "[⟦N⟧aN]", "⟦<⟧html>",
    ])
    func refusesWhatIsNone(_ marked: String) {
        let text = MarkedText(marked)
        let file = JSONDocument.parse(text.file)
        #expect(file.codes == ["json-syntax"])
        #expect(!file.isComplete && file.documents.isEmpty)
        let start = text.ranges.first.map { text.file.position(at: $0.lowerBound) }
        #expect(file.diagnostics.all.first?.range?.start == start)
    }

    @Test func tellsThePlace() {
        #expect(json("{\"a\": 1,\n \"b\": tru}").places == ["2:7 json-syntax"])
    }

    @Test func lastOfEqualKeysCounts() {
        let file = json(#"{"a": 1, "b": 2, "\u0061": 3}"#)
        #expect(file.places == ["1:18 duplicate-key"])
        #expect(file.documents.first?.root?["a"]?.text == "3")
    }

    @Test func halfOfAPairIsReplaced() {
        #expect(
            json(#"["\ud83d\ude00", "\ud83d", "\ude00", "\ud83dx"]"#).documents.first?.root?.outline
                == "['\u{1F600}', '\u{FFFD}', '\u{FFFD}', '\u{FFFD}x']"
        )
    }

    @Test func limitsHold() {
        var limits = YAMLLimits.foreign
        limits.depth = 3
        #expect(json("[[[1]]]", limits: limits).codes == [])
        #expect(json("[[[{}]]]", limits: limits).codes == ["too-deep"])
        limits.scalarBytes = 3
        #expect(json(#"["abc"]"#, limits: limits).codes == [])
        #expect(json(#"["abcd"]"#, limits: limits).codes == ["scalar-too-large"])
        limits.fileBytes = 4
        #expect(json("[ 1 ]", limits: limits).codes == ["file-too-large"])
        let open = String(repeating: "[", count: 200_000)
        #expect(json(open).codes == ["too-deep"])
    }

    @Test func valuesAreCounted() {
        let file = SourceFile(path: "test.json", bytes: Array(#"{"a": [1, 2]}"#.utf8))
        #expect(JSONDocument.parse(file, nodeLimit: 5).codes == [])
        #expect(JSONDocument.parse(file, nodeLimit: 4).codes == ["file-too-large"])
    }

    @Test func bytesThatAreNoTextAreRefused() {
        let file = JSONDocument.parse(SourceFile(path: "test.json", bytes: [0x22, 0xFF, 0x22]))
        #expect(file.codes == ["invalid-utf8"])
    }
}
