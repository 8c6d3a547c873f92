import ArgumentParser

/// Measures everything there is.
struct AllCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all",
        abstract: "Measure everything."
    )

    @OptionGroup var options: MeasuringOptions

    func run() throws {
        try options.show(options.reconcileBenchmark().report())
        try options.show(options.serveBenchmark().report())
    }
}
