import UpkeepSource

/// A kind of resource as the machine sees it: the functions of a `Specification`, without its type.
package struct Kind: Sendable {
    package let name: KindName
    package let publicID: PublicIDForm
    package let summary: String
    /// The scope that lets a key change resources of the kind; nil when that needs full access.
    package let writeScope: String?
    /// The fields that a manifest should not leave out, although they have a default.
    let alwaysWritten: Set<String>
    /// The fields in the order in which the kind asks for them.
    package let fields: [FieldDescription]

    /// The names that the machine itself takes.
    private let reserved: [String]
    /// The fields in canonical order, as indexes into `fields`.
    private let order: [Int]
    private let readBody: @Sendable (inout FieldReader) -> Void
    let check: @Sendable (DesiredState, CheckContext) -> [Diagnostic]
    let action: @Sendable (Change, ZoneDatabase) -> Change.Action
    let noted: @Sendable (Change, Instant) -> Value?
    let returning: @Sendable (StoredResource, StoredResource?, Instant) -> Returning
    let review: @Sendable (Change, PlanContext) -> Review
    let reviewAll: @Sendable ([Change], PlanContext) -> [Diagnostic]

    package init<Spec: Specification>(_ type: Spec.Type) {
        name = Spec.kind
        publicID = Spec.publicID
        summary = Spec.summary
        writeScope = Spec.writeScope
        alwaysWritten = Spec.alwaysWritten
        readBody = { reader in _ = Spec(&reader) }
        check = { desired, context in
            Spec.check(Declarations(in: desired, zones: context.zones), in: context)
        }
        action = { change, zones in Spec.action(of: Transition(change, zones: zones)) }
        noted = { change, now in Spec.noted(of: change, at: now) }
        returning = { former, current, clock in
            Spec.returning(former, from: current, at: clock)
        }
        review = { change, context in
            Spec.review(Transition(change, zones: context.zones), in: context)
        }
        reviewAll = { changes, context in
            Spec.review(all: Transitions(in: changes, zones: context.zones), in: context)
        }
        var reader = FieldReader(name.word, reading: nil, in: ReadingContext(zones: .empty))
        _ = Spec(&reader)
        let fields = reader.descriptions
        self.fields = fields
        reserved = Envelope.descriptions(of: name).map(\.name)
        order = fields.indices.sorted { fields[$0].name < fields[$1].name }
    }

    /// What the parts are called that resources of the kind declare.
    var partNames: [String] { fields.compactMap(\.partName) }

    /// Reads one resource, or nil when something is wrong with it; what, is in the context.
    func resource(
        id: String,
        key: Node,
        body: Node,
        defaults: Node?,
        in context: inout ReadingContext
    ) -> Resource? {
        guard body.shape == .mapping else {
            context.report(.wrongShape(FieldShape.record([]), at: body))
            return nil
        }
        var reader = FieldReader(
            name.title,
            id: id,
            reading: body,
            defaults: defaults,
            reserved: reserved,
            order: order,
            in: context
        )
        readBody(&reader)
        let resource = ResourceID(kind: name.word, id: id)
        let envelope =
            reader.hasOtherFields || defaults != nil
            ? Envelope(of: body, defaults: defaults, kind: name, &reader.context) : Envelope()
        let declaration = Declaration(
            resource,
            isProtected: envelope.isProtected,
            expectedBytes: reader.canonical.bytes.count
        ) { reader.finish(to: &$0) }
        context = reader.context
        if context.hasErrors { return nil }
        return Resource(
            id: resource,
            declaration: declaration,
            previousIDs: envelope.previousIDs,
            references: context.references,
            parts: context.parts,
            origin: .manifest(key: key, body: body)
        )
    }

    /// What a stored resource refers to, and what others can refer to in it.
    func links(
        of id: ResourceID,
        _ declaration: Declaration,
        zones: ZoneDatabase
    ) -> (references: [ResourceID], parts: [ResourceID]) {
        var reader = FieldReader(
            name.title,
            id: id.id,
            reading: declaration.specification.node,
            in: ReadingContext(zones: zones)
        )
        readBody(&reader)
        return (reader.context.references.map(\.target), reader.context.parts)
    }

    /// Reports what is wrong with the defaults of the kind, once for all the resources that use them.
    func checkDefaults(_ node: Node, in context: inout ReadingContext) {
        guard node.shape == .mapping else {
            context.report(.wrongShape(.record([]), at: node))
            return
        }
        var reader = FieldReader(
            name.title,
            reading: node,
            isPartial: true,
            reserved: ["protect"],
            in: context
        )
        readBody(&reader)
        var canonical = JSONWriter()
        reader.finish(to: &canonical)
        context = reader.context
        _ = Envelope(of: node, defaults: nil, kind: name, &context)
    }
}

extension Specification {
    /// The specification that a canonical value stands for.
    package static func reading(_ value: Value, id: String, zones: ZoneDatabase) -> Self {
        var reader = FieldReader(
            kind.title,
            id: id,
            reading: value.node,
            in: ReadingContext(zones: zones)
        )
        return Self(&reader)
    }

    /// The canonical form of a canonical value: itself, which the tests hold every kind to.
    package static func canonical(
        _ value: Value,
        id: String,
        zones: ZoneDatabase
    ) -> (Value, Diagnostics) {
        var reader = FieldReader(
            kind.title,
            id: id,
            reading: value.node,
            in: ReadingContext(zones: zones)
        )
        _ = Self(&reader)
        let declaration = Declaration(ResourceID(kind: kind.word, id: id), isProtected: false) {
            reader.finish(to: &$0)
        }
        return (declaration.specification, reader.context.diagnostics)
    }
}
