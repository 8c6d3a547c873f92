import ArgumentParser
import UpkeepEngine

/// Makes options of variables: `UPKEEP_LOCK_TIMEOUT=30s` is `--lock-timeout 30s`.
///
/// Which options a command has is asked of the argument parser, so that none can be forgotten. A variable for an option
/// that can be repeated holds its values with commas between them.
enum EnvironmentArguments {
    private static let prefix = "UPKEEP_"
    /// What every command has, and nobody means as a variable.
    private static let general = ["help", "version"]

    /// The arguments with those that variables add; what is written on the command line wins.
    static func adding(_ variables: [String: String], to arguments: [String]) throws -> [String] {
        guard variables.keys.contains(where: { $0.hasPrefix(prefix) }) else { return arguments }
        let (options, depth) = try options(of: arguments)
        var added: [String] = []
        for option in options where !isGiven(option.name, in: arguments) {
            guard let value = variables[variable(of: option.name)], !value.isEmpty else { continue }
            added += try option.arguments(value)
        }
        return Array(arguments[..<depth]) + added + Array(arguments[depth...])
    }

    fileprivate static func variable(of option: String) -> String {
        prefix + option.uppercased().split(separator: "-").joined(separator: "_")
    }

    private static func isGiven(_ name: String, in arguments: [String]) -> Bool {
        arguments.contains { $0 == "--\(name)" || $0.hasPrefix("--\(name)=") }
    }

    /// The options of the command that arguments name, and how many words name it.
    private static func options(of arguments: [String]) throws -> ([Option], Int) {
        var command = try JSONReader.value(of: Array(Upkeep._dumpHelp().utf8))["command"]
        var depth = 0
        for word in arguments {
            let commands = command?["subcommands"]?.list ?? []
            guard let next = commands.first(where: { $0["commandName"]?.text == word }) else {
                break
            }
            command = next
            depth += 1
        }
        let options = (command?["arguments"]?.list ?? []).compactMap(Option.init)
        return (options.filter { !general.contains($0.name) }, depth)
    }
}

/// An option as the argument parser describes it (its tool info, version 0).
private struct Option {
    let name: String
    let isFlag: Bool
    let isRepeating: Bool

    init?(_ value: Value) {
        let names = value["names"]?.list ?? []
        guard let kind = value["kind"]?.text, kind != "positional",
            let name = names.first(where: { $0["kind"] == "long" })?["name"]?.text
        else { return nil }
        self.name = name
        isFlag = kind == "flag"
        isRepeating = value["isRepeating"]?.boolean ?? false
    }

    func arguments(_ value: String) throws -> [String] {
        guard isFlag else {
            let values = isRepeating ? value.split(separator: ",").map(String.init) : [value]
            return values.flatMap { ["--\(name)", $0] }
        }
        switch value.lowercased() {
        case "1", "true": return ["--\(name)"]
        case "0", "false": return []
        default:
            let variable = EnvironmentArguments.variable(of: name)
            throw ValidationError("\(variable) has to be 1, 0, true or false.")
        }
    }
}
