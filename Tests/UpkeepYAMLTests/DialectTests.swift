import Testing
import UpkeepSource
import UpkeepYAML

/// The YAML of other systems: what manifests may not have is read, and the limits hold all the same.
struct DialectTests {
    private func foreign(_ text: String, limits: YAMLLimits = .foreign) -> YAMLFile {
        YAML.parse(
            SourceFile(path: "test.yaml", bytes: Array(text.utf8)),
            limits: limits,
            as: .foreign
        )
    }

    struct Reading: CustomTestStringConvertible, Sendable {
        let yaml: String
        let outline: String

        init(_ yaml: String, _ outline: String) {
            self.yaml = yaml
            self.outline = outline
        }

        var testDescription: String { yaml }

        static let all = [
            Reading("a: !!str 1\nb: !x {c: 2}\n", "{a: 1, b: {c: 2}}"),
            Reading("a: ~\nb: null\nc:\nd: 1\n", "{a: ~, b: null, c: , d: 1}"),
            Reading("a: !!null\n", "{a: }"),
            Reading("- \n- ~\n", "[, ~]"),
            Reading("~: a\n", "{~: a}"),
            Reading("x: &x {a: 1}\ny:\n  <<: *x\n  b: 2\n", "{x: {a: 1}, y: {<<: {a: 1}, b: 2}}"),
            Reading("%YAML 1.1\n---\na: 1\n", "{a: 1}"),
            Reading("a: &b 1\nc: &b 2\nd: *b\n", "{a: 1, c: 2, d: 2}"),
            Reading("a: \"b\"#c\n", "{a: 'b'}"),
            Reading("a:\n  b: {c: 1,\n d: 2}\n", "{a: {b: {c: 1, d: 2}}}"),
            Reading("a: b\u{202E}c\n", "{a: b\u{202E}c}"),
            Reading("a: 1\rb: 2\n", "{a: 1, b: 2}"),
        ]
    }

    @Test(arguments: Reading.all)
    func readsWhatManifestsRefuse(_ reading: Reading) {
        let file = foreign(reading.yaml)
        #expect(file.codes == [])
        #expect(file.documents.first?.root?.outline == reading.outline)
        #expect(file.isComplete)
        #expect(parse(reading.yaml).diagnostics.hasErrors)
    }

    @Test func lastOfEqualKeysCounts() {
        let file = foreign("a: 1\nb: 2\na: 3\na: 4\n")
        #expect(file.places == ["3:1 duplicate-key", "4:1 duplicate-key"])
        #expect(file.diagnostics.all.allSatisfy { $0.severity == .warning })
        #expect(file.documents.first?.root?["a"]?.text == "4")
        #expect(file.documents.first?.root?.outline == "{!: 1, b: 2, !: 3, a: 4}")
    }

    /// Many keys are looked up in another way.
    @Test func lastOfEqualKeysCountsAmongMany() {
        let many = (0..<40).map { "k\($0): \($0)\n" }.joined()
        let file = foreign(many + "k3: x\nk39: y\nk3: z\n")
        #expect(file.places == ["41:1 duplicate-key", "42:1 duplicate-key", "43:1 duplicate-key"])
        #expect(file.documents.first?.root?["k3"]?.text == "z")
        #expect(file.documents.first?.root?["k39"]?.text == "y")
    }

    @Test func remarksAreFew() {
        let file = foreign(String(repeating: "a: 1\n", count: 5_000))
        #expect(file.diagnostics.warningCount == Diagnostics.shownErrors)
        #expect(file.isComplete && !file.diagnostics.hasErrors)
    }

    @Test func mistakesAreErrors() {
        #expect(foreign("a: *b\n").codes == ["unknown-alias"])
        #expect(foreign("a: &a [*a]\n").codes == ["recursive-alias"])
        #expect(foreign("a: [1\n").codes == ["yaml-syntax"])
        #expect(foreign("{{ a }}: b\n").codes.contains("complex-key"))
        #expect(foreign("a: \u{7}\n").codes == ["forbidden-character"])
    }

    @Test func limitsHold() {
        var limits = YAMLLimits.foreign
        limits.depth = 3
        #expect(foreign("[[[1]]]", limits: limits).codes == [])
        #expect(foreign("[[[[1]]]]", limits: limits).codes == ["too-deep"])
        limits.aliasExpansion = 4
        #expect(foreign("a: &a [1]\nb: [*a, *a]\n", limits: limits).codes == [])
        #expect(
            foreign("a: &a [1]\nb: [*a, *a, *a]\n", limits: limits).codes == ["alias-expansion"]
        )
        limits.fileBytes = 3
        #expect(foreign("a: b", limits: limits).codes == ["file-too-large"])
    }
}
