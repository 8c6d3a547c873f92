import ArgumentParser

/// Prints the version.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the version.",
        discussion: "Example: upkeep version"
    )

    func run() throws { try Console().write(Version.text + "\n") }
}
