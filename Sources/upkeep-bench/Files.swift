import FoundationEssentials

/// Files as a benchmark needs them: written without waiting for the disk.
enum Files {
    /// Writes a file, and makes the folders that it stands in.
    static func write(_ text: String, to path: String) throws {
        let url = URL(filePath: path)
        try makeFolder(url.deletingLastPathComponent().path)
        try Data(text.utf8).write(to: url)
    }

    static func read(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Removes what is there, if anything is.
    static func remove(_ path: String) throws {
        guard exists(path) else { return }
        try FileManager.default.removeItem(atPath: path)
    }

    /// The paths of all YAML files under a folder, or of one file whatever it is called.
    static func manifests(under path: String) throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw BenchmarkError("\(path): no such file or folder")
        }
        guard isFolder else { return [path] }
        return try FileManager.default.subpathsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .map { "\(path)/\($0)" }
    }
}
