import ArgumentParser

/// A command whose help ends with an example of it.
protocol ExemplaryCommand: ParsableCommand {
    /// One line for a shell.
    static var example: String { get }
}

/// The command that arguments name.
struct CommandPath {
    let command: any ExemplaryCommand.Type

    /// Options and the word `help` are passed over.
    init(_ arguments: [String]) {
        var command: any ExemplaryCommand.Type = Upkeep.self
        for word in arguments where word != "help" && !word.hasPrefix("-") {
            let next = command.configuration.subcommands.first {
                $0.configuration.commandName == word || $0.configuration.aliases.contains(word)
            }
            guard let next = next as? any ExemplaryCommand.Type else { break }
            command = next
        }
        self.command = command
    }
}
