import ArgumentParser
import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// Tells who and what is behind each field of a resource.
struct BlameCommand: ExemplaryCommand {
    static let example = "upkeep blame monitor/api-gateway status/"
    static let configuration = CommandConfiguration(
        commandName: "blame",
        abstract:
            "Show the line, the commit and the author behind each field of a resource, and the apply that brought it.",
        discussion: """
            The lines are those of the commit that was applied last, told by `git blame` in the checkout that the manifests lie \
            in. Which apply brought a value is known of the states that are kept.
            """
    )

    @Argument(help: "KIND/ID.")
    var resource: ResourceID

    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var state: StateOptions

    @Option(help: "The form of the result: text or json.")
    var format: DataFormat = .text

    func run() throws {
        let store = state.store(besides: manifests.roots)
        let state = try StateInput.load(store)
        let stored = try StateInput.resource(resource, in: state)
        var former: [State] = []
        for kept in store.isStandardInput ? [] : try store.kept() {
            if let state = try store.loadBackup(kept.number) { former.append(state) }
        }
        let blame = try Blame(stored, in: state, former: former, manifests, Console())
        switch format {
        case .json: try Console().write(blame.value.indentedJSON)
        case .text:
            if let remark = blame.remark { Console().note("note: no lines: \(remark)\n") }
            try Console().write(blame.text)
        }
    }
}

extension Blame {
    /// A field a line: its value, the line that says so, its commit, author and day, and the apply.
    fileprivate var text: String {
        let rows = fields.map { $0.cells.map(\.printable) }
        let widths = (0..<7).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            var line = "  " + cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line + "\n"
        }
        return "\(resource.id)  \(resource.place)".printable + "\n" + lines.joined()
    }

    fileprivate var value: Value {
        .map([
            "fields": .list(fields.map(\.json)),
            "file": .text(resource.place.path),
            "id": .text(resource.id.description),
            "line": .integer(resource.place.line),
            "remark": remark.map(Value.text),
        ])
    }
}

extension Blame.Field {
    fileprivate var cells: [String] {
        let text = value.plainText.isEmpty ? "\"\"" : value.plainText
        let shown = text.count > 32 ? text.prefix(29) + "..." : text
        let line = place?.description ?? (isDefault ? "(default)" : "-")
        let commit = origin.map { String($0.commit.prefix(7)) } ?? "-"
        let day = origin.map { String($0.writtenAt.description.prefix(10)) } ?? "-"
        let serial = "serial \(applied.serial)" + (applied.isExact ? "" : " or before")
        return [name, shown, line, commit, origin?.author ?? "-", day, serial]
    }

    fileprivate var json: Value {
        .map([
            "applied": .map([
                "at": .text(applied.appliedAt.description),
                "author": applied.source.author.map(Value.text),
                "commit": applied.source.commit.map(Value.text),
                "exact": .boolean(applied.isExact),
                "serial": .integer(applied.serial),
            ]),
            "author": (origin?.author).map(Value.text),
            "commit": (origin?.commit).map(Value.text),
            "default": .boolean(isDefault),
            "field": .text(name),
            "file": (place?.path).map(Value.text),
            "line": (place?.line).map(Value.integer),
            "summary": (origin?.summary).map(Value.text),
            "value": value,
            "written_at": (origin?.writtenAt.description).map(Value.text),
        ])
    }
}
