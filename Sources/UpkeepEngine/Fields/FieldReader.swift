import UpkeepSource

/// Hands a kind its fields, one by one, and gathers all that a manifest gets wrong.
///
/// With a node it yields values; without one it lists the fields. An initializer must therefore ask for the same fields
/// whatever the values are. Reading never stops at a mistake: it is reported, and a placeholder stands for the value.
package struct FieldReader: Sendable {
    /// What the fields belong to, in words: `monitor`, `component`.
    private let owner: String
    /// The id that the fields are declared under; empty for a list's element and in a description.
    package let id: String
    private let node: Node?
    private let defaults: Node?
    /// Whether required fields may be absent: for the `defaults` of a kind.
    private let isPartial: Bool
    /// Names that are taken by the machine itself.
    private let reserved: [String]
    package private(set) var context: ReadingContext
    private(set) var descriptions: [FieldDescription] = []
    private var asked: [String] = []
    private var canonical: [Value.Entry] = []
    /// Fields that are there but could not be read.
    private var unreadable: [String] = []

    /// A reader of a mapping, or without one a reader that lists the fields.
    init(
        _ owner: String,
        id: String = "",
        reading node: Node?,
        defaults: Node? = nil,
        isPartial: Bool = false,
        reserved: [String] = [],
        in context: ReadingContext
    ) {
        self.owner = owner
        self.id = id
        self.node = node
        self.defaults = defaults
        self.isPartial = isPartial
        self.reserved = reserved
        self.context = context
    }

    /// A field that has to be there.
    package mutating func required<Type: FieldType>(
        _ name: String,
        _ type: Type,
        _ help: String
    ) -> Type.Output {
        guard prepare(name, type.shape, isRequired: true, default: nil, help) else {
            return type.placeholder
        }
        if let found = find(name) { return read(name, found, type)?.output ?? type.placeholder }
        if let node, !isPartial {
            context.report(
                .missingField(
                    name,
                    of: owner,
                    at: node,
                    id: id == KindName.singletonID ? "" : id,
                    canBeDefault: reserved.contains("previously")
                )
            )
        }
        return type.placeholder
    }

    /// A field that may be absent.
    package mutating func optional<Type: FieldType>(
        _ name: String,
        _ type: Type,
        _ help: String
    ) -> Type.Output? {
        guard prepare(name, type.shape, isRequired: false, default: nil, help),
            let found = find(name)
        else { return nil }
        return read(name, found, type)?.output
    }

    /// A field that has a value also when it is left out.
    package mutating func optional<Type: ScalarFieldType>(
        _ name: String,
        _ type: Type,
        default value: Type.Output,
        _ help: String
    ) -> Type.Output {
        let canonical = type.canonical(value)
        guard prepare(name, type.shape, isRequired: false, default: canonical, help) else {
            return value
        }
        if let found = find(name) { return read(name, found, type)?.output ?? value }
        if !isPartial { self.canonical.append(Value.Entry(name, canonical)) }
        return value
    }

    /// A collection that is empty when it is left out.
    package mutating func collection<Type: CollectionFieldType>(
        _ name: String,
        _ type: Type,
        _ help: String
    ) -> Type.Output {
        let empty = type.empty
        guard prepare(name, type.shape, isRequired: false, default: empty.canonical, help) else {
            return empty.output
        }
        if let found = find(name) { return read(name, found, type)?.output ?? empty.output }
        if !isPartial { canonical.append(Value.Entry(name, empty.canonical)) }
        return empty.output
    }

    /// Notes that a field was asked for; false when the fields are only listed.
    private mutating func prepare(
        _ name: String,
        _ shape: FieldShape,
        isRequired: Bool,
        default value: Value?,
        _ help: String
    ) -> Bool {
        asked.append(name)
        if node != nil { return true }
        descriptions.append(
            FieldDescription(
                name: name,
                shape: shape,
                isRequired: isRequired,
                defaultValue: value,
                help: help
            )
        )
        return false
    }

    private func find(_ name: String) -> (node: Node, isDefault: Bool)? {
        if let value = node?[name] { return (value, false) }
        if let value = defaults?[name] { return (value, true) }
        return nil
    }

    private mutating func read<Type: FieldType>(
        _ name: String,
        _ found: (node: Node, isDefault: Bool),
        _ type: Type
    ) -> FieldValue<Type.Output>? {
        if found.node.isRefused {
            context.fail()
            unreadable.append(name)
            return nil
        }
        let value =
            found.isDefault
            ? context.withoutReports { type.read(found.node, &$0) }
            : type.read(found.node, &context)
        guard let value else {
            unreadable.append(name)
            return nil
        }
        canonical.append(Value.Entry(name, value.canonical))
        return value
    }
}

extension FieldReader {
    /// Whether a manifest writes a field, itself or through its defaults.
    package func writes(_ name: String) -> Bool { find(name) != nil }

    /// Whether a manifest writes all of these fields, and each could be read: only then can they contradict each other.
    package func reads(_ names: String...) -> Bool {
        names.allSatisfy { writes($0) && !unreadable.contains($0) }
    }

    /// Reports a problem of several fields together, at one of them or else at the whole.
    ///
    /// Nothing happens while the fields are only listed, or while defaults are read, which are not whole.
    package mutating func report(at name: String, _ diagnostic: (Node) -> Diagnostic) {
        guard let node, !isPartial else { return }
        context.report(diagnostic(find(name)?.node ?? node))
    }

    /// Reports what was written and not asked for, and yields the canonical value of all that was.
    mutating func finish() -> Value {
        guard let node else { return .emptyMap }
        for (key, _) in node.entries where !key.isRefused {
            let name = key.text
            if asked.contains(name) || reserved.contains(name) || name.hasPrefix("x-") { continue }
            context.report(.unknownField(key, in: owner, known: asked + reserved))
        }
        return .map(canonical)
    }
}
