/// Writes files that a user asked for, whole or not at all.
package enum NewFiles {
    /// Writes a file, in the place of one that is there.
    package static func replace(_ path: String, with text: String) throws(StoreError) {
        let (parent, name) = try split(path)
        let folder = try Folder(path: parent, followsLink: true)
        if let status = try folder.status(name), status.form != .regular {
            throw StoreError(.io, path, "there is something here that is not a regular file")
        }
        let temporary = ".\(name).tmp"
        try folder.remove(temporary)
        var file = try folder.writableFile(temporary, isNew: true)
        do throws(StoreError) {
            try file.write(Array(text.utf8))
            try file.makeReadable()
            try file.sync()
            try file.close()
            try folder.rename(temporary, to: name)
            try folder.sync()
        } catch {
            try? folder.remove(temporary)
            throw error
        }
    }

    /// Writes behind what a file has; it is made when it is not there.
    package static func append(_ text: String, to path: String) throws(StoreError) {
        let (parent, name) = try split(path)
        let folder = try Folder(path: parent, followsLink: true)
        var file = try folder.writableFile(name, isNew: false, appends: true)
        try file.write(Array(text.utf8))
        try file.close()
    }

    /// Throws when there is no folder for a file.
    package static func requireFolder(of path: String) throws(StoreError) {
        _ = try Folder(path: split(path).folder, followsLink: true)
    }

    /// Writes a file that only its owner can read, and that must not be there, so that it survives a loss of power.
    package static func createSecret(_ path: String, _ bytes: [UInt8]) throws(StoreError) {
        let (parent, name) = try split(path)
        let folder = try Folder(path: parent, followsLink: true)
        var file = try folder.writableFile(name, isNew: true)
        try file.write(bytes)
        try file.sync()
        try file.close()
        try folder.sync()
    }

    /// Removes a file; one that is not there is no error.
    package static func remove(_ path: String) throws(StoreError) {
        guard try status(path) != nil else { return }
        let (parent, name) = try split(path)
        try Folder(path: parent, followsLink: true).remove(name)
    }

    /// What is known of the folder that a file stands in, or would; nil when there is no such folder.
    static func folderStatus(of path: String) -> FileStatus? {
        guard let (parent, _) = try? split(path),
            let outer = try? Folder(path: parent, followsLink: true)
        else { return nil }
        return (try? outer.status(".")) ?? nil
    }

    /// Whether there is something at a path.
    package static func isTaken(_ path: String) throws(StoreError) -> Bool {
        try status(path) != nil
    }

    /// Writes files below a folder, none of which may be there, and makes the folders that they need.
    ///
    /// It throws before anything is written when one of them is there.
    package static func create(
        _ files: [(path: String, text: String)],
        below root: String
    ) throws(StoreError) {
        try makeFolders(root)
        for file in files {
            if try status("\(root)/\(file.path)") != nil {
                throw StoreError(
                    .io,
                    "\(root)/\(file.path)",
                    "the file is there already",
                    help: "nothing was written"
                )
            }
        }
        for file in files {
            let parts = file.path.split(separator: "/").dropLast()
            if !parts.isEmpty { try makeFolders("\(root)/\(parts.joined(separator: "/"))") }
            try replace("\(root)/\(file.path)", with: file.text)
        }
    }

    /// The text of a regular file; nil when there is none.
    package static func read(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
        let (parent, name) = try split(path)
        do throws(StoreError) {
            let folder = try Folder(path: parent, followsLink: true)
            guard let file = try folder.linkedFile(name) else { return nil }
            return try file.readToEnd(limit: limit)
        } catch {
            if error.isMissingFile { return nil }
            throw error
        }
    }

    private static func status(_ path: String) throws(StoreError) -> FileStatus? {
        do throws(StoreError) {
            let (parent, name) = try split(path)
            let folder = try Folder(path: parent, followsLink: true)
            return try folder.status(name)
        } catch {
            if error.isMissingFile { return nil }
            throw error
        }
    }

    static func split(_ path: String) throws(StoreError) -> (folder: String, name: String) {
        let parts = path.split(separator: "/")
        guard let name = parts.last, !path.hasSuffix("/") else {
            throw StoreError(.io, path.isEmpty ? "\"\"" : path, "this is not the name of a file")
        }
        let parent = parts.dropLast().joined(separator: "/")
        let root = path.hasPrefix("/") ? "/" + parent : (parent.isEmpty ? "." : parent)
        return (root, String(name))
    }

    package static func makeFolders(_ path: String) throws(StoreError) {
        var current = path.hasPrefix("/") ? "/" : "."
        for part in path.split(separator: "/") where part != "." {
            let folder = try Folder(path: current, followsLink: true)
            if folder.statusBehindLink(String(part)) == nil {
                try folder.makeFolder(String(part), mode: 0o755)
                try folder.sync()
            }
            current = folder.path(of: String(part))
        }
    }
}
