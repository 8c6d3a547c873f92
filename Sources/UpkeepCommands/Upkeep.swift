import ArgumentParser
import UpkeepStore

/// The program: its commands and how it begins and ends.
package struct Upkeep: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "upkeep",
        abstract:
            "Status pages as code: YAML in, a plan, a state that integrations and visitors read.",
        discussion: """
            Exit status: 0 done; 1 failure; 2 changes pending (--dry-run --exit-code); 3 manifests invalid; 4 refused \
            by a safety rule; 5 stale plan; 6 state locked; 7 state corrupt; 64 usage; 130 interrupted, state unchanged.

            Every option of a command can also be given as a variable: --lock-timeout as UPKEEP_LOCK_TIMEOUT.

            Example: upkeep reconcile --dry-run examples/complete
            """,
        version: Version.text,
        subcommands: [
            InitCommand.self, ValidateCommand.self, ReconcileCommand.self, PlanCommand.self,
            ApplyCommand.self,
            StateCommand.self, SchemaCommand.self, ExplainCommand.self, VersionCommand.self,
        ]
    )

    package init() {}

    /// Runs the program with the process's arguments and environment, and ends the process.
    package static func run() -> Never {
        Interrupts.endProcess()
        let variables = ProcessEnvironment.variables()
        do {
            let arguments = try EnvironmentArguments.adding(
                variables,
                to: Array(CommandLine.arguments.dropFirst())
            )
            var command = try parseAsRoot(arguments)
            try command.run()
            exit()
        } catch let error as StoreError {
            Console().report(error)
            exit(withError: ExitCode(ExitStatus(of: error).rawValue))
        } catch {
            exit(withError: error)
        }
    }
}

/// The version of the program.
package enum Version {
    package static let number = "0.1.0"
    package static let text = "upkeep \(number)"
}
