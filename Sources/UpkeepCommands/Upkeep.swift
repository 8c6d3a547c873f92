import ArgumentParser
import UpkeepKeys
import UpkeepStore

/// The program: its commands and how it begins and ends.
package struct Upkeep: ExemplaryCommand {
    static let example = "upkeep reconcile --dry-run examples/complete"
    package static let configuration = CommandConfiguration(
        commandName: "upkeep",
        abstract:
            "Status pages as code: YAML in, a plan, a state that integrations and visitors read.",
        discussion: """
            Exit status: 0 done; 1 failure; 2 changes pending (--dry-run --exit-code, fmt --check); 3 manifests invalid; 4 refused \
            by a safety rule; 5 stale plan; 6 state locked; 7 state corrupt; 64 usage; 130 interrupted, state unchanged.

            Every option of a command can also be given as a variable: --lock-timeout as UPKEEP_LOCK_TIMEOUT.
            """,
        version: Version.text,
        subcommands: [
            InitCommand.self, ValidateCommand.self, ReconcileCommand.self, PlanCommand.self,
            RollbackCommand.self, ServeCommand.self, WatchCommand.self, SuspendCommand.self,
            ResumeCommand.self, BlameCommand.self, ExportCommand.self, ImportCommand.self,
            FormatCommand.self, StateCommand.self, KeysCommand.self, SchemaCommand.self,
            ExplainCommand.self,
            VersionCommand.self,
        ]
    )

    package init() {}

    /// Runs the program with the process's arguments and environment, and ends the process.
    package static func run() -> Never {
        ProcessEnvironment.silenceDispatch()
        Interrupts.enter(.beforeCommit)
        let words = Array(CommandLine.arguments.dropFirst())
        let environment = EnvironmentArguments(ProcessEnvironment.variables(), words)
        do {
            var command = try parseAsRoot(environment.arguments())
            do {
                try command.run()
            } catch {
                end(type(of: command), words, error)
            }
            ProcessEnd.now(ExitStatus.done.rawValue)
        } catch {
            if (try? parseAsRoot(words)) != nil { Console().note(environment.blame) }
            end(Upkeep.self, words, error)
        }
    }

    /// Ends the process with what an error says.
    private static func end(
        _ command: any ParsableCommand.Type,
        _ words: [String],
        _ error: any Error
    ) -> Never {
        if let error = error as? StoreError {
            Console().report(error)
            ProcessEnd.now(ExitStatus(of: error).rawValue)
        }
        let status = command.exitCode(for: error)
        var message = KeyFormat.redacted(command.fullMessage(for: error))
        if status == .success, message.hasPrefix("OVERVIEW:") {
            message += "\n\nExample: \(CommandPath(words).command.example)"
        }
        if !message.isEmpty {
            if status == .success {
                try? Console().write("\(message)\n")
            } else {
                Console().note("\(message)\n")
            }
        }
        ProcessEnd.now(status.rawValue)
    }
}

/// The version of the program.
package enum Version {
    package static let number = "0.1.0"
    package static let text = "upkeep \(number)"
}
