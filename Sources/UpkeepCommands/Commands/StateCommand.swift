import ArgumentParser
import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// Inspects and repairs the state.
struct StateCommand: ExemplaryCommand {
    static let example = "upkeep state list --format json"
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Inspect and repair the state.",
        subcommands: [
            StateShowCommand.self, StateListCommand.self, StateVerifyCommand.self,
            StateHistoryCommand.self,
            StateDiffCommand.self, StatePublishCommand.self, StateRestoreCommand.self,
            StateUnlockCommand.self,
        ]
    )
}

/// The state that the commands about it look at.
struct StateInput: ParsableArguments {
    @OptionGroup var options: StateOptions

    @Option(help: "The form of the result: text or json.")
    var format: DataFormat = .text

    var store: StateStore { options.store() }

    /// The state, which has to be there.
    func load() throws(StoreError) -> State { try Self.load(store) }

    /// A resource of a state, which has to be there.
    static func resource(_ id: ResourceID, in state: State) throws -> StoredResource {
        if let resource = state[id] { return resource }
        let known = state.resources.lazy.filter { $0.id.kind == id.kind }.map(\.id.id)
        let hint =
            Suggestion.nearest(to: id.id, in: known).map { " Did you mean \(id.kind)/\($0)?" } ?? ""
        throw ValidationError("The state has no \(id).\(hint)")
    }

    /// The state of a store, which has to be there.
    static func load(_ store: StateStore) throws(StoreError) -> State {
        guard let state = try store.load() else {
            throw StoreError(
                .io,
                store.path,
                "there is no state",
                help: "name it with --state, or run upkeep reconcile"
            )
        }
        return state
    }
}

struct StateShowCommand: ExemplaryCommand {
    static let example = "upkeep state show monitor/api-gateway"
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the state, or one resource of it."
    )

    @OptionGroup var input: StateInput

    @Argument(help: "KIND/ID; without it the state as a whole.")
    var resource: ResourceID?

    func run() throws {
        let state = try input.load()
        guard let id = resource else { return try show(state) }
        let resource = try StateInput.resource(id, in: state)
        switch input.format {
        case .json:
            try Console().write(resource.value.indentedJSON)
        case .text:
            try Console().write(text(of: resource))
        }
    }

    private func show(_ state: State) throws {
        let identity = StateCoding.identity(of: state)
        let counts = Dictionary(grouping: state.resources, by: \.id.kind).mapValues(\.count)
        let value = Value.map([
            "applied_at": .text(state.appliedAt.description),
            "digest": .text(identity.digest),
            "engine": .text(state.engine),
            "lineage": .text(state.lineage),
            "resources": .map(counts.map { Value.Entry($0.key, .integer($0.value)) }),
            "serial": .integer(state.serial),
            "source": state.source.value,
        ])
        if input.format == .json { return try Console().write(value.indentedJSON) }
        try Console().write(
            (value.entries ?? []).map { "\($0.key)  \($0.value.plainText.printable)\n" }.joined()
        )
    }

    private func text(of resource: StoredResource) -> String {
        var lines = ["\(resource.id)  \(resource.place)"]
        lines.append("  public id   \(resource.publicID.value.plainText)")
        lines.append("  created     \(resource.createdAt)")
        lines.append("  updated     \(resource.updatedAt)")
        lines.append("  protected   \(resource.isProtected ? "yes" : "no")")
        for entry in resource.specification.entries ?? [] {
            lines.append("  \(entry.key): \(entry.value.plainText)")
        }
        return lines.map { $0.printable + "\n" }.joined()
    }
}

struct StateListCommand: ExemplaryCommand {
    static let example = "upkeep state list monitor"
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the resources of the state."
    )

    @OptionGroup var input: StateInput

    @Argument(help: "Only this kind.")
    var kind: KindArgument?

    func run() throws {
        let wanted = kind?.kind.name.word
        let resources = try input.load().resources.filter { wanted == nil || $0.id.kind == wanted }
        switch input.format {
        case .json:
            try Console().write(Value.list(resources.map(\.value)).indentedJSON)
        case .text:
            let width = resources.map(\.id.description.count).max() ?? 0
            let lines = resources.map { resource in
                let name = resource.id.description
                let padding = String(repeating: " ", count: width - name.count + 2)
                return "\(name)\(padding)\(resource.publicID.value.plainText)  \(resource.place)"
                    .printable + "\n"
            }
            try Console().write(lines.joined())
        }
    }
}
