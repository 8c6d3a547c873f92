import Glibc

/// A folder for the cases of a campaign; it goes at the end, unless a case has to be looked at.
struct Workspace: Sendable {
    let path: String

    /// In memory where there is such a place: nothing here is about the disk but the power cuts, and they bring one.
    init(_ campaign: String) throws {
        let root = Files.exists("/dev/shm") ? "/dev/shm" : "/tmp"
        path = "\(root)/upkeep-campaigns-\(getpid())/\(campaign)-\(Int(Clock.now * 1e6))"
        try Files.makeFolder(path)
    }

    subscript(name: String) -> String { "\(path)/\(name)" }

    /// Removes it, and what all campaigns of this process share once that is empty.
    func remove() {
        Files.remove(path)
        _ = unsafe rmdir(path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" })
    }
}
