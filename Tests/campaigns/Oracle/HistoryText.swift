import FoundationEssentials

/// The commits that a history tells of.
enum HistoryText {
    private struct Entry: Decodable {
        let serial: Int
        let lineage: String
    }

    /// The serials of a lineage in the order of the lines; nil when a line cannot be read.
    static func serials(of lineage: String, in bytes: [UInt8]) -> [Int]? {
        var serials: [Int] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)) else {
                return nil
            }
            if entry.lineage == lineage { serials.append(entry.serial) }
        }
        return serials
    }
}
