import Testing
import UpkeepSource
import UpkeepYAML

/// A mistake: the marked stretch is what the only diagnostic points at.
struct Refusal: CustomTestStringConvertible, Sendable {
    let code: String
    let yaml: String

    init(_ code: String, _ yaml: String) {
        self.code = code
        self.yaml = yaml
    }

    var testDescription: String { "\(code): \(yaml)" }

    static let all: [Refusal] = policy + aliases + syntax + characters

    static let policy = [
        Refusal("duplicate-key", "a: 1\nb: 2\n⟦a⟧: 3\n"),
        Refusal("duplicate-key", "{a: 1, ⟦\"a\"⟧: 2}"),
        Refusal("duplicate-key", "\"\\x61\": 1\n⟦a⟧: 2\n"),
        Refusal("tag", "a: ⟦!!str⟧ 1\n"),
        Refusal("tag", "a: ⟦!custom⟧\n  b: 1\n"),
        Refusal("tag", "a: ⟦!<tag:example.com,2000:x>⟧ 1\n"),
        Refusal("tag", "a: ⟦!!null⟧\n"),
        Refusal("tag", "a: &b ⟦!!str⟧ 1\n"),
        Refusal("tag", "a: ⟦!⟧e!b 1\n"),
        Refusal("merge-key", "a:\n  ⟦<<⟧: b\n"),
        Refusal("merge-key", "a: {⟦<<⟧: b}\n"),
        Refusal("null-value", "a:⟦⟧\nb: 1\n"),
        Refusal("null-value", "a:⟦⟧ # nothing\nb: 1\n"),
        Refusal("null-value", "a: ⟦~⟧\n"),
        Refusal("null-value", "a: ⟦null⟧\n"),
        Refusal("null-value", "a: ⟦Null⟧\n"),
        Refusal("null-value", "a: ⟦NULL⟧\n"),
        Refusal("null-value", "⟦null⟧: a\n"),
        Refusal("null-value", "-⟦⟧\n- a\n"),
        Refusal("null-value", "[a, ⟦~⟧]\n"),
        Refusal("null-value", "{a⟦⟧}\n"),
        Refusal("null-value", "⟦~⟧"),
        Refusal("complex-key", "? ⟦[⟧a, b]\n: c\n"),
        Refusal("complex-key", "? ⟦a⟧: b\n: c\n"),
        Refusal("directive", "⟦%YAML 1.2⟧\n---\na: 1\n"),
        Refusal("directive", "⟦%TAG ! tag:example.com,2000:⟧\n---\na: 1\n"),
        Refusal("directive", "⟦%OTHER thing⟧\n---\na: 1\n"),
        Refusal("directive", "a: 1\n...\n⟦%YAML 1.2⟧\n---\nb: 1\n"),
    ]

    static let aliases = [
        Refusal("unknown-alias", "a: ⟦*b⟧\n"),
        Refusal("unknown-alias", "a: &b 1\n---\nc: ⟦*b⟧\n"),
        Refusal("unknown-alias", "a: ⟦*b⟧\nc: &b 1\n"),
        Refusal("recursive-alias", "a: &b [1, ⟦*b⟧]\n"),
        Refusal("recursive-alias", "&a\nb:\n  c: ⟦*a⟧\n"),
        Refusal("duplicate-anchor", "a: &b 1\nc: ⟦&b⟧ 2\n"),
        Refusal("alias-key", "a: &b 1\n⟦*b⟧ : c\n"),
    ]

    static let syntax = [
        Refusal("yaml-syntax", "a: 1\n⟦\t⟧b: 2\n"),
        Refusal("yaml-syntax", "a: b⟦:⟧ c\n"),
        Refusal("yaml-syntax", "a: \"b\n⟦⟧"),
        Refusal("yaml-syntax", "a: ⟦@⟧b\n"),
        Refusal("yaml-syntax", "a: [1, 2⟦⟧"),
        Refusal("yaml-syntax", "a:\n  b: 1\n ⟦c⟧: 2\n"),
        Refusal("yaml-syntax", "[a, b]⟦#⟧c\n"),
        Refusal("yaml-syntax", "[a,⟦#⟧c\n b]\n"),
        Refusal("yaml-syntax", "a: \"b\"⟦#⟧ c\n"),
        Refusal("yaml-syntax", "a: [b,\n⟦c⟧]\n"),
        Refusal("yaml-syntax", "a: \"b\n⟦c⟧\"\n"),
        Refusal("yaml-syntax", "a:\n  b: 'c\n  ⟦d⟧'\n"),
        Refusal("yaml-syntax", "- [\n⟦\t⟧a]\n"),
        Refusal("yaml-syntax", "a: [⟦-⟧]\n"),
        Refusal("yaml-syntax", "a: |\n⟦   ⟧\n b\n"),
        Refusal("yaml-syntax", "a: >⟦#⟧ b\n  c\n"),
        Refusal("yaml-syntax", "{⟦?a⟧: b}\n"),
        Refusal("yaml-syntax", "a: ⟦&b:c⟧ d\n"),
        Refusal("yaml-syntax", "a: \"\\u⟦\"⟧"),
        Refusal("yaml-syntax", "a: \"\\u⟦d⟧800\""),
    ]

    static let characters = [
        Refusal("forbidden-character", "a: b⟦\u{0}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{1B}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{7F}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\r⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{85}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{9F}⟧c\n"),
        Refusal("forbidden-character", "# é⟦\u{202E}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{2028}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{2066}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{61C}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{FEFF}⟧c\n"),
        Refusal("forbidden-character", "a: b⟦\u{FFFF}⟧c\n"),
    ]
}

struct RefusalTests {
    @Test(arguments: Refusal.all)
    func isTheOnlyProblem(_ refusal: Refusal) {
        let text = MarkedText(refusal.yaml)
        let file = YAML.parse(text.file)
        #expect(file.codes == [refusal.code])
        let range = file.diagnostics.all.first?.range
        #expect(range == text.ranges.first.map { text.file.range($0) })
        #expect(file.diagnostics.all.allSatisfy { !$0.message.isEmpty && $0.severity == .error })
    }

    /// Every code has an example above, but for those with a test of their own in `LimitTests`, `JSONDocumentTests` and
    /// `ByteCheckTests`.
    @Test func coversAllCodes() {
        let elsewhere: Set = [
            "alias-expansion", "file-too-large", "invalid-utf8", "json-syntax", "scalar-too-large",
            "too-deep",
            "too-many-documents", "too-many-errors", "utf-16",
        ]
        let words = DiagnosticCode.yamlCodes.map(\.word)
        #expect(Set(words) == elsewhere.union(Refusal.all.map(\.code)))
        #expect(words.count == Set(words).count)
        #expect(DiagnosticCode.yamlCodes.allSatisfy { $0.explanation.hasSuffix(".") })
    }

    @Test func goesOnAfterRefusals() {
        let file = parse("a: ~\nb: !x 1\na: 2\nc: *d\n<<: {}\n? [e]\n: f\n")
        #expect(
            file.places == [
                "1:4 null-value", "2:4 tag", "3:1 duplicate-key", "4:4 unknown-alias",
                "5:1 merge-key",
                "6:3 complex-key",
            ]
        )
        #expect(file.isComplete)
        #expect(file.documents.first?.root?.outline == "{a: !, b: 1, !: 2, c: !, !: {}, [e]: f}")
    }

    @Test func namesTheFirstOfTwoKeys() {
        let notes = parse("a: 1\na: 2\n").diagnostics.all.flatMap(\.notes)
        #expect(
            notes.map { "\($0.message) \($0.range?.description ?? "")" } == [
                "the first one is here test.yaml:1:1"
            ]
        )
    }

    @Test func suggestsAnAnchor() {
        let file = parse("a: &labels 1\nb: *lables\n")
        #expect(
            file.diagnostics.all.map(\.message)
                == ["no anchor \"&lables\" stands before this alias; did you mean \"*labels\"?"]
        )
    }

    @Test func keepsDocumentsBeforeASyntaxError() {
        let file = parse("a: 1\n---\nb: 2\n---\nc: [\n")
        #expect(file.documents.map { $0.root?.outline } == ["{a: 1}", "{b: 2}"])
        #expect(!file.isComplete)
        #expect(file.codes == ["yaml-syntax"])
    }

    @Test func readsEscapesOfForbiddenCharacters() {
        let file = parse(#"a: "\0\x1b\u202e\uFEFF""#)
        #expect(file.diagnostics.isEmpty)
        #expect(file.documents.first?.root?["a"]?.text == "\u{0}\u{1B}\u{202E}\u{FEFF}")
    }

    @Test(arguments: [
        "a: [\n  b\n]\n", "a: {\n  b: 1,\n\n# c\n  d: 2\n}\n", "[a,\nb]\n", "\"a\nb\"\n",
        "a: x#y\n",
    ])
    func acceptsWhatEverybodyWrites(_ yaml: String) {
        #expect(parse(yaml).codes == [])
    }
}
