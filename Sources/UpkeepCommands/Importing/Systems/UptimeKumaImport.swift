import UpkeepSource

extension ImportDraft {
    /// Reads UptimeKuma.
    mutating func readUptimeKuma(_ roots: [Node]) {}
}
