import UpkeepSource

/// How the value of a field is read from a manifest, and what it is in canonical form.
///
/// Conforming types are small structs, so that a field costs no allocation.
package protocol FieldType<Output>: Sendable {
    associatedtype Output: Sendable

    var shape: FieldShape { get }

    /// What stands for a value that could not be read; a resource with such a one is never planned.
    var placeholder: Output { get }

    /// Reads a node, or reports why it cannot be read and yields nil.
    func read(_ node: Node, _ context: inout ReadingContext) -> FieldValue<Output>?
}

/// A value that was read: for the kind's code, and for the state.
package struct FieldValue<Output: Sendable>: Sendable {
    package let output: Output
    package let canonical: Value

    package init(_ output: Output, _ canonical: Value) {
        self.output = output
        self.canonical = canonical
    }
}

/// A field type whose values have a canonical form of their own, and which can therefore have a default.
package protocol ScalarFieldType<Output>: FieldType {
    func canonical(_ output: Output) -> Value

    /// Reads the text of a scalar, or reports why it cannot be read and yields nil.
    func read(scalar node: Node, _ context: inout ReadingContext) -> Output?
}

extension ScalarFieldType {
    package func read(_ node: Node, _ context: inout ReadingContext) -> FieldValue<Output>? {
        guard node.shape == .scalar else {
            context.report(.wrongShape(shape, at: node))
            return nil
        }
        guard let output = read(scalar: node, &context) else { return nil }
        return FieldValue(output, canonical(output))
    }
}

/// A field type whose values are empty when the field is left out.
package protocol CollectionFieldType<Output>: FieldType {
    var empty: FieldValue<Output> { get }
}

extension CollectionFieldType {
    package var placeholder: Output { empty.output }
}
