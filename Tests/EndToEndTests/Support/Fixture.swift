import Foundation
import Testing

/// A case that stands in a folder: manifests, the plan that they lead to, and the manifests applied before.
struct Fixture: CustomStringConvertible, Sendable {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// When `before/` is applied: some days before the plan is made.
    private static let past = "2026-11-20T12:00:00Z"

    let name: String
    private var folder: URL { Self.folder.appendingPathComponent(name) }
    private var expectedFile: URL { folder.appendingPathComponent("expected.txt") }

    var description: String { name }

    static let all: [Fixture] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).sorted().map(Fixture.init(name:))
    }()

    /// What the file says that the program prints; nil when nothing has been recorded yet.
    var expected: String? { try? String(contentsOf: expectedFile, encoding: .utf8) }

    func record(_ text: String) throws {
        try Data(text.utf8).write(to: expectedFile)
    }

    /// What the program prints now.
    func actual() throws -> String {
        let sandbox = try Sandbox()
        let before = folder.appendingPathComponent("before")
        if FileManager.default.fileExists(atPath: before.path) {
            try copy(before, to: sandbox)
            let outcome = try sandbox.upkeep("apply", "--at", Self.past, "--keys-out", "keys.txt")
            try #require(outcome.status == 0, "before/ cannot be applied: \(outcome)")
            try sandbox.shell("find . -mindepth 1 -maxdepth 1 ! -name .upkeep -exec rm -r {} +")
        }
        try copy(folder.appendingPathComponent("manifests"), to: sandbox)
        let outcome = try sandbox.upkeep("reconcile", "--dry-run", "--at", Sample.now)
        return """
            \(normalised(outcome.output))--- stderr
            \(normalised(outcome.errors))--- exit \(outcome.status)

            """
    }

    private func copy(_ source: URL, to sandbox: Sandbox) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
            try FileManager.default.copyItem(
                atPath: source.appendingPathComponent(name).path,
                toPath: sandbox[name]
            )
        }
    }

    /// Digests depend on the lineage of the state, which is random.
    private func normalised(_ text: String) -> String {
        text.replacing(/[0-9a-f]{64}/, with: "<digest>")
    }
}
