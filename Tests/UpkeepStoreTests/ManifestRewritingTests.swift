import TestSupport
import Testing
import UpkeepStore

/// What takes the place of a manifest, and when nothing does.
@Suite struct ManifestRewritingTests {
    private let folder: TemporaryFolder
    private let file: ManifestFile

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("a:  1\n", to: "a.yaml")
        let files = try ManifestFolder.read([folder.path]).files
        file = try #require(files.first)
    }

    private func expectFailure(_ message: String) {
        #expect {
            try file.replace(with: Array("a: 1\n".utf8))
        } throws: {
            ($0 as? StoreError)?.message == message
        }
    }

    @Test func itIsWritten() throws {
        try file.replace(with: Array("a: 1\n".utf8))
        #expect(try folder.read("a.yaml") == Array("a: 1\n".utf8))
        #expect(try folder.names() == ["a.yaml"])
    }

    @Test(arguments: ["a:  2\n", "a:  1\nb: 2\n", ""])
    func aFileThatHasChangedSinceItWasReadIsLeftAlone(_ text: String) throws {
        try folder.write(text, to: "a.yaml")
        expectFailure("the file has changed since it was read")
        #expect(try folder.read("a.yaml") == Array(text.utf8))
        #expect(try folder.names() == ["a.yaml"])
    }

    @Test func aFileThatIsGoneDoesNotComeBack() throws {
        try folder.remove("a.yaml")
        expectFailure("the file is gone")
        #expect(try folder.names().isEmpty)
    }

    @Test func aLinkInItsPlaceIsNotFollowed() throws {
        try folder.remove("a.yaml")
        try folder.write("a:  1\n", to: "b.yaml")
        try folder.link("a.yaml", to: "b.yaml")
        expectFailure("a link, which is never followed")
        #expect(try folder.read("b.yaml") == Array("a:  1\n".utf8))
    }
}
