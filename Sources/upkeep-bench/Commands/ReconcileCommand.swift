import ArgumentParser

/// Measures what happens between manifests and state.
struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Measure reconcile and validate on trees of several sizes."
    )

    @OptionGroup var options: MeasuringOptions

    func run() throws { try options.show(options.reconcileBenchmark().report()) }
}
