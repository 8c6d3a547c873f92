import UpkeepEngine

extension StateStore {
    /// The folder beside the state that holds the sealed keys, each in a file of its own.
    package var sealedFolder: String {
        "\(folderPath)/" + (name == "state.json" ? "sealed" : "\(name).sealed")
    }

    /// Writes sealed keys out, for whoever fetches them.
    ///
    /// The state has them, too, so that a file which is lost can be had again.
    package func writeSealed(_ keys: [(id: String, text: String)]) throws(StoreError) {
        if keys.isEmpty { return }
        try NewFiles.makeFolders(sealedFolder)
        for key in keys {
            try NewFiles.replace("\(sealedFolder)/\(key.id).age", with: key.text)
        }
    }
}
