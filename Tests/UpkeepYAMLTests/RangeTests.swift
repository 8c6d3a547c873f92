import Testing
import UpkeepSource
import UpkeepYAML

/// Where nodes stand: every node is marked, in the order in which they begin.
struct RangeTests {
    @Test(arguments: [
        "⟦⟦a⟧: ⟦b⟧⟧\n",
        "# c\n⟦⟦a⟧: ⟦\"b\"⟧ # c\n⟦'d'⟧: ⟦'e''f'⟧⟧ # c\n",
        "⟦⟦a⟧:\n  ⟦⟦b⟧: ⟦c d⟧⟧\n\n# c\n⟦e⟧: ⟦f⟧⟧\n",
        "⟦- ⟦a⟧\n- ⟦- ⟦b⟧\n  - ⟦c⟧⟧\n- ⟦⟦d⟧: ⟦e⟧⟧⟧\n\n",
        "⟦⟦a⟧:\n⟦- ⟦b⟧\n- ⟦c⟧⟧\n⟦d⟧: ⟦e⟧⟧\n",
        "⟦⟦a⟧: ⟦[⟦b⟧, ⟦{⟦c⟧: ⟦d⟧}⟧, ⟦⟦e⟧: ⟦f⟧⟧, ]⟧⟧\n",
        "⟦⟦a⟧: ⟦{}⟧\n⟦b⟧: ⟦[ ]⟧\n⟦c⟧: ⟦\"\"⟧⟧\n",
        "⟦⟦a⟧: ⟦|\n  b\n\n  c⟧\n\n⟦d⟧: ⟦>-\n  e⟧⟧\n",
        "⟦⟦a⟧: &x ⟦b⟧\n⟦c⟧: &y\n  ⟦⟦d⟧: ⟦*x⟧⟧\n⟦e⟧: &z ⟦[⟦f⟧]⟧⟧\n",
        "⟦⟦a⟧: ⟦b\n  c⟧\n⟦d⟧: ⟦\"e\n  f\"⟧⟧\n",
        "⟦? ⟦a⟧\n: ⟦b⟧⟧\n",
        "⟦[⟦? ⟦a⟧ : ⟦b⟧⟧]⟧\n",
        "⟦⟦é⟧: ⟦ü 😀⟧ # 日本\n⟦日本⟧: ⟦[⟦😀⟧, ⟦\"ß\"⟧]⟧⟧\n",
        "\u{FEFF}⟦⟦a⟧: ⟦b⟧\n⟦é⟧: ⟦d⟧⟧\n",
        "\u{FEFF}# x\r\n⟦⟦a⟧: ⟦b⟧\r\n⟦c⟧:\r\n  ⟦- ⟦d⟧⟧⟧\r\n",
    ])
    func marked(_ marked: String) throws {
        let text = MarkedText(marked)
        let file = YAML.parse(text.file)
        #expect(file.codes == [])
        let root = try #require(file.documents.first?.root)
        #expect(root.all.map(\.offsets) == text.ranges)
    }

    @Test func pointsIntoTheFileBehindManyCharacters() throws {
        let text = (0..<2_000).map { "ключ-\($0): [😀, \"ß\($0)\"] # é\n" }.joined()
        let source = SourceFile(path: "test.yaml", bytes: Array(text.utf8))
        let root = try #require(YAML.parse(source).documents.first?.root)
        for (number, entry) in root.entries.enumerated() {
            let key = String(decoding: source.bytes[entry.key.offsets], as: UTF8.self)
            #expect(key == "ключ-\(number)")
            #expect(entry.value.outline == "[😀, 'ß\(number)']")
            #expect(entry.value.line == number + 1)
        }
    }

    @Test func readsAManifest() throws {
        let file = parse(manifest)
        #expect(file.codes == [])
        #expect(file.isComplete)
        let root = try #require(file.documents.first?.root)
        #expect(
            root["monitors"]?.outline == """
                {api-gateway: {name: 'API Gateway', labels: {team: core, 'tier': 'one's'}, timeout: 1h30m}, \
                docs: {labels: {team: core, 'tier': 'one's'}, regions: [eu, us]}}
                """
        )
        let message = root["maintenances"]?["db-upgrade"]?["message"]
        #expect(message?.text == "Writes pause for up to ten minutes.\n\nSorry.\n")
        #expect(message?.range.description == "test.yaml:19:14")
        #expect(root["monitors"]?["docs"]?["labels"]?.isAlias == true)
    }

    @Test func readsDocuments() {
        let file = parse("a: 1\n---\n---\nb: 2\n...\n# c\n")
        #expect(file.codes == [])
        #expect(file.documents.map { $0.root?.outline } == ["{a: 1}", nil, "{b: 2}"])
    }

    @Test(arguments: ["", "\n", "# only a comment\n", "\u{FEFF}", "  \r\n  \n"])
    func readsNothing(_ text: String) {
        let file = parse(text)
        #expect(file.codes == [])
        #expect(file.documents.isEmpty)
        #expect(file.isComplete)
    }
}
