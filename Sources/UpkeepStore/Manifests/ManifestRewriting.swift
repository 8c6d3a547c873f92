extension ManifestFile {
    /// Puts other bytes in the place of a manifest, whole or not at all.
    ///
    /// It keeps the mode, and is refused when the file is no longer what was read, is read-only, or has become a link.
    package func replace(with newBytes: [UInt8]) throws(StoreError) {
        let (parent, name) = try NewFiles.split(path)
        let folder = try Folder(path: parent, followsLink: true)
        let current = try folder.unchanged(name, self)
        if try current.isReadOnly() || !folder.mayWrite(name) {
            throw StoreError(
                .io,
                path,
                "the file is read-only",
                help: "`chmod u+w` it, or leave it out"
            )
        }
        let temporary = ".\(name).tmp"
        try folder.remove(temporary)
        var file = try folder.writableFile(temporary, isNew: true)
        do throws(StoreError) {
            try file.write(newBytes)
            try file.takeAccess(of: current)
            try file.sync()
            try file.close()
            // As late as possible: an editor may have saved it meanwhile.
            _ = try folder.unchanged(name, self)
            try folder.rename(temporary, to: name)
            try folder.sync()
        } catch {
            try? folder.remove(temporary)
            throw error
        }
    }
}

extension Folder {
    /// Opens a manifest that still has the bytes which were read.
    fileprivate func unchanged(
        _ name: String,
        _ manifest: ManifestFile
    ) throws(StoreError) -> FileDescriptor {
        guard let file = try file(name) else {
            throw StoreError(.io, manifest.path, "the file is gone", help: "it was not written")
        }
        guard try file.status().size == manifest.bytes.count,
            try file.readToEnd(limit: manifest.bytes.count) == manifest.bytes
        else {
            throw StoreError(
                .io,
                manifest.path,
                "the file has changed since it was read",
                help: "it was left as it is; run the command again"
            )
        }
        return file
    }
}
