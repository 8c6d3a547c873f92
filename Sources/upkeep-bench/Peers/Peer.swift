import FoundationEssentials
import UpkeepStore

/// Another program that reads as much configuration, to stand beside Upkeep.
struct Peer: Sendable {
    let name: String
    /// The name of its program.
    let command: String
    /// How to get it.
    let installation: String
    /// Beyond so many monitors it takes too long to be run several times.
    var largestMonitorCount = Int.max
    /// Writes what it reads for the size of a tree into a folder, and yields what to run.
    let prepare: @Sendable (_ command: String, _ size: TreeSize, _ folder: String) throws -> Program

    static let all = [nagios, octoDNS]

    /// The path of its program; nil where it is not installed.
    var installedCommand: String? {
        // Debian keeps servers where the PATH of a user does not lead.
        let folders = (ProcessEnvironment.variables()["PATH"] ?? "").split(separator: ":")
        return (folders.map(String.init) + ["/usr/sbin"])
            .map { "\($0)/\(command)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
