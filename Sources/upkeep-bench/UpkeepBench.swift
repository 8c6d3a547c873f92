import ArgumentParser

/// The program that measures Upkeep.
@main
struct UpkeepBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upkeep-bench",
        abstract: "Measure Upkeep against yardsticks that run in turn with it.",
        discussion: """
            Machines differ and are busy, so what counts is the ratio of two medians that were taken in the same run, \
            the two sides one after the other. The main yardstick is the bare scan: libyaml's event loop over the \
            same bytes on one core.
            """,
        subcommands: [
            TreeCommand.self, ScanCommand.self, ReconcileCommand.self, ServeCommand.self,
            AllCommand.self,
        ]
    )
}
