import FoundationEssentials
import Testing
import UpkeepSource
import UpkeepYAML

/// One case of the public YAML test suite; see `Suite/README.md`.
struct SuiteCase: Decodable {
    let id: String
    let yaml: String
    let fail: Bool
    let json: String?

    static let all: [SuiteCase] = {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let path = "/\(folder)/Suite/cases.json"
        guard let data = FileManager.default.contents(atPath: path),
            let cases = try? JSONDecoder().decode([SuiteCase].self, from: data)
        else { fatalError("cannot read \(path)") }
        return cases
    }()

    /// Whether the file is read without a word, and means what the suite says.
    func isEqual(_ file: YAMLFile) throws -> Bool {
        guard file.diagnostics.isEmpty, let json else { return false }
        return try file.documents.map { $0.root.map { JSONValue($0) } ?? .null }
            == JSONValue.all(in: json)
    }
}

/// Holds the parser to the suite: every case that must be refused is, and each other case means
/// what the suite says or is on the list of what Upkeep refuses.
struct SuiteTests {
    @Test func isWhole() {
        #expect(SuiteCase.all.count == 406)
        #expect(SuiteCase.all.count { $0.fail } == 94)
    }

    @Test func refusesWhatIsNotYAML() {
        for suiteCase in SuiteCase.all where suiteCase.fail {
            #expect(
                parse(suiteCase.yaml).diagnostics.hasErrors,
                "\(suiteCase.id)\n\(suiteCase.yaml)"
            )
        }
    }

    @Test func readsWhatIsYAML() throws {
        var found: [String: String] = [:]
        for suiteCase in SuiteCase.all where !suiteCase.fail {
            let file = parse(suiteCase.yaml)
            if try suiteCase.isEqual(file) { continue }
            found[suiteCase.id] = Set(file.codes).sorted().joined(separator: " ")
        }
        for (id, codes) in found.sorted(by: { $0.key < $1.key }) where refusedCases[id] != codes {
            Issue.record(
                "\(id) is refused for \"\(codes)\", listed as \"\(refusedCases[id] ?? "")\""
            )
        }
        for id in refusedCases.keys.sorted() where found[id] == nil {
            Issue.record("\(id) is read now and still on the list")
        }
    }
}
