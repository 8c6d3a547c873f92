import ArgumentParser
import FoundationEssentials

/// The bare scan as a process of its own, to be compared with other processes.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Run libyaml's event loop over all YAML files, on one core, and keep nothing."
    )

    @Argument(help: "Folders and files to read.", completion: .file())
    var paths: [String]

    func run() throws {
        var (fileCount, byteCount, eventCount) = (0, 0, 0)
        let duration = try SuspendingClock().measure {
            for path in try paths.flatMap(Files.manifests) {
                let bytes = try Files.read(path)
                guard let events = BareScan.eventCount(in: bytes.span) else {
                    throw BenchmarkError("\(path): libyaml cannot read this")
                }
                fileCount += 1
                byteCount += bytes.count
                eventCount += events
            }
        }
        let rate = Double(byteCount) / 1_000_000 / duration.seconds
        print(
            """
            \(fileCount.grouped) files, \(byteCount.grouped) bytes, \(eventCount.grouped) events: \
            \(duration.seconds.fixed(3)) s, \(rate.fixed(1)) MB/s
            """
        )
    }
}
