import UpkeepSource

extension ImportDraft {
    /// Reads OpenStatus.
    mutating func readOpenStatus(_ roots: [Node]) {}
}
