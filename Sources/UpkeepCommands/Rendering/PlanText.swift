import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// A plan for a terminal.
struct PlanText {
    let style: TextStyle

    /// The column of the places behind the ids.
    private static let placeColumn = 36
    /// Longer values are cut; the whole ones are in the JSON.
    private static let valueLength = 100

    func render(_ report: PlanReport) -> String {
        guard let plan = report.outcome.plan else { return (report.obstacle ?? "") + "\n" }
        if plan.isEmpty { return unchanged(plan) }
        var text = style.bold("\(report.title(of: plan)): \(PlanReport.counts(of: plan))") + "\n\n"
        for change in plan.changes { text += render(change) }
        text += "\n"
        if let obstacle = report.obstacle { return text + style.red(obstacle) + "\n" }
        if let committed = report.committed {
            return text + style.green("Applied: the state is at serial \(committed.serial).") + "\n"
        }
        return text + "Digest \(plan.digest)\nApply exactly this: \(report.applyCommand(plan))\n"
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
        for effect in change.effects { text += "      \(shortened(effect))\n" }
        return text
    }

    func render(_ field: FieldChange, width: Int) -> String {
        let path = field.path.printable
        let padding = String(repeating: " ", count: max(0, width - path.count) + 3)
        let before = field.before.map(shown) ?? "(none)"
        let after = field.after.map(shown) ?? "(none)"
        return "      \(path)\(padding)\(before) -> \(after)\n"
    }

    private func shown(_ value: Value) -> String {
        value.plainText.isEmpty ? "\"\"" : shortened(value.plainText)
    }

    private func shortened(_ text: String) -> String {
        let printable = text.printable
        let count = printable.count
        guard count > Self.valueLength else { return printable }
        return "\(printable.prefix(Self.valueLength - 20))... (\(count.grouped) characters)"
    }

    private func dressed(_ text: String, _ action: Change.Action) -> String {
        switch action {
        case .create: style.green(text)
        case .update, .rename: style.yellow(text)
        case .delete: style.red(text)
        }
    }
}
