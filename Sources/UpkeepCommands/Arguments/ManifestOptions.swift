import ArgumentParser
import UpkeepEngine
import UpkeepStore
import UpkeepYAML

/// Which manifests are read, and how much of them.
struct ManifestOptions: ParsableArguments {
    @Argument(help: "Folders and files to read (default: the current folder).", completion: .file())
    var paths: [String] = []

    @Option(help: "The moment that counts as now, for dates and windows (RFC 3339).")
    var at: Instant?

    @Option(help: "How many manifests are read at most.")
    var maxFiles: Int = TreeLimits().files

    @Option(help: "How many bytes one manifest has at most.")
    var maxFileBytes: Int = TreeLimits().yaml.fileBytes

    @Option(help: "How many bytes all manifests have at most.")
    var maxTreeBytes: Int = TreeLimits().bytes

    func validate() throws {
        for limit in [maxFiles, maxFileBytes, maxTreeBytes] where limit < 1 {
            throw ValidationError("A limit has to be a positive number.")
        }
        if paths.contains("") { throw ValidationError("A path is empty.") }
    }

    /// The paths, or the current folder.
    var roots: [String] { paths.isEmpty ? ["."] : paths }

    var limits: TreeLimits {
        var limits = TreeLimits()
        limits.files = maxFiles
        limits.bytes = maxTreeBytes
        limits.yaml.fileBytes = maxFileBytes
        return limits
    }

    var now: Instant { at ?? Instant(secondsSinceEpoch: ProcessEnvironment.now()) }
}

/// Which state is read and written.
struct StateOptions: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: "The state file (default: .upkeep/state.json beside the manifests).",
        completion: .file()
    )
    var path: String?

    /// The state beside the manifests, unless another one is named.
    func store(besides roots: [String] = ["."]) -> StateStore {
        if let path { return StateStore(path: path) }
        guard roots.count == 1, let root = roots.first else {
            return StateStore(path: ".upkeep/state.json")
        }
        let folder =
            root.hasSuffix(".yaml") || root.hasSuffix(".yml") ? Self.parent(of: root) : root
        return StateStore(
            path: folder == "." ? ".upkeep/state.json" : "\(folder)/.upkeep/state.json"
        )
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
