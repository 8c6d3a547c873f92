import ArgumentParser
import UpkeepEngine

/// Makes options of variables: `UPKEEP_LOCK_TIMEOUT=30s` is `--lock-timeout 30s`.
///
/// Which options a command has is asked of the argument parser, so that none can be forgotten. A variable for an option
/// that can be repeated holds its values with commas between them.
struct EnvironmentArguments {
    private static let prefix = "UPKEEP_"
    /// What every command has, and nobody means as a variable.
    private static let general = ["help", "version"]

    private let variables: [String: String]
    private let words: [String]

    /// `words` are the arguments of the command line; what they say wins.
    init(_ variables: [String: String], _ words: [String]) {
        self.variables = variables.filter { $0.key.hasPrefix(Self.prefix) && !$0.value.isEmpty }
        self.words = words
    }

    /// The words with the options that variables add.
    func arguments() throws -> [String] {
        if variables.isEmpty { return words }
        let (options, all, depth) = try options()
        var added: [String] = []
        for option in options where !isGiven(option.name) {
            guard let value = variables[option.variable] else { continue }
            added += try option.arguments(value, known: all.filter { $0.name == option.name })
        }
        return Array(words[..<depth]) + added + Array(words[depth...])
    }

    /// What to say when the words alone would have been understood.
    var blame: String {
        "note: these variables stand for options: \(variables.keys.sorted().joined(separator: ", "))\n"
    }

    private func isGiven(_ name: String) -> Bool {
        words.contains { $0 == "--\(name)" || $0.hasPrefix("--\(name)=") }
    }

    /// The options of the command that the words name, those of all commands, and how many words name it.
    private func options() throws -> (of: [Option], all: [Option], depth: Int) {
        let root = try JSONReader.value(of: Array(Upkeep._dumpHelp().utf8))["command"]
        var command = root
        var depth = 0
        for word in words {
            let next = (command?["subcommands"]?.list ?? []).first {
                $0["commandName"]?.text == word
                    || $0["aliases"]?.list?.contains(.text(word)) == true
            }
            guard let next else { break }
            command = next
            depth += 1
        }
        return (Self.options(of: command), Self.allOptions(of: root), depth)
    }

    private static func options(of command: Value?) -> [Option] {
        (command?["arguments"]?.list ?? []).compactMap(Option.init).filter {
            !general.contains($0.name)
        }
    }

    private static func allOptions(of command: Value?) -> [Option] {
        options(of: command) + (command?["subcommands"]?.list ?? []).flatMap(allOptions)
    }
}

/// An option as the argument parser describes it (its tool info, version 0).
private struct Option {
    let name: String
    let isFlag: Bool
    let isRepeating: Bool
    /// The words that it takes; empty where there is no list of them.
    let choices: [String]

    init?(_ value: Value) {
        let names = value["names"]?.list ?? []
        guard let kind = value["kind"]?.text, kind != "positional",
            let name = names.first(where: { $0["kind"] == "long" })?["name"]?.text
        else { return nil }
        self.name = name
        isFlag = kind == "flag"
        isRepeating = value["isRepeating"]?.boolean ?? false
        choices = (value["allValues"]?.list ?? []).compactMap(\.text)
    }

    var variable: String {
        "UPKEEP_" + name.uppercased().split(separator: "-").joined(separator: "_")
    }

    /// The arguments for a value; none where only another command's option of the name takes it.
    func arguments(_ value: String, known: [Option]) throws -> [String] {
        if isFlag { return try isOn(value) ? ["--\(name)"] : [] }
        let values = isRepeating ? value.split(separator: ",").map(String.init) : [value]
        if !choices.isEmpty, !values.allSatisfy(choices.contains) {
            let isMeantForAnother = known.contains { values.allSatisfy($0.choices.contains) }
            if isMeantForAnother { return [] }
            throw ValidationError(
                "\(variable) has to be one of \(choices.joined(separator: ", "))."
            )
        }
        return values.flatMap { ["--\(name)", $0] }
    }

    private func isOn(_ value: String) throws -> Bool {
        switch value.lowercased() {
        case "1", "true": return true
        case "0", "false": return false
        default: throw ValidationError("\(variable) has to be 1, 0, true or false.")
        }
    }
}
