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
        var text = "## Upkeep: \(headline(report))\n\n"
        if let obstacle = report.obstacle { text += "**\(obstacle)**\n\n" }
        text += DiagnosticMarkdown.list(report.outcome.diagnostics)
        let changes = report.outcome.plan?.changes ?? []
        text += deletions(in: changes)
        if let warning = report.branch?.warning { text += "**\(warning)**\n\n" }
        if let branch = report.branch {
            let room = branch.changes.isEmpty ? 0 : (lengthLimit - text.utf16.count) / 3
            text +=
                "Against \(Markdown.code(branch.base)) the branch changes: \(branch.summary).\n\n"
                + folded(branch.changes, "What the branch changes", room)
        }
        guard let plan = report.outcome.plan, !plan.isEmpty else { return text }
        let room = lengthLimit - text.utf16.count - 1_000
        let title = "\(Counted(changes.count, "change").text) to the deployment"
        text += folded(changes, title, room)
        if let returnTo = report.returnTo, report.obstacle == nil {
            text +=
                "\(ReturnToFormer.reason)\n\n"
                + Markdown.fenced(bounded(returnTo.text, lengthLimit - text.utf16.count - 1_000))
                + "\n"
        }
        return text + "Digest \(Markdown.code(plan.digest))\n"
    }

    private static func deletions(in changes: [Change]) -> String {
        let deleted = changes.filter { $0.action == .delete }
        if deleted.isEmpty { return "" }
        let named = deleted.prefix(namedDeletions).map { "- \(Markdown.code($0.id.description))\n" }
        let hidden = deleted.count - named.count
        return "Deletes:\n\n" + named.joined() + (hidden > 0 ? "- and \(hidden) more\n" : "") + "\n"
    }

    /// The changes in a block that opens at a click.
    private static func folded(_ changes: [Change], _ title: String, _ room: Int) -> String {
        if changes.isEmpty { return "" }
        let renderer = PlanText(style: .plain)
        let details = changes.map { renderer.render($0) }.joined()
        return "<details><summary>\(title)</summary>\n\n"
            + Markdown.fenced(bounded(details, room)) + "\n</details>\n\n"
    }

    private static func headline(_ report: PlanReport) -> String {
        guard let plan = report.outcome.plan else { return "invalid manifests" }
        if plan.isEmpty { return "no changes" }
        if let committed = report.committed { return "applied as serial \(committed.serial)" }
        return PlanReport.counts(of: plan.changes)
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
