import UpkeepSource

/// A sequence, in the order as written.
package struct ListField<Element: FieldType>: CollectionFieldType {
    let element: Element
    let count: ClosedRange<Int>

    package var shape: FieldShape { .list(element.shape, count: count, isSet: false) }
    package var empty: FieldValue<[Element.Output]> { FieldValue([], .list([])) }

    package func read(
        _ node: Node,
        _ context: inout ReadingContext
    ) -> FieldValue<[Element.Output]>? {
        guard let values = context.elements(of: node, element, count: count, shape) else {
            return nil
        }
        return FieldValue(values.map(\.output), .list(values.map(\.canonical)))
    }
}

/// A sequence whose order means nothing and that holds nothing twice.
package struct SetField<Element: ScalarFieldType>: CollectionFieldType
where Element.Output: Hashable {
    let element: Element
    let count: ClosedRange<Int>

    package var shape: FieldShape { .list(element.shape, count: count, isSet: true) }
    package var empty: FieldValue<Set<Element.Output>> { FieldValue([], .list([])) }

    package func read(
        _ node: Node,
        _ context: inout ReadingContext
    ) -> FieldValue<Set<Element.Output>>? {
        guard let values = context.elements(of: node, element, count: count, shape) else {
            return nil
        }
        var outputs: Set<Element.Output> = []
        var texts: Set<String> = []
        for (value, node) in zip(values, node.elements) {
            guard outputs.insert(value.output).inserted else {
                context.report(.repeatedElement(node))
                return nil
            }
            if let text = value.canonical.text { texts.insert(text) }
        }
        return FieldValue(outputs, .list(texts.sorted().map(Value.text)))
    }
}

/// One element alone, or a list of them; the order means nothing.
package struct OneOrMoreField<Element: ScalarFieldType>: CollectionFieldType
where Element.Output: Hashable {
    let element: Element
    let count: ClosedRange<Int>

    package var shape: FieldShape { .oneOrMore(element.shape, count: count) }
    package var empty: FieldValue<[Element.Output]> { FieldValue([], .list([])) }

    package func read(
        _ node: Node,
        _ context: inout ReadingContext
    ) -> FieldValue<[Element.Output]>? {
        guard node.shape == .sequence else {
            return element.read(node, &context).map {
                FieldValue([$0.output], .list([$0.canonical]))
            }
        }
        // Its own canonical form has an empty list where nothing was written.
        if node.count == 0, node.offsets.isEmpty { return empty }
        let set = SetField(element: element, count: count)
        return set.read(node, &context).map { FieldValue(Array($0.output), $0.canonical) }
    }
}

/// Labels: short names with short texts.
package struct LabelsField: CollectionFieldType {
    static let countLimit = 64
    static let text = TextField(length: 0...256, isMultiline: false)

    package var shape: FieldShape {
        .map(Self.text.shape, count: 0...Self.countLimit, isOrdered: false)
    }

    package var empty: FieldValue<[String: String]> { FieldValue([:], .emptyMap) }

    package func read(
        _ node: Node,
        _ context: inout ReadingContext
    ) -> FieldValue<[String: String]>? {
        guard node.shape == .mapping else {
            context.report(.wrongShape(shape, at: node))
            return nil
        }
        guard node.count <= Self.countLimit else {
            context.report(.wrongCount(node.count, allowed: 0...Self.countLimit, at: node))
            return nil
        }
        var labels: [String: String] = [:]
        for (key, value) in node.entries where !key.isRefused {
            if value.isRefused {
                context.fail()
                continue
            }
            guard Label.isName(key.text) else {
                context.report(.invalidLabel(key))
                continue
            }
            labels[key.text] = Self.text.read(value, &context)?.output
        }
        return FieldValue(labels, .map(labels.map { Value.Entry($0.key, .text($0.value)) }))
    }
}

extension FieldType {
    /// A sequence of at most a number of elements.
    package static func list<Element: FieldType>(
        _ element: Element,
        count: ClosedRange<Int>
    ) -> Self where Self == ListField<Element> {
        ListField(element: element, count: count)
    }

    /// One element alone, or a list of at most a number of them.
    package static func oneOrMore<Element: ScalarFieldType>(
        _ element: Element,
        count: ClosedRange<Int>
    ) -> Self where Self == OneOrMoreField<Element> {
        OneOrMoreField(element: element, count: count)
    }

    /// A set of at most a number of elements.
    package static func set<Element: ScalarFieldType>(
        _ element: Element,
        count: ClosedRange<Int>
    ) -> Self where Self == SetField<Element> {
        SetField(element: element, count: count)
    }
}

extension FieldType where Self == LabelsField {
    package static var labels: LabelsField { LabelsField() }
}

extension ReadingContext {
    /// Reads every element of a sequence; nil when something is wrong with one of them or with the whole.
    fileprivate mutating func elements<Element: FieldType>(
        of node: Node,
        _ element: Element,
        count: ClosedRange<Int>,
        _ shape: FieldShape
    ) -> [FieldValue<Element.Output>]? {
        guard node.shape == .sequence else {
            report(.wrongShape(shape, at: node))
            return nil
        }
        guard count.contains(node.count) else {
            report(.wrongCount(node.count, allowed: count, at: node))
            return nil
        }
        var values: [FieldValue<Element.Output>] = []
        var isWhole = true
        for child in node.elements {
            if child.isRefused {
                fail()
                isWhole = false
                continue
            }
            if let value = element.read(child, &self) {
                values.append(value)
            } else {
                isWhole = false
            }
        }
        return isWhole ? values : nil
    }
}
