import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// A plan for a terminal.
struct PlanText {
    let style: TextStyle

    /// The column of the places behind the ids.
    private static let placeColumn = 36
    private static let indent = "      "
    /// However narrow the terminal is, so much of a value is shown; the whole one is in the JSON.
    private static let leastValueLength = 24

    func render(_ report: PlanReport) -> String {
        (report.branch.map(render) ?? "") + renderPlan(of: report)
            + (report.returnTo.map { render($0, report) } ?? "")
    }

    private func render(_ returnTo: ReturnToFormer, _ report: PlanReport) -> String {
        if report.obstacle != nil || report.outcome.plan?.isEmpty != false { return "" }
        return "\n\(ReturnToFormer.reason)\n\n\(returnTo.text)"
    }

    private func render(_ branch: BranchPreview) -> String {
        var text = style.bold(branch.title) + "\n\n"
        for change in branch.changes { text += render(change) }
        if !branch.changes.isEmpty { text += "\n" }
        return text + (branch.warning.map { style.yellow($0) + "\n\n" } ?? "")
    }

    private func renderPlan(of report: PlanReport) -> String {
        guard let plan = report.outcome.plan else { return (report.obstacle ?? "") + "\n" }
        if plan.isEmpty { return unchanged(plan) }
        var text =
            style.bold("\(report.title(of: plan)): \(PlanReport.counts(of: plan.changes))") + "\n\n"
        for change in plan.changes { text += render(change) }
        text += "\n"
        if let obstacle = report.obstacle { return text + style.red(obstacle) + "\n" }
        if let committed = report.committed {
            return text + style.green("Applied: the state is at serial \(committed.serial).") + "\n"
        }
        let digest = plan.digest
        return text
            + "Digest \(digest)\nApply exactly this: \(report.applyCommand(digest: digest))\n"
    }

    private func unchanged(_ plan: Plan) -> String {
        let resources = Counted(plan.unchangedCount, "resource").text
        guard let base = plan.base else {
            return "No changes: nothing is declared, and there is no state yet.\n"
        }
        return "No changes. State serial \(base.serial) has all \(resources) as declared.\n"
    }

    func render(_ change: Change) -> String {
        let name = change.previousID.map { "\($0) -> \(change.id.id)" } ?? "\(change.id)"
        let place =
            change.after?.place.description ?? change.before.map { "(was \($0.place))" } ?? ""
        let padding = String(repeating: " ", count: max(2, Self.placeColumn - name.count))
        let head = "  \(change.action.mark) \(name)"
        var text = "\(dressed(head, change.action))\(padding)\(style.faint(place.printable))\n"
        let width = min(24, change.fields.map(\.path.count).max() ?? 0)
        for field in change.fields { text += render(field, width: width) }
        for effect in change.effects {
            let room = max(Self.leastValueLength, style.columns - Self.indent.count)
            text += "\(Self.indent)\(cut(Array(effect), from: 0, room: room))\n"
        }
        return text
    }

    func render(_ field: FieldChange, width: Int) -> String {
        let path = field.path.printable
        let padding = String(repeating: " ", count: max(0, width - path.count) + 3)
        let before = Array(field.before.map(shown) ?? "(none)")
        let after = Array(field.after.map(shown) ?? "(none)")
        let taken = Self.indent.count + path.count + padding.count + 4
        let room = max(Self.leastValueLength, (style.columns - taken) / 2)
        // Of long values the part is shown in which they differ.
        let same = zip(before, after).prefix { $0 == $1 }.count
        let start = max(before.count, after.count) > room ? max(0, same - room / 3) : 0
        let values = [before, after].map { cut($0, from: start, room: room) }
        return "\(Self.indent)\(path)\(padding)\(values[0]) -> \(values[1])\n"
    }

    private func shown(_ value: Value) -> String {
        value.plainText.isEmpty ? "\"\"" : value.plainText
    }

    /// A part of a text that takes no more room than there is, with dots where something is left out.
    private func cut(_ text: [Character], from start: Int, room: Int) -> String {
        let start = min(start, text.count)
        var end = min(start + room, text.count)
        var part = String(text[start..<end]).printable
        // What a terminal would obey takes more room when it is written out, and is never cut inside.
        while part.unicodeScalars.count > room, end > start {
            end -= max(1, (part.unicodeScalars.count - room) / 8)
            part = String(text[start..<max(start, end)]).printable
        }
        return (start > 0 ? "..." : "") + part + (end < text.count ? "..." : "")
    }

    private func dressed(_ text: String, _ action: Change.Action) -> String {
        switch action {
        case .create: style.green(text)
        case .update, .rename, .rotate: style.yellow(text)
        case .revoke, .delete: style.red(text)
        }
    }
}
