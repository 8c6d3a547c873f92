import ArgumentParser
import UpkeepEngine
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// Which manifests are read, and how much of them.
struct TreeOptions: ParsableArguments {
    @Argument(help: "Folders and files to read (default: the current folder).", completion: .file())
    var paths: [String] = []

    @Option(help: .init("How many manifests are read at most.", valueName: "number"))
    var maxFiles: Int = TreeLimits().files

    @Option(help: .init("How many bytes one manifest has at most.", valueName: "number"))
    var maxFileBytes: Int = TreeLimits().yaml.fileBytes

    @Option(help: .init("How many bytes all manifests have at most.", valueName: "number"))
    var maxTreeBytes: Int = TreeLimits().bytes

    func validate() throws {
        for limit in [maxFiles, maxFileBytes, maxTreeBytes] where limit < 1 {
            throw ValidationError("A limit has to be a positive number.")
        }
        if paths.contains("") { throw ValidationError("A path is empty.") }
        // Before anything behind it is opened: its manifests would be quoted, and a state beside them would be read.
        if let link = paths.lazy.compactMap(GitHead.linkLeadingOut).first {
            throw ValidationError(
                "\(link.printable) is a link out of the checkout that it stands in, and is not followed."
            )
        }
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

    /// The limits as they can be written again, and the paths.
    var arguments: [String] {
        let standard = TreeLimits()
        let limits = [
            ("--max-files", maxFiles, standard.files),
            ("--max-file-bytes", maxFileBytes, standard.yaml.fileBytes),
            ("--max-tree-bytes", maxTreeBytes, standard.bytes),
        ].flatMap { $0.1 == $0.2 ? [] : [$0.0, String($0.1)] }
        let isOption = paths.contains { $0.hasPrefix("-") }
        return limits + (isOption ? ["--"] : []) + paths
    }
}

/// Which manifests are read, and for which moment.
struct ManifestOptions: ParsableArguments {
    @OptionGroup var tree: TreeOptions
    @OptionGroup var moment: MomentOptions

    var roots: [String] { tree.roots }
    var limits: TreeLimits { tree.limits }
    var now: Instant { moment.now }
}

/// Which state is read and written.
struct StateOptions: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: .init(
            "The state file (default: .upkeep/state.json beside the manifests); - reads it, or a published copy, from standard input.",
            valueName: "file"
        ),
        completion: .file()
    )
    var path: String?

    func validate() throws {
        guard let path else { return }
        if path.isEmpty || path.hasSuffix("/") {
            throw ValidationError("--state takes the name of a file, not of a folder.")
        }
    }

    /// The options as they can be written again.
    var arguments: [String] { path.map { ["--state", $0] } ?? [] }

    /// The state beside the manifests, unless another one is named.
    func store(besides roots: [String] = ["."]) -> StateStore {
        if let path { return StateStore(path: path) }
        guard roots.count == 1, var folder = roots.first else {
            return StateStore(path: ".upkeep/state.json")
        }
        if !ManifestFolder.isFolder(folder) { folder = Self.parent(of: folder) }
        if folder == "." { return StateStore(path: ".upkeep/state.json") }
        return StateStore(path: "\(folder)\(folder.hasSuffix("/") ? "" : "/").upkeep/state.json")
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
