import ArgumentParser

/// Writes a tree to measure with.
struct TreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree",
        abstract: "Write a tree of manifests: a status page and so many monitors of 12 fields."
    )

    @Option(help: .init("How many monitors are declared.", valueName: "number"))
    var monitors = 100_000

    @Option(help: .init("How many files they are spread over.", valueName: "number"))
    var files = 1_000

    @Option(
        help: .init("Change a value in so many of a hundred files.", valueName: "percent")
    )
    var changed = 0

    @Argument(help: "The folder to write into; it must not be there yet.", completion: .directory)
    var folder: String

    func validate() throws {
        guard (1...1_000_000).contains(monitors), (1...monitors).contains(files) else {
            throw ValidationError("There are 1 to 1000000 monitors, and at least one in each file.")
        }
        guard (0...100).contains(changed) else {
            throw ValidationError("--changed is a percentage, from 0 to 100.")
        }
    }

    func run() throws {
        guard !Files.exists(folder) else { throw BenchmarkError("\(folder) is there already") }
        let tree = BenchmarkTree(
            monitorCount: monitors,
            fileCount: files,
            changedPercent: changed
        )
        try tree.write(to: folder)
    }
}
