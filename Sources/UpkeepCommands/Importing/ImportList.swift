import UpkeepEngine
import UpkeepSource

/// What an import has come to, for people: what was left, and how much that is.
struct ImportList {
    /// More lines nobody reads; the report has them all.
    private static let shownLines = 200

    private let result: Import

    init(_ result: Import) {
        self.result = result
    }

    /// A line for the settings of each meaning, and the sum.
    var text: String {
        let account = result.account
        if account.groups.isEmpty { return summary }
        var text = "Not carried over:\n" + account.groups.prefix(Self.shownLines).map(line).joined()
        let hidden = account.groups.count - Self.shownLines
        if hidden > 0 {
            text += "... and \(Counted(hidden, "more line").text): --report lists all\n"
        }
        return text + summary
    }

    private func line(_ group: ImportAccount.Group) -> String {
        let first = group.count == 1 ? group.single : group.first
        let place = "\(first.file):\(first.position.line):\(first.position.column)"
        let path = group.isSpread ? first.pattern : first.path
        let count = group.count == 1 ? "" : " (\(Counted(group.count, "setting").text))"
        return "\(place): \(path)\(count): ".printable + "\(group.reason.text)\n"
    }

    private var summary: String {
        let account = result.account
        let idle =
            account.idle == 0
            ? "" : "; \(Counted(account.idle, "value").text) without effect not counted"
        return "\(result.system.title): \(resources); \(account.carried.grouped) of "
            + "\(Counted(account.settings, "setting").text) carried over (\(account.percent) %)\(idle)\n"
    }

    /// The resources in words: `1 status page, 12 monitors`.
    var resources: String {
        result.counts.filter { $0.count > 0 }.map { Counted($0.count, $0.kind.name.title).text }
            .joined(separator: ", ")
    }
}
