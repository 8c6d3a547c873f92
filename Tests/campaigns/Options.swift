import ArgumentParser

/// What every campaign is told.
struct Options: ParsableArguments, Sendable {
    @Option(help: "The built program.")
    var upkeep = ".build/release/upkeep"

    @Flag(help: "Run all cases instead of a sample.")
    var long = false

    @Option(help: "How many cases to run.")
    var count: Int?

    @Option(help: "What chance begins with; a long campaign can be spread over several seeds.")
    var seed = 1

    @Option(help: "How many cases run side by side.")
    var jobs = 2

    @Option(help: "After how many violations to stop.")
    var stopAt = 20

    @Option(help: "Only errors and signals whose line has these words, such as 'update fsync EIO'.")
    var only: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    /// Whether a fault is asked for.
    func wants(_ fault: PlannedFault, _ scenario: String) -> Bool {
        let line = "\(scenario) \(fault.call.name) \(fault.fault)"
        return (only ?? "").split(separator: " ").allSatisfy { line.contains($0) }
    }

    /// How many cases a campaign has to run.
    func cases(short: Int, long all: Int) -> Int { count ?? (long ? all : short) }

    /// The program, by a path that holds in every folder.
    func program() throws -> Upkeep {
        guard let path = Files.absolute(upkeep) else { throw Failure("there is no \(upkeep)") }
        return Upkeep(path: path)
    }
}
