import UpkeepSource
import UpkeepYAML

/// A manifest as it was read from disk.
package struct ManifestFile: Sendable {
    /// The path below the root, which the state records.
    package let name: String
    /// The path as the user would type it.
    package let path: String
    package let bytes: [UInt8]

    package init(name: String, path: String, bytes: [UInt8]) {
        self.name = name
        self.path = path
        self.bytes = bytes
    }
}

/// What a tree of manifests may hold at most; options raise it.
package struct TreeLimits: Sendable {
    /// Manifests in all.
    package var files = 20_000
    /// Bytes of all manifests.
    package var bytes = 67_108_864
    /// Folders within each other.
    package var depth = 64
    package var yaml = YAMLLimits.standard

    package init() {}
}

/// Reads the manifests under the paths that a user names.
package struct ManifestFolder: ~Copyable {
    private let limits: TreeLimits
    private var files: [ManifestFile] = []
    /// The bytes of the paths that have been read: to Swift, names that only Unicode takes for the same are equal.
    private var seen: Set<[UInt8]> = []
    private var diagnostics = Diagnostics()
    private var fileCount = 0
    private var byteCount = 0
    /// Whether a limit of the whole tree has ended the walk.
    private var isOver = false

    /// All manifests under paths, sorted by their names, and what is wrong with them as files.
    ///
    /// Folders are walked; files are read whatever they are called.
    package static func read(
        _ paths: [String],
        limits: TreeLimits = TreeLimits()
    ) throws(StoreError) -> (files: [ManifestFile], diagnostics: Diagnostics) {
        var walk = ManifestFolder(limits: limits)
        for path in paths { try walk.read(path, isOnlyRoot: paths.count == 1) }
        if walk.files.isEmpty, walk.diagnostics.isEmpty {
            walk.diagnostics.report(.noManifests(paths))
        }
        let files = walk.files.sorted { $0.name < $1.name }
        for (file, next) in zip(files, files.dropFirst()) where file.name == next.name {
            walk.diagnostics.report(.sameName(next.path, as: file.path))
        }
        return (files, walk.diagnostics)
    }

    private init(limits: TreeLimits) {
        self.limits = limits
    }

    private mutating func read(_ path: String, isOnlyRoot: Bool) throws(StoreError) {
        let path = Self.normal(path)
        let parts = path.split(separator: "/")
        let folders = parts.dropLast().joined(separator: "/")
        let parent = path.hasPrefix("/") ? "/" + folders : folders
        guard let last = parts.last, last != ".", last != ".." else {
            return try walk(Folder(path: path, followsLink: true), below: "", depth: 1)
        }
        let folder = try Folder(path: parent.isEmpty ? "." : parent, followsLink: true)
        let name = String(last)
        guard let status = folder.statusBehindLink(name) else {
            throw StoreError(.io, path, "no such file or folder")
        }
        if status.form == .folder {
            let below = isOnlyRoot ? "" : path + "/"
            try walk(Folder(path: path, followsLink: true), below: below, depth: 1)
        } else {
            let entry = Entry(
                file: name,
                name: isOnlyRoot ? name : path,
                path: path,
                size: status.size
            )
            if isAccepted(entry) { try read([entry], in: folder) }
        }
    }

    /// The path without what means nothing in it: `./a//b/` is `a/b`.
    private static func normal(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + parts : (parts.isEmpty ? "." : parts)
    }

    /// Whether a path leads to a folder.
    package static func isFolder(_ path: String) -> Bool {
        (try? Folder(path: path, followsLink: true)) != nil
    }

    private mutating func walk(
        _ folder: borrowing Folder,
        below prefix: String,
        depth: Int
    ) throws(StoreError) {
        var manifests: [Entry] = []
        var folders: [String] = []
        for name in try folder.names() where !name.hasPrefix(".") && !name.hasPrefix("_") && !isOver
        {
            let path = folder.path(of: name)
            let isManifest = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
            guard let status = try folder.status(name) else {
                // A name that is not UTF-8 cannot be asked for; anything else has just been removed.
                if isManifest, name.unicodeScalars.contains("\u{FFFD}") {
                    diagnostics.report(.nameNotUTF8(path))
                }
                continue
            }
            switch status.form {
            case .folder:
                guard depth < limits.depth else {
                    diagnostics.report(.foldersTooDeep(path, limit: limits.depth))
                    continue
                }
                folders.append(name)
            case .regular where isManifest:
                let entry = Entry(file: name, name: prefix + name, path: path, size: status.size)
                if isAccepted(entry) { manifests.append(entry) }
            case .link where isManifest || folder.statusBehindLink(name)?.form == .folder:
                diagnostics.report(.linkNotFollowed(path))
            case .other where isManifest:
                diagnostics.report(.notRegularFile(path))
            case .regular, .link, .other:
                continue
            }
        }
        try read(manifests, in: folder)
        for name in folders where !isOver {
            try walk(folder.folder(name), below: prefix + name + "/", depth: depth + 1)
        }
    }

    /// Whether a manifest is new and within the limits, which its size now counts for.
    private mutating func isAccepted(_ entry: Entry) -> Bool {
        // A file can be named and lie in a folder that is named.
        guard seen.insert(Array(entry.path.utf8)).inserted else { return false }
        let (path, size) = (entry.path, entry.size)
        guard size <= limits.yaml.fileBytes else {
            diagnostics.report(.manifestTooLarge(path, size: size, limit: limits.yaml.fileBytes))
            return false
        }
        if fileCount >= limits.files {
            isOver = true
            diagnostics.report(.tooManyManifests(path, limit: limits.files))
            return false
        }
        if byteCount + size > limits.bytes {
            isOver = true
            diagnostics.report(.treeTooLarge(path, limit: limits.bytes))
            return false
        }
        fileCount += 1
        byteCount += size
        return true
    }

    /// Reads manifests of a folder side by side: no more are open than there are processors.
    private mutating func read(
        _ manifests: [Entry],
        in folder: borrowing Folder
    ) throws(StoreError) {
        let limit = limits.yaml.fileBytes
        let contents = Parallel.map(manifests, perThread: Self.filesPerThread) { entry in
            Result { () throws(StoreError) in
                try folder.file(entry.file)?.readToEnd(limit: limit)
            }
        }
        for (entry, content) in zip(manifests, contents) {
            // One that is gone by now was removed since the folder was listed.
            guard let bytes = try content.get() else { continue }
            files.append(ManifestFile(name: entry.name, path: entry.path, bytes: bytes))
        }
    }

    /// Starting a thread takes about as long as reading so many small files.
    private static let filesPerThread = 8

    /// A manifest that has been found and is to be read.
    private struct Entry {
        /// The name in its folder.
        let file: String
        let name: String
        let path: String
        /// In bytes, when it was found.
        let size: Int
    }
}
