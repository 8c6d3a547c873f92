import UpkeepEngine

extension StateStore {
    /// The folder beside the state that holds the sealed keys, each in a file of its own.
    package var sealedFolder: String { beside("sealed") }

    /// Writes sealed keys out, for whoever fetches them.
    ///
    /// The state has them, too, so that a file which is lost can be had again. Where there is nothing to open any more, the
    /// file goes.
    package func writeSealed(_ keys: [(id: String, text: String?)]) throws(StoreError) {
        if keys.contains(where: { $0.text != nil }) { try NewFiles.makeFolders(sealedFolder) }
        for key in keys {
            let path = "\(sealedFolder)/\(key.id).age"
            if let text = key.text {
                try NewFiles.replace(path, with: text)
            } else {
                try NewFiles.remove(path)
            }
        }
    }

    /// Whether a path stands where the state does, or its sealed keys: everything there is for the program to write.
    package func isOwn(_ path: String) -> Bool {
        let folder = NewFiles.folderStatus(of: path)
        return folder != nil && [status(of: folderPath), status(of: sealedFolder)].contains(folder)
    }

    private func status(of folder: String) -> FileStatus? {
        NewFiles.folderStatus(of: "\(folder)/file")
    }
}
