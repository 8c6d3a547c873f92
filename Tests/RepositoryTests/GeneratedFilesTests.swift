import Foundation
import TestSupport
import Testing
import UpkeepCommands
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

@Suite("Files that are made by the code")
struct GeneratedFilesTests {
    @Test("are checked in as the code makes them now; if not, run `upkeep schema`")
    func schemas() throws {
        let folder = "\(repositoryRoot())/schemas"
        for file in SchemaFiles.all {
            let text = try? String(contentsOfFile: "\(folder)/\(file.name)", encoding: .utf8)
            #expect(text == file.text, "schemas/\(file.name)")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == SchemaFiles.all.map(\.name).sorted(), "nothing else is there")
    }
}

@Suite("The examples")
struct ExampleTests {
    /// Folders of examples that hold manifests.
    static let trees = ["complete", "minimal"]

    @Test("validate without a remark and plan to nothing once they are applied", arguments: trees)
    func convergence(name: String) throws {
        let tree = ManifestTree(
            try ManifestSources(["\(repositoryRoot())/examples/\(name)"], limits: TreeLimits()),
            ManifestReader(kinds: Kind.all, version: "1.0.0", now: testNow)
        )
        #expect(tree.diagnostics.all.map(\.outline).isEmpty)
        #expect(tree.desired.danglingReferences.isEmpty)
        var manifests = TestManifests("")
        manifests.desired = tree.desired
        var state = TestState()
        #expect(state.plan(manifests).diagnostics.all.map(\.outline).isEmpty)
        state.apply(manifests)
        #expect(state.plan(manifests).isEmpty)
    }
}
