import Foundation
import Testing

/// An import of one file, and what can be asked of it.
struct ImportRun {
    let outcome: Outcome
    private let sandbox: Sandbox

    /// The moment that counts as now: a Friday.
    static let now = "2026-11-27T12:00:00Z"

    /// Imports a text; the file is called as the system's are.
    init(_ text: String, _ system: String, _ options: String...) throws {
        sandbox = try Sandbox()
        let isJSON = ["statuspage", "uptime-kuma"].contains(system)
        let name = isJSON ? "source.json" : "source.yaml"
        try sandbox.write(text, to: name)
        outcome = try sandbox.start(
            [
                "import", "--from", name, "--format", system, "--at", Self.now, "--report",
                "report.json",
            ] + options
        ).wait()
    }

    /// The manifest without the comments above it; it has to be planned without a mistake.
    func manifest(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        try #require(outcome.status == 0, "\(outcome)", sourceLocation: sourceLocation)
        try sandbox.write(outcome.output, to: "tree/import.yaml")
        let plan = try sandbox.upkeep("plan", "tree", "--at", Self.now)
        #expect(plan.status == 0, "\(plan)", sourceLocation: sourceLocation)
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false).drop {
            $0.hasPrefix("#") || $0.isEmpty
        }
        .joined(separator: "\n")
    }

    /// What was not carried over: the paths, with what begins their reasons.
    func left() throws -> [String: String] {
        let list = try JSON.object(sandbox.text("report.json"))["left"] as? [[String: Any]] ?? []
        return Dictionary(
            list.compactMap { setting in
                guard let path = setting["path"] as? String,
                    let reason = setting["reason"] as? String
                else { return nil }
                return (path, reason)
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The counts of the report: carried, left, without effect.
    func counts() throws -> [Int] {
        let settings =
            try JSON.object(sandbox.text("report.json"))["settings"] as? [String: Int] ?? [:]
        return ["carried", "left", "without_effect"].compactMap { settings[$0] }
    }
}
