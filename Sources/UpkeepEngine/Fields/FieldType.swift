import UpkeepSource

/// How the value of a field is read from a manifest, and what it is in canonical form.
///
/// Conforming types are small structs, so that a field costs no allocation.
package protocol FieldType<Output>: Sendable {
    associatedtype Output: Sendable

    var shape: FieldShape { get }

    /// What stands for a value that could not be read; a resource with such a one is never planned.
    var placeholder: Output { get }

    /// Reads a node and writes its canonical form, or reports why it cannot be read and yields nil.
    ///
    /// What has been written by then is dropped with the resource.
    func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> Output?
}

/// A field type whose values have a canonical form of their own, and which can therefore have a default.
package protocol ScalarFieldType<Output>: FieldType {
    func write(_ output: Output, to canonical: inout JSONWriter)

    /// Reads the text of a scalar, or reports why it cannot be read and yields nil.
    func read(scalar node: Node, _ context: inout ReadingContext) -> Output?
}

extension ScalarFieldType {
    package func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> Output? {
        guard let output = read(node, &context) else { return nil }
        write(output, to: &canonical)
        return output
    }

    /// Reads a node whose canonical form is written later or not at all.
    func read(_ node: Node, _ context: inout ReadingContext) -> Output? {
        guard node.shape == .scalar else {
            context.report(.wrongShape(shape, at: node))
            return nil
        }
        return read(scalar: node, &context)
    }
}

extension ScalarFieldType<String> {
    package func write(_ output: String, to canonical: inout JSONWriter) { canonical.write(output) }
}

/// A field type whose values are empty when the field is left out.
package protocol CollectionFieldType<Output>: FieldType {
    var empty: Output { get }

    /// The canonical form of the empty value.
    var emptyValue: Value { get }
}

extension CollectionFieldType {
    package var placeholder: Output { empty }
}
