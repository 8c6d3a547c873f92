import UpkeepSource

extension Value {
    /// The value as a document, so that what was stored is read by the same code as what was written.
    ///
    /// The nodes have no place in a file.
    package var node: Node {
        var builder = NodeTreeBuilder(file: SourceFile(path: "", bytes: []))
        add(to: &builder)
        guard let root = builder.finish().root else { preconditionFailure("a value has a node") }
        return root
    }

    private func add(to builder: inout NodeTreeBuilder) {
        switch self {
        case .text(let text):
            builder.addScalar(at: 0..<0, decoding: Array(text.utf8), isPlain: false)
        case .integer(let integer):
            builder.addScalar(at: 0..<0, decoding: Array(String(integer).utf8), isPlain: true)
        case .boolean(let boolean):
            builder.addScalar(
                at: 0..<0,
                decoding: Array((boolean ? "true" : "false").utf8),
                isPlain: true
            )
        case .list(let list):
            builder.beginSequence(at: 0)
            for value in list { value.add(to: &builder) }
            builder.end(at: 0)
        case .entries(let entries):
            builder.beginMapping(at: 0)
            for entry in entries {
                builder.addScalar(at: 0..<0, decoding: Array(entry.key.utf8), isPlain: false)
                entry.value.add(to: &builder)
            }
            builder.end(at: 0)
        }
    }
}
