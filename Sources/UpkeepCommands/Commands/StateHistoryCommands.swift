import ArgumentParser
import UpkeepEngine
import UpkeepSource
import UpkeepStore

struct StateHistoryCommand: ExemplaryCommand {
    static let example = "upkeep state history"
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the commits of the state, the newest first."
    )

    @OptionGroup var input: StateInput

    func run() throws {
        let entries = History.read(try input.store.loadHistory()).entries.reversed()
        switch input.format {
        case .json:
            try Console().write(Value.list(entries.map(\.value)).indentedJSON)
        case .text:
            try Console().write(entries.map { line(of: $0).printable + "\n" }.joined())
        }
    }

    private func line(of entry: History.Entry) -> String {
        let counts = entry.summary.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let commit = entry.source.commit.map { "  \($0.prefix(7))" } ?? ""
        return "\(entry.serial)  \(entry.appliedAt)\(commit)  \(counts.joined(separator: ", "))"
    }
}

struct StateDiffCommand: ExemplaryCommand {
    static let example = "upkeep state diff 40 41"
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what two kept states differ in."
    )

    @OptionGroup var input: StateInput

    @Argument(help: "The serial of the one.")
    var first: Int

    @Argument(help: "The serial of the other; without it the current one.")
    var second: Int?

    func run() throws {
        let current = try input.load()
        let differences = StateDifference.between(
            try state(first, current),
            try state(second ?? current.serial, current)
        )
        switch input.format {
        case .json:
            try Console().write(Value.list(differences.map(\.value)).indentedJSON)
        case .text:
            let text = differences.map(render).joined()
            try Console().write(text.isEmpty ? "No differences.\n" : text)
        }
    }

    private func state(_ serial: Int, _ current: State) throws -> State {
        if serial == current.serial { return current }
        if let state = try input.store.loadKept(serial: serial) { return state }
        throw ValidationError.notKept(serial, try input.store.kept(), current)
    }

    private func render(_ difference: StateDifference) -> String {
        let text = PlanText(style: Console().style(of: .output))
        let width = min(24, difference.fields.map(\.path.count).max() ?? 0)
        return "  \(difference.mark) \(difference.id)\n"
            + difference.fields.map { text.render($0, width: width) }.joined()
    }
}

extension StateDifference {
    fileprivate var mark: Character {
        switch (before, after) {
        case (nil, _): Change.Action.create.mark
        case (_, nil): Change.Action.delete.mark
        default: Change.Action.update.mark
        }
    }

    fileprivate var value: Value {
        .map([
            "after": after?.specification,
            "before": before?.specification,
            "fields": .list(fields.map(\.value)),
            "id": .text(id.description),
        ])
    }
}

extension ValidationError {
    /// What to say of a serial that is not there any more, or never was.
    static func notKept(_ serial: Int, _ kept: [KeptState], _ current: State) -> ValidationError {
        let serials = ([current.serial] + kept.map(\.serial)).map(String.init)
        return ValidationError(
            "No state with serial \(serial) is kept. There are: \(serials.joined(separator: ", "))."
        )
    }
}
