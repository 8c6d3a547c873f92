import ArgumentParser
import UpkeepEngine
import UpkeepKinds
import UpkeepStore

/// Writes the state as manifests.
struct ExportCommand: ExemplaryCommand {
    static let example = "upkeep export --out status/ --state state.json"
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the state as manifests; to reconcile them changes nothing.",
        discussion: """
            To standard output, or with --out to files of the names that the state knows. Defaults are resolved, comments \
            are not in the state, and of a key there is what was declared: the key itself nobody can get.
            """
    )

    @OptionGroup var state: StateOptions

    @Option(
        name: .customLong("only"),
        help: .init("Only a kind or a resource; repeatable.", valueName: "kind[/id]")
    )
    var only: [SelectionArgument] = []

    @Option(
        help: .init(
            "The folder to write to; no file in it is written over.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var out: String?

    func validate() throws {
        if out == "" { throw ValidationError("--out takes the name of a folder.") }
    }

    func run() throws {
        let state = try StateInput.load(self.state.store())
        let selection = Selection(only)
        let resources = state.resources.filter { selection.includes($0.id) }
        guard let out else { return try Console().write(ManifestText(resources).text) }
        let files = Dictionary(grouping: resources, by: \.place.path).sorted { $0.key < $1.key }
        try NewFiles.create(
            files.map { (path: $0.key, text: ManifestText($0.value).text) },
            below: out
        )
        try Console().write(
            "Wrote \(Counted(resources.count, "resource").text) to \(Counted(files.count, "file").text) below \(out).\n"
        )
    }
}
