import ArgumentParser

/// Measures the server.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Measure the server against nginx's static files of the same sizes.",
        discussion: """
            Needs two cores, and from Debian nginx-light and wrk: the server is on core 0, wrk on core 1. What counts is \
            requests per second of the server's processor time.
            """
    )

    @OptionGroup var options: MeasuringOptions

    func run() throws { try options.show(options.serveBenchmark().report()) }
}
