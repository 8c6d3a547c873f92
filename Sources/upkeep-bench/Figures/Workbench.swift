import Glibc

/// A folder on a disk where trees are written, and which goes when the work is over.
enum Workbench {
    /// Does some work with a new folder below `parent`.
    static func use<Result>(
        below parent: String,
        _ work: (_ folder: String) throws -> Result
    ) throws -> Result {
        let folder = "\(parent)/upkeep-bench-\(getpid())"
        guard !Files.exists(folder) else { throw BenchmarkError("\(folder) is there already") }
        try Files.makeFolder(folder)
        defer { try? Files.remove(folder) }
        // The program that runs is interrupted as well, and then this one ends by its error and cleans up.
        signal(SIGINT) { _ in }
        return try work(folder)
    }
}
