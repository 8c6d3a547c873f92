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
    var context: ReadingContext
    private(set) var descriptions: [FieldDescription] = []
    private var asked: [String] = []
    /// `asked` in canonical order, as indexes; nil to find it out.
    private let order: [Int]?
    /// For each field asked for, where its name and value stand in `canonical`; empty where it is absent.
    private var parts: [Range<Int>] = []
    private(set) var canonical: JSONWriter
    /// How many entries of the mapping itself have been asked for.
    private var foundCount = 0
    /// Fields that are there but could not be read.
    private var unreadable: [String] = []

    /// Room for the fields of most resources, and for what they are in canonical form: with its head an array that the C
    /// library still counts among the small ones, of which each thread has some at hand (up to 1,032 bytes).
    private static let expectedFields = 16
    private static let expectedBytes = 960

    /// A reader of a mapping, or without one a reader that lists the fields.
    init(
        _ owner: String,
        id: String = "",
        reading node: Node?,
        defaults: Node? = nil,
        isPartial: Bool = false,
        reserved: [String] = [],
        order: [Int]? = nil,
        in context: ReadingContext
    ) {
        self.owner = owner
        self.id = id
        self.node = node
        self.defaults = defaults
        self.isPartial = isPartial
        self.reserved = reserved
        self.order = order
        self.context = context
        canonical = JSONWriter(expectedBytes: node == nil ? 0 : Self.expectedBytes)
        asked.reserveCapacity(Self.expectedFields)
        parts.reserveCapacity(Self.expectedFields)
    }

    /// A field that has to be there.
    package mutating func required<Type: FieldType>(
        _ name: String,
        _ type: Type,
        _ help: String
    ) -> Type.Output {
        if isListing {
            list(name, type.shape, isRequired: true, help)
            return type.placeholder
        }
        guard let found = ask(for: name, isRequired: true) else { return type.placeholder }
        return read(found, type) ?? type.placeholder
    }

    /// A field that may be absent.
    package mutating func optional<Type: FieldType>(
        _ name: String,
        _ type: Type,
        _ help: String
    ) -> Type.Output? {
        if isListing {
            list(name, type.shape, isRequired: false, help)
            return nil
        }
        guard let found = ask(for: name) else { return nil }
        return read(found, type)
    }

    /// A field that has a value also when it is left out.
    package mutating func optional<Type: ScalarFieldType>(
        _ name: String,
        _ type: Type,
        default value: Type.Output,
        _ help: String
    ) -> Type.Output {
        if isListing {
            list(name, type.shape, isRequired: false, default: type.value(of: value), help)
            return value
        }
        if let found = ask(for: name) { return read(found, type) ?? value }
        if isWhole {
            begin()
            type.write(value, to: &canonical)
            end()
        }
        return value
    }

    /// A collection that is empty when it is left out.
    package mutating func collection<Type: CollectionFieldType>(
        _ name: String,
        _ type: Type,
        _ help: String
    ) -> Type.Output {
        if isListing {
            list(name, type.shape, isRequired: false, default: type.emptyValue, help)
            return type.empty
        }
        if let found = ask(for: name) { return read(found, type) ?? type.empty }
        if isWhole {
            begin()
            canonical.write(type.emptyValue)
            end()
        }
        return type.empty
    }

    private mutating func read<Type: FieldType>(_ found: FoundField, _ type: Type) -> Type.Output? {
        begin()
        let output =
            found.isDefault
            ? context.withoutReports { type.read(found.node, to: &canonical, &$0) }
            : type.read(found.node, to: &canonical, &context)
        if output == nil { unreadable.append(found.name) } else { end() }
        return output
    }
}

// What the functions above have in common, whatever the type of the field is.
extension FieldReader {
    /// Whether the fields are only listed.
    private var isListing: Bool { node == nil }

    /// Whether fields that are left out have their values: not while the `defaults` of a kind are read.
    private var isWhole: Bool { !isPartial }

    private mutating func list(
        _ name: String,
        _ shape: FieldShape,
        isRequired: Bool,
        default value: Value? = nil,
        _ help: String
    ) {
        descriptions.append(
            FieldDescription(
                name: name,
                shape: shape,
                isRequired: isRequired,
                defaultValue: value,
                help: help
            )
        )
    }

    /// Notes that a field was asked for, and looks for it; what is missing or was reported by the parser yields nil.
    private mutating func ask(for name: String, isRequired: Bool = false) -> FoundField? {
        asked.append(name)
        parts.append(0..<0)
        guard let found = find(name) else {
            if isRequired { reportMissing(name) }
            return nil
        }
        if !found.isDefault { foundCount += 1 }
        if !found.node.isRefused { return found }
        context.fail()
        unreadable.append(name)
        return nil
    }

    private func find(_ name: String) -> FoundField? {
        if let node = node?[name] { return FoundField(name: name, node: node, isDefault: false) }
        if let node = defaults?[name] { return FoundField(name: name, node: node, isDefault: true) }
        return nil
    }

    private mutating func reportMissing(_ name: String) {
        guard let node, !isPartial else { return }
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

    /// Begins the canonical form of the field that was asked for last.
    private mutating func begin() {
        parts[parts.count - 1] = canonical.bytes.count..<canonical.bytes.count
        // The names that a kind gives its fields are plain.
        canonical.write(plain: asked[asked.count - 1])
        canonical.write(raw: ":")
    }

    /// Ends the canonical form of the field that was asked for last; one that is not ended is left out.
    private mutating func end() {
        parts[parts.count - 1] = parts[parts.count - 1].lowerBound..<canonical.bytes.count
    }
}

/// A field that a manifest writes.
private struct FoundField {
    let name: String
    let node: Node
    /// Whether it stands in the defaults of its file.
    let isDefault: Bool
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

    /// Reports what was written and not asked for, and writes the canonical form of all that was.
    ///
    /// What stands under an id in a list carries it as a field of its own.
    mutating func finish(to writer: inout JSONWriter, withID: Bool = false) {
        guard let node else { return writer.write(raw: "{}") }
        if hasOtherFields { reportUnknownFields(of: node) }
        if withID {
            asked.append("id")
            parts.append(0..<0)
            begin()
            canonical.write(id)
            end()
        }
        writer.write(raw: "{")
        var isFirst = true
        for index in order ?? asked.indices.sorted(by: { asked[$0] < asked[$1] }) {
            let part = parts[index]
            if part.isEmpty { continue }
            if !isFirst { writer.write(raw: ",") }
            isFirst = false
            writer.write(json: canonical.bytes[part])
        }
        writer.write(raw: "}")
    }

    /// Whether something is written that nobody has asked for.
    var hasOtherFields: Bool { (node?.count ?? 0) > foundCount }

    private mutating func reportUnknownFields(of node: Node) {
        for (key, _) in node.entries where !key.isRefused {
            let name = key.text
            if asked.contains(name) || reserved.contains(name) || name.hasPrefix("x-") { continue }
            context.report(.unknownField(key, in: owner, known: asked + reserved))
        }
    }
}

extension ScalarFieldType {
    /// The canonical form as a value.
    fileprivate func value(of output: Output) -> Value {
        var writer = JSONWriter()
        write(output, to: &writer)
        guard let value = try? JSONReader.value(of: writer.bytes) else {
            preconditionFailure("a canonical form is JSON")
        }
        return value
    }
}
