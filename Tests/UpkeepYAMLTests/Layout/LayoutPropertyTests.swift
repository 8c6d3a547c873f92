import Foundation
import Testing
import UpkeepSource
import UpkeepYAML

/// What holds for the layout of whatever can be read: it says the same, and it is its own layout.
@Suite struct LayoutPropertyTests {
    /// The manifests of the repository, in no particular layout.
    private static let manifests: [[UInt8]] = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        var files: [[UInt8]] = []
        for folder in ["examples", "Tests"] {
            let path = root.appendingPathComponent(folder).path
            for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init()
            where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                // Not YAML, on purpose.
                if name.contains("two-broken-files/manifests/") { continue }
                if let data = FileManager.default.contents(atPath: "\(path)/\(name)") {
                    files.append(Array(data))
                }
            }
        }
        return files
    }()

    @Test func ofTheManifestsHere() {
        #expect(Self.manifests.count > 60)
        for bytes in Self.manifests {
            #expect(hold(bytes), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func ofTheCasesOfTheSuite() {
        var count = 0
        for suiteCase in SuiteCase.all where hold(Array(suiteCase.yaml.utf8), suiteCase.id) {
            count += 1
        }
        // All but what libyaml cannot read, and what is not YAML.
        #expect(count > 250, "\(count)")
    }

    @Test(arguments: 0..<100)
    func ofDamagedFiles(_ seed: Int) {
        var random = SeededGenerator(state: UInt64(seed))
        let texts = Self.manifests + SuiteCase.all.map { Array($0.yaml.utf8) }
        for _ in 0..<20 {
            guard var bytes = texts.randomElement(using: &random) else { return }
            for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&bytes, &random) }
            hold(bytes, "\(seed)")
        }
    }

    private static let insertions = [
        " ", "  ", "\n", "\n\n", " # x\n", "\n  # y\n", "\t", "\r\n", "|\n ", ">+\n\n  ", "- ",
        "? ", ": ", "[", "]",
        "{", "}", ", ", "\"", "'", "&a ", "*a ", "!t ", "---\n", "...\n", "é", "a: ", "\\\n",
        "|2\n    ",
    ]

    private func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        if Bool.random(using: &random) {
            let text = Self.insertions.randomElement(using: &random) ?? ""
            bytes.insert(contentsOf: text.utf8, at: place)
        } else {
            let end = min(bytes.count, place + Int.random(in: 1...8, using: &random))
            bytes.removeSubrange(place..<end)
        }
    }

    /// Lays out a file that can be; false when it cannot.
    @discardableResult
    private func hold(_ bytes: [UInt8], _ name: String = "") -> Bool {
        let file = SourceFile(path: "test.yaml", bytes: bytes)
        let shown = "\(name)\n\(String(decoding: bytes, as: UTF8.self))"
        switch YAMLLayout.format(file) {
        case .refused(let diagnostics):
            #expect(diagnostics.hasErrors, "\(shown)")
            return false
        case .unfaithful:
            Issue.record("unfaithful: \(shown)")
            return false
        case .text(let text):
            let written = String(decoding: text, as: UTF8.self)
            #expect(layout(text) == text, "\(shown)\n=>\n\(written)")
            #expect(meaning(parse(bytes)) == meaning(parse(text)), "\(shown)\n=>\n\(written)")
            // What has no layout, because it would become a document's mark, stays as it is.
            #expect(text.isEmpty || text == bytes || text.last == UInt8(ascii: "\n"))
            return true
        }
    }

    private func meaning(_ file: YAMLFile) -> [String] {
        file.documents.map { $0.root?.outline ?? "" } + file.codes
    }
}
