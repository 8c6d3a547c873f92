import UpkeepSource

/// A sequence, in the order as written.
package struct ListField<Element: FieldType>: CollectionFieldType {
    let element: Element
    let count: ClosedRange<Int>

    package var shape: FieldShape { .list(element.shape, count: count, isSet: false) }
    package var empty: [Element.Output] { [] }
    package var emptyValue: Value { .list([]) }

    package func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> [Element.Output]? {
        guard context.isList(node, count: count, shape) else { return nil }
        var outputs: [Element.Output] = []
        var isWhole = true
        canonical.write(raw: "[")
        for child in node.elements {
            if outputs.count > 0 { canonical.write(raw: ",") }
            guard !child.isRefused, let output = element.read(child, to: &canonical, &context)
            else {
                if child.isRefused { context.fail() }
                isWhole = false
                continue
            }
            outputs.append(output)
        }
        canonical.write(raw: "]")
        return isWhole ? outputs : nil
    }
}

/// A sequence whose order means nothing and that holds nothing twice.
package struct SetField<Element: ScalarFieldType>: CollectionFieldType
where Element.Output: Hashable {
    let element: Element
    let count: ClosedRange<Int>

    package var shape: FieldShape { .list(element.shape, count: count, isSet: true) }
    package var empty: Set<Element.Output> { [] }
    package var emptyValue: Value { .list([]) }

    package func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> Set<Element.Output>? {
        guard context.isList(node, count: count, shape) else { return nil }
        var outputs: Set<Element.Output> = []
        var isWhole = true
        for child in node.elements {
            guard !child.isRefused, let output = element.read(child, &context) else {
                if child.isRefused { context.fail() }
                isWhole = false
                continue
            }
            if !outputs.insert(output).inserted {
                context.report(.repeatedElement(child))
                return nil
            }
        }
        canonical.write(setOf: outputs, element)
        return isWhole ? outputs : nil
    }
}

/// One element alone, or a list of them; the order means nothing.
package struct OneOrMoreField<Element: ScalarFieldType>: CollectionFieldType
where Element.Output: Hashable {
    let element: Element
    let count: ClosedRange<Int>

    package var shape: FieldShape { .oneOrMore(element.shape, count: count) }
    package var empty: [Element.Output] { [] }
    package var emptyValue: Value { .list([]) }

    package func read(
        _ node: Node,
        to canonical: inout JSONWriter,
        _ context: inout ReadingContext
    ) -> [Element.Output]? {
        guard node.shape == .sequence else {
            guard let output = element.read(node, &context) else { return nil }
            canonical.write(setOf: [output], element)
            return [output]
        }
        // Its own canonical form has an empty list where nothing was written.
        if node.count == 0, node.offsets.isEmpty {
            canonical.write(emptyValue)
            return empty
        }
        let set = SetField(element: element, count: count)
        return set.read(node, to: &canonical, &context).map(Array.init)
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

extension JSONWriter {
    /// Writes a list whose order means nothing: in the order of its bytes.
    fileprivate mutating func write<Element: ScalarFieldType>(
        setOf outputs: some Sequence<Element.Output>,
        _ element: Element
    ) {
        let elements = outputs.map { output in
            var writer = JSONWriter()
            element.write(output, to: &writer)
            return writer.bytes
        }
        write(raw: "[")
        for (index, bytes) in elements.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated()
        {
            if index > 0 { write(raw: ",") }
            write(json: bytes[...])
        }
        write(raw: "]")
    }
}

extension ReadingContext {
    /// Whether a node is a sequence of so many elements; if not, that is reported.
    fileprivate mutating func isList(
        _ node: Node,
        count: ClosedRange<Int>,
        _ shape: @autoclosure () -> FieldShape
    ) -> Bool {
        guard node.shape == .sequence else {
            report(.wrongShape(shape(), at: node))
            return false
        }
        guard count.contains(node.count) else {
            report(.wrongCount(node.count, allowed: count, at: node))
            return false
        }
        return true
    }
}
