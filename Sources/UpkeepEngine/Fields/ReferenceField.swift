import UpkeepSource

/// The id of another resource, or of a part of one.
package struct ReferenceField: ScalarFieldType {
    /// What is referred to: `status_page`, `component`.
    let kind: String
    /// The resource that the part belongs to; nil for a whole resource.
    ///
    /// An empty id: it could not be read.
    let owner: String?

    package var shape: FieldShape { .reference(kind: kind) }
    package var placeholder: String { "" }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> String? {
        let id = node.text
        if let diagnostic = Diagnostic.problem(ofID: id, at: node) {
            context.report(diagnostic)
            return nil
        }
        guard owner != "" else { return id }
        context.refer(to: ResourceID(kind: kind, id: owner.map { "\($0)/\(id)" } ?? id), at: node)
        return id
    }
}

extension FieldType where Self == ReferenceField {
    /// The id of a resource of a kind.
    package static func reference(to kind: KindName) -> ReferenceField {
        ReferenceField(kind: kind.word, owner: nil)
    }

    /// The id of a part that a resource declares; with an empty owner the reference is not checked.
    package static func part(_ kind: String, of owner: String) -> ReferenceField {
        ReferenceField(kind: kind, owner: owner)
    }
}
