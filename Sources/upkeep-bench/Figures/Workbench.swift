import FoundationEssentials
import Glibc

/// A folder of its own on a disk, which goes when the work is over.
struct Workbench: ~Copyable {
    let path: String

    /// Makes a folder below `parent`.
    init(below parent: String) throws {
        path = "\(parent)/upkeep-bench-\(getpid())"
        guard !Files.exists(path) else { throw BenchmarkError("\(path) is there already") }
        try Files.makeFolder(path)
        // The program that runs is interrupted as well, and then this one ends by its error and cleans up.
        signal(SIGINT) { _ in }
    }

    deinit { try? Files.remove(path) }
}
