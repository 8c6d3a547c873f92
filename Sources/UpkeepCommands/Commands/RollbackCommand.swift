import ArgumentParser
import UpkeepEngine
import UpkeepStore

/// Goes back to a former state.
struct RollbackCommand: ExemplaryCommand {
    static let example = "upkeep rollback --to 41 --dry-run"
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Go back to what a former state declares, as a plan; revoked keys stay revoked.",
        discussion: """
            The plan is the inverse of what has been applied since, under the same rules as any other. It ends with the YAML to \
            commit: without it, the next reconcile does again what was rolled back. `upkeep state history` lists the serials; the \
            last ten states are kept.
            """
    )

    @OptionGroup var options: RollbackOptions

    @Flag(help: "Show the plan; take no lock and write nothing.")
    var dryRun = false

    @OptionGroup var lock: LockOptions

    func run() throws {
        let run = try RollbackRun(options)
        let status = dryRun ? try run.preview() : try run.apply(patience: lock.lockTimeout)
        try status.end()
    }
}

/// What can be said to `rollback`.
struct RollbackOptions: ParsableArguments {
    @Option(help: .init("The serial of the state to go back to.", valueName: "serial"))
    var to: Int

    @OptionGroup var state: StateOptions
    @OptionGroup var moment: MomentOptions

    @Option(help: "The form of the result: text, json or markdown.")
    var format: OutputFormat = .text

    @OptionGroup var consent: ConsentOptions
    @OptionGroup var expectation: ExpectationOptions

    @Option(
        help: .init(
            "A file with the key to act as; it can also be given as UPKEEP_API_KEY, and never as an option.",
            valueName: "file"
        ),
        completion: .file()
    )
    var apiKeyFile: String?
}
