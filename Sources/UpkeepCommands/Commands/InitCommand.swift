import ArgumentParser
import UpkeepSource
import UpkeepStore

/// Makes a tree to start from.
struct InitCommand: ExemplaryCommand {
    static let example = "upkeep init status"
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a commented tree to start from, with a workflow for CI."
    )

    @Argument(help: "The folder (default: the current one).", completion: .directory)
    var folder: String = "."

    func run() throws {
        try NewFiles.create(StarterTree.files, below: folder)
        let prefix = folder == "." ? "" : "\(folder)/"
        let names = StarterTree.files.map { "  \((prefix + $0.path).printable)\n" }.joined()
        let place = folder == "." ? "" : " \(folder.printable)"
        try Console().write("Made:\n\(names)\nNext: upkeep reconcile --dry-run\(place)\n")
    }
}
