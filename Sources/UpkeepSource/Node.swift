/// A value in a document, and where it stands.
///
/// Scalars are text: what a field makes of them is the field's matter. An alias reads as the node
/// it stands for, but has the range of the alias.
package struct Node: Sendable {
    package enum Shape: Sendable {
        case scalar
        case sequence
        case mapping
    }

    package let tree: NodeTree
    /// The node's place in its tree; that of an alias is its own.
    package let index: Int

    /// A node in no file, for what was not read from one.
    package static let nothing = Node(tree: .nothing, index: 0)

    private var record: NodeRecord { tree.records[index] }

    /// The record that holds the content: the target's, where this node is an alias.
    private var content: NodeRecord {
        let record = record
        return record.form == .alias ? tree.records[Int(record.text)] : record
    }

    package var shape: Shape {
        switch content.form {
        case .sequence: .sequence
        case .mapping: .mapping
        default: .scalar
        }
    }

    package var isAlias: Bool { record.form == .alias }

    /// The node that an alias stands for; the node itself where it is none.
    package var target: Node {
        isAlias ? Node(tree: tree, index: Int(record.text)) : self
    }

    /// Whether the value has been reported already and stands for nothing.
    ///
    /// Whoever reads it skips it in silence: one mistake, one message. As a mapping's key it says
    /// to skip the entry.
    package var isRefused: Bool { content.form == .refused }

    /// Whether a scalar was written without quotes; only such a one can stand for a number or a
    /// boolean.
    package var isPlain: Bool {
        let form = content.form
        return form == .plainScalar || form == .decodedPlainScalar
    }

    /// Byte offsets of the node in its file.
    package var offsets: Range<Int> { Int(record.start)..<Int(record.end) }

    package var range: SourceRange { tree.file.range(offsets) }

    package var file: SourceFile { tree.file }

    /// The line on which the node begins, counted from 1.
    package var line: Int { tree.file.lineNumber(at: Int(record.start)) }
}

extension Node {
    /// A scalar's text; empty for a collection.
    package var text: String {
        let record = content
        let bytes = Int(record.text)..<Int(record.text) + Int(record.count)
        switch record.form {
        case .plainScalar, .quotedScalar:
            return String(decoding: tree.file.bytes[bytes], as: UTF8.self)
        case .decodedPlainScalar, .decodedQuotedScalar:
            return String(decoding: tree.decoded[bytes], as: UTF8.self)
        case .sequence, .mapping, .alias, .refused:
            return ""
        }
    }

    /// The number of bytes of a scalar's text.
    package var textLength: Int { shape == .scalar ? Int(content.count) : 0 }

    /// A scalar's text where it is printable ASCII without quotes and backslashes, as nearly every text is; nil for any
    /// other.
    package var plainASCII: ArraySlice<UInt8>? {
        let record = content
        guard record.form == .plainScalar || record.form == .quotedScalar else { return nil }
        let range = Int(record.text)..<Int(record.text + record.count)
        return tree.file.bytes.arePlainASCII(in: range) ? tree.file.bytes[range] : nil
    }

    /// Whether a scalar's text is `other`, without decoding it.
    package func hasText(_ other: String) -> Bool {
        tree.hasText(other, at: index)
    }
}

extension NodeTree {
    /// Whether the node at an index is a scalar with this text.
    fileprivate func hasText(_ other: String, at index: Int) -> Bool {
        let record = records[index]
        switch record.form {
        case .plainScalar, .quotedScalar:
            return other.utf8.count == record.count && file.bytes.holds(other, at: Int(record.text))
        case .decodedPlainScalar, .decodedQuotedScalar:
            return other.utf8.count == record.count && decoded.holds(other, at: Int(record.text))
        case .alias:
            return hasText(other, at: Int(record.text))
        case .sequence, .mapping, .refused:
            return false
        }
    }
}

extension Node {
    /// The number of elements of a sequence or of entries of a mapping.
    package var count: Int {
        switch content.form {
        case .sequence: Int(content.count)
        case .mapping: Int(content.count) / 2
        default: 0
        }
    }

    /// The elements of a sequence; empty for anything else.
    package var elements: NodeElements {
        NodeElements(tree: tree, cursor: firstChild, remaining: shape == .sequence ? count : 0)
    }

    /// The keys and values of a mapping, in the order in which they were written; empty for
    /// anything else.
    package var entries: NodeEntries {
        NodeEntries(
            children: NodeElements(
                tree: tree,
                cursor: firstChild,
                remaining: shape == .mapping ? count * 2 : 0
            )
        )
    }

    /// The value of a mapping's key.
    package subscript(key: String) -> Node? {
        guard shape == .mapping else { return nil }
        let length = UInt32(key.utf8.count)
        var cursor = firstChild
        // Over the records, not over nodes: each of those would be counted as a user of the tree.
        for _ in 0..<count {
            let record = tree.records[cursor]
            let value = Int(record.next)
            // Most other keys have another length, and need no closer look.
            if record.count == length || record.form == .alias, tree.hasText(key, at: cursor) {
                return Node(tree: tree, index: value)
            }
            cursor = Int(tree.records[value].next)
        }
        return nil
    }

    private var firstChild: Int {
        let record = record
        return (record.form == .alias ? Int(record.text) : index) + 1
    }
}

/// Nodes that stand one behind the other.
package struct NodeElements: Sequence, IteratorProtocol {
    fileprivate let tree: NodeTree
    fileprivate var cursor: Int
    fileprivate var remaining: Int

    package mutating func next() -> Node? {
        guard remaining > 0 else { return nil }
        remaining -= 1
        let node = Node(tree: tree, index: cursor)
        cursor = Int(tree.records[cursor].next)
        return node
    }
}

/// The keys of a mapping with their values.
package struct NodeEntries: Sequence, IteratorProtocol {
    fileprivate var children: NodeElements

    package mutating func next() -> (key: Node, value: Node)? {
        guard let key = children.next(), let value = children.next() else { return nil }
        return (key, value)
    }
}

extension [UInt8] {
    /// Whether all bytes of a range are printable ASCII other than quotes and backslashes.
    fileprivate func arePlainASCII(in range: Range<Int>) -> Bool {
        let bytes = span.extracting(range)
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"")
                || byte == UInt8(ascii: "\\")
            {
                return false
            }
        }
        return true
    }

    /// Whether the bytes from an offset on are those of a string.
    ///
    /// - Precondition: there are as many.
    fileprivate func holds(_ string: String, at offset: Int) -> Bool {
        let bytes = span
        let text = string.utf8.span
        for index in text.indices where bytes[offset + index] != text[index] { return false }
        return true
    }
}
