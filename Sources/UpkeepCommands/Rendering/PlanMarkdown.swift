import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// A plan for a comment on a pull request: deletions first, details folded, nothing from manifests but as code.
enum PlanMarkdown {
    /// What a comment can hold, in UTF-16 code units; GitHub takes 65,536 characters.
    private static let lengthLimit = 60_000
    /// How many deletions are named above the fold.
    private static let namedDeletions = 50

    static func render(_ report: PlanReport) -> String {
        let diagnostics = report.outcome.diagnostics
        var text = "## Upkeep: \(headline(report))\n\n"
        if let obstacle = report.obstacle { text += "**\(obstacle)**\n\n" }
        text += DiagnosticMarkdown.list(diagnostics)
        guard let plan = report.outcome.plan, !plan.isEmpty else { return text }
        let deleted = plan.changes.filter { $0.action == .delete }
        if !deleted.isEmpty {
            text += "Deletes:\n\n"
            for change in deleted.prefix(namedDeletions) {
                text += "- \(Markdown.code(change.id.description))\n"
            }
            if deleted.count > namedDeletions {
                text += "- and \(deleted.count - namedDeletions) more\n"
            }
            text += "\n"
        }
        let renderer = PlanText(style: .plain)
        let details = plan.changes.map { renderer.render($0) }.joined()
        let room = lengthLimit - text.utf16.count - 1_000
        text += "<details><summary>\(Counted(plan.changes.count, "change").text)</summary>\n\n"
        text += Markdown.fenced(bounded(details, room)) + "\n</details>\n\n"
        return text + "Digest \(Markdown.code(plan.digest))\n"
    }

    private static func headline(_ report: PlanReport) -> String {
        guard let plan = report.outcome.plan else { return "invalid manifests" }
        if plan.isEmpty { return "no changes" }
        if let committed = report.committed { return "applied as serial \(committed.serial)" }
        return PlanReport.counts(of: plan)
    }

    /// Whole lines of a text, as many as there is room for.
    private static func bounded(_ text: String, _ room: Int) -> String {
        if text.utf16.count <= room { return text }
        var kept = ""
        var left = room - 100
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            left -= line.utf16.count + 1
            if left < 0 { break }
            kept += line + "\n"
        }
        return kept + "... cut; the whole is in the JSON\n"
    }
}
