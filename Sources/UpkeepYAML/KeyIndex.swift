import UpkeepSource

/// The keys of the mappings that are open, to find one that is written twice.
struct KeyIndex {
    private struct Key {
        /// What is cheap to tell keys apart by: the length and three of the bytes.
        let fingerprint: UInt64
        let node: Int
    }

    /// The keys of a mapping with too many to look at each.
    ///
    /// Hashes are seeded per process, so that nobody can prepare a file whose keys collide.
    private struct Table {
        /// How many mappings are open when this one is the innermost.
        let depth: Int
        var nodes: [Int: Int] = [:]
    }

    private static let fewKeys = 16

    /// Whether of equal keys the last one counts, and not the first.
    private let lastCounts: Bool

    /// All keys of all mappings that are open.
    private var keys: [Key] = []
    /// Where the keys of each mapping begin in `keys`.
    private var starts: [Int] = []
    /// The last of `starts`.
    private var start = 0
    private var tables: [Table] = []

    init(lastCounts: Bool) {
        self.lastCounts = lastCounts
    }

    mutating func begin() {
        start = keys.count
        starts.append(start)
    }

    mutating func end() {
        if tables.last?.depth == starts.count { tables.removeLast() }
        keys.removeLast(keys.count - start)
        starts.removeLast()
        start = starts.last ?? 0
    }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        start = 0
        tables = []
    }

    /// Adds a key to the innermost mapping, and gives the node of an earlier one with the same
    /// text.
    mutating func insert(_ text: Span<UInt8>, node: Int, of tree: borrowing NodeTreeBuilder) -> Int?
    {
        let key = Key(fingerprint: Self.fingerprint(text), node: node)
        defer { keys.append(key) }
        if keys.count - start < Self.fewKeys {
            for index in start..<keys.count
            where keys[index].fingerprint == key.fingerprint
                && tree.hasText(text, at: keys[index].node)
            {
                return keys[index].node
            }
            return nil
        }
        return insertIntoTable(text, node: node, of: tree)
    }

    private mutating func insertIntoTable(
        _ text: Span<UInt8>,
        node: Int,
        of tree: borrowing NodeTreeBuilder
    ) -> Int? {
        if tables.last?.depth != starts.count { tables.append(table(of: tree)) }
        let last = tables.count - 1
        let hash = NodeTreeBuilder.hash(text)
        let earlier = tables[last].nodes[hash]
        let isEqual = earlier.map { tree.hasText(text, at: $0) } ?? false
        if lastCounts || !isEqual { tables[last].nodes[hash] = node }
        return isEqual ? earlier : nil
    }

    /// A table of the innermost mapping's keys.
    private func table(of tree: borrowing NodeTreeBuilder) -> Table {
        var table = Table(depth: starts.count)
        table.nodes.reserveCapacity(8 * Self.fewKeys)
        for key in keys[start...] {
            let hash = tree.hash(ofText: key.node)
            if table.nodes[hash] == nil { table.nodes[hash] = key.node }
        }
        return table
    }

    private static func fingerprint(_ text: Span<UInt8>) -> UInt64 {
        let count = text.count
        guard count > 0 else { return 0 }
        let bytes = UInt64(text[0]) | UInt64(text[count / 2]) << 8 | UInt64(text[count - 1]) << 16
        return bytes | UInt64(count) << 24
    }
}
