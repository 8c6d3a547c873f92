import UpkeepSource

extension ImportDraft {
    /// Reads Upptime.
    mutating func readUpptime(_ roots: [Node]) {}
}
