/// Fills a `NodeTree` in the order in which a parser meets the nodes.
package struct NodeTreeBuilder: Sendable {
    package let file: SourceFile
    private var records: [NodeRecord] = []
    private var decoded: [UInt8] = []
    /// The collections that are still open, the innermost last, each with the children of the one
    /// around it.
    private var open: [(index: Int, outerChildren: UInt32)] = []
    /// The children that the innermost open collection has so far.
    private var children: UInt32 = 0

    /// A builder with room for a number of nodes; there may be more.
    package init(file: SourceFile, expectedNodes: Int = 0) {
        self.file = file
        records.reserveCapacity(expectedNodes)
    }

    /// The number of collections that are open.
    package var depth: Int { open.count }

    /// The index that the next node will have.
    package var nextIndex: Int { records.count }

    /// Adds a scalar whose text stands in the file as it is.
    package mutating func addScalar(at range: Range<Int>, text: Range<Int>, isPlain: Bool) {
        add(range, text.lowerBound, text.count, isPlain ? .plainScalar : .quotedScalar)
    }

    /// Adds a scalar whose text differs from what stands in the file.
    ///
    /// - Precondition: `text` is valid UTF-8.
    package mutating func addScalar(
        at range: Range<Int>,
        decoding text: [UInt8],
        isPlain: Bool
    ) {
        let start = decoded.count
        decoded.append(contentsOf: text)
        add(
            range,
            start,
            decoded.count - start,
            isPlain ? .decodedPlainScalar : .decodedQuotedScalar
        )
    }

    /// Adds an alias that stands for the node at an index which is complete already.
    package mutating func addAlias(at range: Range<Int>, to target: Int) {
        precondition(target < records.count && records[target].next != 0)
        add(range, target, 0, .alias)
    }

    /// Adds a place holder for a value that has been reported.
    package mutating func addRefused(at range: Range<Int>) { add(range, 0, 0, .refused) }

    /// Makes a place holder of a scalar that was added.
    package mutating func refuse(_ index: Int) {
        precondition(records[index].next == index + 1)
        records[index].form = .refused
    }

    /// Where the node at an index stands.
    package func offsets(ofNode index: Int) -> Range<Int> {
        Int(records[index].start)..<Int(records[index].end)
    }

    /// Whether the node at an index is a scalar with this text.
    package func hasText(_ text: Span<UInt8>, at index: Int) -> Bool {
        let record = records[index]
        guard Int(record.count) == text.count else { return false }
        switch record.form {
        case .plainScalar, .quotedScalar:
            return file.bytes.span.extracting(record.textRange).hasBytes(of: text)
        case .decodedPlainScalar, .decodedQuotedScalar:
            return decoded.span.extracting(record.textRange).hasBytes(of: text)
        case .sequence, .mapping, .alias, .refused:
            return false
        }
    }

    /// A hash of the text of the scalar at an index, equal to `hash` of the same text.
    package func hash(ofText index: Int) -> Int {
        let record = records[index]
        switch record.form {
        case .plainScalar, .quotedScalar:
            return Self.hash(file.bytes.span.extracting(record.textRange))
        case .decodedPlainScalar, .decodedQuotedScalar:
            return Self.hash(decoded.span.extracting(record.textRange))
        case .sequence, .mapping, .alias, .refused:
            return 0
        }
    }

    /// A hash that nobody can foresee.
    package static func hash(_ text: Span<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(text.count)
        var word: UInt64 = 0
        for index in text.indices {
            word = word << 8 | UInt64(text[index])
            if index % 8 == 7 { hasher.combine(word) }
        }
        hasher.combine(word)
        return hasher.finalize()
    }

    package mutating func beginSequence(at start: Int) { begin(start, .sequence) }

    package mutating func beginMapping(at start: Int) { begin(start, .mapping) }

    /// Closes the innermost open collection.
    package mutating func end(at end: Int) {
        let (index, outerChildren) = open.removeLast()
        records[index].end = UInt32(end)
        records[index].count = children
        children = outerChildren
        records[index].next = UInt32(records.count)
    }

    /// The finished tree.
    ///
    /// - Precondition: every collection is closed.
    package consuming func finish() -> NodeTree {
        precondition(open.isEmpty)
        return NodeTree(file: file, records: records, decoded: decoded)
    }

    private mutating func begin(_ start: Int, _ form: NodeRecord.Form) {
        open.append((records.count, children + 1))
        children = 0
        let start = UInt32(start)
        records.append(NodeRecord(start: start, end: start, text: 0, count: 0, next: 0, form: form))
    }

    private mutating func add(
        _ range: Range<Int>,
        _ text: Int,
        _ count: Int,
        _ form: NodeRecord.Form
    ) {
        children += 1
        records.append(
            NodeRecord(
                start: UInt32(range.lowerBound),
                end: UInt32(range.upperBound),
                text: UInt32(text),
                count: UInt32(count),
                next: UInt32(records.count + 1),
                form: form
            )
        )
    }
}

extension NodeRecord {
    fileprivate var textRange: Range<Int> { Int(text)..<Int(text) + Int(count) }
}

extension Span<UInt8> {
    /// Whether two stretches of the same length are equal.
    fileprivate func hasBytes(of other: Span<UInt8>) -> Bool {
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
