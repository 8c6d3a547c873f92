import ArgumentParser
import FoundationEssentials
import UpkeepStore

/// How measuring is done, whatever is measured.
struct MeasuringOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: .init("How many monitors the trees have; several.", valueName: "number")
    )
    var monitors: [Int] = [1_000, 10_000, 100_000]

    @Option(
        help: .init("The program to measure (default: the one beside this).", valueName: "file"),
        completion: .file()
    )
    var upkeep: String?

    @Option(help: .init("How often each side is run.", valueName: "number"))
    var runs = 5

    @Option(
        help: .init("Where trees are written: a folder on a disk.", valueName: "folder"),
        completion: .directory
    )
    var folder = "/var/tmp"

    @Flag(help: "Print one JSON document instead of a table.")
    var json = false

    func validate() throws {
        guard monitors.allSatisfy((100...140_000).contains) else {
            throw ValidationError("A tree has 100 to 140000 monitors; upkeep reads 64 MiB.")
        }
        if runs < 1 { throw ValidationError("Each side is run at least once.") }
    }

    /// What is to be measured about manifests.
    func reconcileBenchmark() throws -> ReconcileBenchmark {
        ReconcileBenchmark(
            monitorCounts: Set(monitors).sorted(),
            runs: runs,
            upkeep: try program(),
            bench: try Self.ownPath(),
            folder: folder,
            progress: Self.tell
        )
    }

    /// What is to be measured about the server.
    func serveBenchmark() throws -> ServeBenchmark {
        ServeBenchmark(
            monitorCount: monitors.max() ?? 100_000,
            runs: runs,
            upkeep: try program(),
            folder: folder,
            progress: Self.tell
        )
    }

    private static func tell(_ text: String) { try? StandardStream.error.write("\(text)\n") }

    private static func ownPath() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }

    /// The path of the program that is measured.
    private func program() throws -> String {
        let folder = URL(filePath: try Self.ownPath()).deletingLastPathComponent()
        let program = upkeep ?? folder.path + "/upkeep"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw BenchmarkError(
                "\(program) is not there: swift build -c release --static-swift-stdlib --product upkeep"
            )
        }
        // A name without a folder would be looked up on PATH.
        return program.contains("/") ? program : "./\(program)"
    }

    func show(_ report: Report) throws {
        try StandardStream.output.write(json ? report.json() : report.text)
    }

    func show(_ report: ServeReport) throws {
        try StandardStream.output.write(json ? report.json() : report.text)
    }
}
