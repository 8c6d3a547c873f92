import ArgumentParser

/// Prints the version.
struct VersionCommand: ExemplaryCommand {
    static let example = "upkeep version"
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the version."
    )

    func run() throws { try Console().write(Version.text + "\n") }
}
