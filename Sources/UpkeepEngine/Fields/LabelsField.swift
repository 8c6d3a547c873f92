import UpkeepSource

/// Labels: short names with short texts.
package struct LabelsField: CollectionFieldType {
    static let countLimit = 64
    private static var text: TextField { TextField(length: 0...256, isMultiline: false) }

    package var shape: FieldShape {
        .map(Self.text.shape, count: 0...Self.countLimit, isOrdered: false)
    }

    package var empty: Labels { Labels() }
    package var emptyValue: Value { .emptyMap }

    package func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> Labels? {
        guard node.shape == .mapping else {
            context.report(.wrongShape(shape, at: node))
            return nil
        }
        guard node.count <= Self.countLimit else {
            context.report(.wrongCount(node.count, allowed: 0...Self.countLimit, at: node))
            return nil
        }
        let text = Self.text
        var labels = Labels(expectedCount: node.count)
        for (key, value) in node.entries where !key.isRefused {
            if value.isRefused {
                context.fail()
                continue
            }
            let name = key.text
            guard Label.isName(name) else {
                context.report(.invalidLabel(key))
                continue
            }
            if let text = text.read(value, &context) { labels.add(name, text) }
        }
        canonical.write(raw: "{")
        for (index, label) in labels.sorted.enumerated() {
            if index > 0 { canonical.write(raw: ",") }
            canonical.write(label.name)
            canonical.write(raw: ":")
            canonical.write(label.text)
        }
        canonical.write(raw: "}")
        return labels
    }
}

extension FieldType where Self == LabelsField {
    package static var labels: LabelsField { LabelsField() }
}

/// Notes of the author's own on a resource, in ascending order of their names.
package struct Labels: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let name: String
        package let text: String
    }

    package private(set) var sorted: [Entry] = []

    fileprivate init(expectedCount: Int = 0) { sorted.reserveCapacity(expectedCount) }

    package subscript(name: String) -> String? { sorted.first { $0.name == name }?.text }

    /// - Precondition: the name is not among them yet.
    fileprivate mutating func add(_ name: String, _ text: String) {
        var place = sorted.count
        while place > 0, name < sorted[place - 1].name { place -= 1 }
        sorted.insert(Entry(name: name, text: text), at: place)
    }
}
