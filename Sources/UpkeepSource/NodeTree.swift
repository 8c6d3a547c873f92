/// All nodes of one document in one arena, in the order in which they stand in the file.
///
/// A node is 24 bytes of offsets; its text stays in the file's bytes and is decoded only when
/// somebody asks for it. A tree of objects costs half as much again as the YAML parser itself, an
/// arena a few hundredths.
package final class NodeTree: Sendable {
    package let file: SourceFile
    let records: [NodeRecord]
    /// The text of the scalars whose text differs from what stands in the file: escapes, folded
    /// lines.
    package let decoded: [UInt8]

    init(file: SourceFile, records: [NodeRecord], decoded: [UInt8]) {
        self.file = file
        self.records = records
        self.decoded = decoded
    }

    /// One refused value in no file: it stands for what no file has.
    static let nothing = NodeTree(
        file: SourceFile(path: "", bytes: []),
        records: [NodeRecord(start: 0, end: 0, text: 0, count: 0, next: 1, form: .refused)],
        decoded: []
    )

    /// The document's top node; nil when the document is empty.
    package var root: Node? { records.isEmpty ? nil : Node(tree: self, index: 0) }
}

/// One node in the arena.
struct NodeRecord {
    enum Form: UInt8 {
        case plainScalar
        case quotedScalar
        case decodedPlainScalar
        case decodedQuotedScalar
        case sequence
        case mapping
        case alias
        /// A value that has been reported already; it reads as an empty scalar.
        case refused
    }

    /// Byte offsets into the file.
    var start: UInt32
    var end: UInt32
    /// A scalar's first byte of text, in the file or in `decoded`; an alias's target.
    var text: UInt32
    /// A scalar's number of bytes; a collection's number of children, keys and values counted
    /// apart.
    var count: UInt32
    /// The index behind this node's last descendant.
    var next: UInt32
    var form: Form
}
