import ArgumentParser

/// A command whose options can also be given as variables.
protocol EnvironmentReadable {
    /// The names of its options that take a value, without `--`.
    static var valueOptions: [String] { get }
    /// The names of its flags, without `--`.
    static var flags: [String] { get }
}

extension EnvironmentReadable {
    static var flags: [String] { [] }
}

/// Makes options of variables: `UPKEEP_LOCK_TIMEOUT=30s` is `--lock-timeout 30s`.
enum EnvironmentArguments {
    private static let prefix = "UPKEEP_"

    /// The arguments with those that variables add; what is written on the command line wins.
    static func adding(_ variables: [String: String], to arguments: [String]) throws -> [String] {
        guard variables.keys.contains(where: { $0.hasPrefix(prefix) }) else { return arguments }
        let (command, depth) = command(of: arguments)
        guard let command = command as? any EnvironmentReadable.Type else { return arguments }
        var added: [String] = []
        for name in command.valueOptions where !isGiven(name, in: arguments) {
            guard let text = variables[variable(of: name)], !text.isEmpty else { continue }
            for value in text.split(separator: ",") { added += ["--\(name)", String(value)] }
        }
        for name in command.flags where !isGiven(name, in: arguments) {
            switch variables[variable(of: name)]?.lowercased() {
            case nil, "", "0", "false": continue
            case "1", "true": added.append("--\(name)")
            default: throw ValidationError("\(variable(of: name)) has to be 1, 0, true or false.")
            }
        }
        return Array(arguments[..<depth]) + added + Array(arguments[depth...])
    }

    static func variable(of option: String) -> String {
        prefix + option.uppercased().split(separator: "-").joined(separator: "_")
    }

    private static func isGiven(_ name: String, in arguments: [String]) -> Bool {
        arguments.contains { $0 == "--\(name)" || $0.hasPrefix("--\(name)=") }
    }

    /// The command that arguments name, and how many of them name it.
    private static func command(of arguments: [String]) -> (any ParsableCommand.Type, Int) {
        var command: any ParsableCommand.Type = Upkeep.self
        for (depth, word) in arguments.enumerated() {
            let next = command.configuration.subcommands.first { $0._commandName == word }
            guard let next else { return (command, depth) }
            command = next
        }
        return (command, arguments.count)
    }
}
