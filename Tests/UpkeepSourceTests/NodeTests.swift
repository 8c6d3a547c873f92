import Testing
import UpkeepSource

struct NodeTests {
    private let file = SourceFile(path: "a.yaml", bytes: Array("a: [b, 'c']\nd: \"\\x41\"\n".utf8))

    /// The tree of `file`; `d` stands for `"A"`, and an alias and a refused value follow that the
    /// text does not show.
    private var tree: NodeTree {
        var builder = NodeTreeBuilder(file: file)
        builder.beginMapping(at: 0)
        builder.addScalar(at: 0..<1, text: 0..<1, isPlain: true)
        builder.beginSequence(at: 3)
        builder.addScalar(at: 4..<5, text: 4..<5, isPlain: true)
        builder.addScalar(at: 7..<10, text: 8..<9, isPlain: false)
        builder.end(at: 11)
        builder.addScalar(at: 12..<13, text: 12..<13, isPlain: true)
        builder.addScalar(at: 15..<21, decoding: Array("A".utf8), isPlain: false)
        builder.addScalar(at: 12..<13, decoding: Array("alias".utf8), isPlain: true)
        builder.addAlias(at: 15..<21, to: 2)
        builder.addRefused(at: 21..<21)
        builder.addRefused(at: 21..<21)
        builder.end(at: 21)
        return builder.finish()
    }

    @Test func mapping() throws {
        let root = try #require(tree.root)
        #expect(root.shape == .mapping)
        #expect(root.count == 4)
        #expect(root.offsets == 0..<21)
        #expect(root.entries.map(\.key.text) == ["a", "d", "alias", ""])
        #expect(root.text == "" && root.textLength == 0)
        #expect(Array(root.elements).isEmpty)
        #expect(root["x"] == nil)
    }

    @Test func sequence() throws {
        let list = try #require(tree.root?["a"])
        #expect(list.shape == .sequence)
        #expect(list.count == 2)
        #expect(list.elements.map(\.text) == ["b", "c"])
        #expect(list.elements.map(\.isPlain) == [true, false])
        #expect(list.elements.map(\.offsets) == [4..<5, 7..<10])
        #expect(Array(list.entries).isEmpty)
    }

    @Test func decodedScalar() throws {
        let node = try #require(tree.root?["d"])
        #expect(node.shape == .scalar)
        #expect(node.text == "A" && node.textLength == 1)
        #expect(node.hasText("A") && !node.hasText("B") && !node.hasText("AB"))
        #expect(node.range.description == "a.yaml:2:4")
        #expect(node.line == 2)
    }

    @Test func alias() throws {
        let node = try #require(tree.root?["alias"])
        #expect(node.isAlias)
        #expect(node.shape == .sequence)
        #expect(node.offsets == 15..<21)
        #expect(node.elements.map(\.text) == ["b", "c"])
    }

    @Test func refused() throws {
        let entry = try #require(tree.root?.entries.first { $0.key.isRefused })
        #expect(entry.value.isRefused && entry.value.shape == .scalar && entry.value.text == "")
        #expect(!entry.value.hasText(""))
        #expect(tree.root?["a"]?.isRefused == false)
    }

    @Test func emptyTree() {
        #expect(NodeTreeBuilder(file: file).finish().root == nil)
    }

    @Test func builderKnowsWhatItHolds() {
        var builder = NodeTreeBuilder(file: file, expectedNodes: 2)
        #expect((builder.depth, builder.nextIndex) == (0, 0))
        builder.beginSequence(at: 3)
        builder.addScalar(at: 4..<5, text: 4..<5, isPlain: true)
        builder.addScalar(at: 7..<10, decoding: Array("b".utf8), isPlain: false)
        #expect((builder.depth, builder.nextIndex) == (1, 3))
        let text: [UInt8] = Array("b".utf8)
        let holds = (0..<3).map { builder.hasText(text.span, at: $0) }
        #expect(holds == [false, true, true])
        let hash = NodeTreeBuilder.hash(text.span)
        #expect(builder.hash(ofText: 1) == hash && builder.hash(ofText: 2) == hash)
        #expect(builder.offsets(ofNode: 2) == 7..<10)
    }
}
