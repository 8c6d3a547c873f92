import UpkeepSource

/// A map of fields inside a resource.
package protocol Record: Sendable {
    /// What it is called in messages.
    static var name: String { get }

    init(_ fields: inout FieldReader)
}

package struct RecordField<Output: Record>: FieldType {
    package var shape: FieldShape {
        var reader = FieldReader(Output.name, reading: nil, in: ReadingContext(zones: .empty))
        _ = Output(&reader)
        return .record(reader.descriptions)
    }

    package var placeholder: Output {
        var reader = FieldReader(Output.name, reading: nil, in: ReadingContext(zones: .empty))
        return Output(&reader)
    }

    package func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> Output? {
        read(node, id: nil, reserved: [], to: &canonical, &context)
    }

    /// Reads a record; one with an id carries it in its canonical form.
    fileprivate func read(
        _ node: Node,
        id: String?,
        reserved: [String],
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> Output? {
        guard node.shape == .mapping else {
            context.report(.wrongShape(.record([]), at: node))
            return nil
        }
        var reader = FieldReader(
            Output.name,
            id: id ?? "",
            reading: node,
            reserved: reserved,
            in: context
        )
        let output = Output(&reader)
        reader.finish(to: &canonical, withID: id != nil)
        context = reader.context
        return output
    }
}

/// Records under ids, in the order as written.
///
/// The canonical form is a list whose elements carry their `id`, because a map of JSON has no order.
package struct OrderedRecordsField<Element: Record>: CollectionFieldType {
    let record: RecordField<Element>
    /// What the parts are called when others refer to them.
    let part: String
    /// The resource that declares them.
    let owner: String
    let count: ClosedRange<Int>

    package var shape: FieldShape { .map(record.shape, count: count, isOrdered: true) }
    package var empty: [Element] { [] }
    package var emptyValue: Value { .list([]) }

    package func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> [Element]? {
        guard count.contains(node.count) else {
            context.report(.wrongCount(node.count, allowed: count, at: node))
            return nil
        }
        var outputs: [Element] = []
        canonical.write(raw: "[")
        for (id, body) in children(of: node, &context) {
            if body.isRefused {
                context.fail()
                continue
            }
            context.declare(part: ResourceID(kind: part, id: "\(owner)/\(id)"))
            let reserved = node.shape == .sequence ? ["id"] : []
            if !outputs.isEmpty { canonical.write(raw: ",") }
            let output = record.read(body, id: id, reserved: reserved, to: &canonical, &context)
            if let output { outputs.append(output) }
        }
        canonical.write(raw: "]")
        return outputs
    }

    /// A map as people write it, or the list that is its canonical form.
    private func children(of node: Node, _ context: inout ReadingContext) -> [(String, Node)] {
        switch node.shape {
        case .scalar:
            context.report(.wrongShape(shape, at: node))
            return []
        case .sequence:
            guard node.offsets.isEmpty else {
                context.report(.wrongShape(shape, at: node))
                return []
            }
            return node.elements.map { ($0["id"]?.text ?? "", $0) }
        case .mapping:
            var children: [(String, Node)] = []
            for (key, value) in node.entries where !key.isRefused {
                if let problem = Diagnostic.problem(ofID: key.text, at: key) {
                    context.report(problem)
                }
                children.append((key.text, value))
            }
            return children
        }
    }
}

extension FieldType {
    /// A map of fields.
    package static func record<Output: Record>(_ type: Output.Type) -> Self
    where Self == RecordField<Output> {
        RecordField()
    }

    /// Records under ids in the order as written; others refer to them as parts of their owner.
    package static func parts<Element: Record>(
        _ part: String,
        of owner: String,
        _ type: Element.Type,
        count: ClosedRange<Int>
    ) -> Self where Self == OrderedRecordsField<Element> {
        OrderedRecordsField(record: RecordField(), part: part, owner: owner, count: count)
    }
}

extension ZoneDatabase {
    /// No zones but UTC: enough to list fields.
    package static let empty = ZoneDatabase(zone: { _ in nil }, names: { [] })
}
