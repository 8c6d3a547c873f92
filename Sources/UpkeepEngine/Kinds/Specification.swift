import UpkeepSource

/// What can be declared of one kind; the initializer is the kind's only description.
package protocol Specification: Sendable {
    static var kind: KindName { get }
    static var publicID: PublicIDForm { get }
    /// One or two sentences for `explain` and the reference.
    static var summary: String { get }

    /// The scope that lets a key change resources of the kind; nil when that needs full access.
    static var writeScope: String? { get }

    /// The fields that somebody who writes a manifest should not leave out, although they have a default.
    static var alwaysWritten: Set<String> { get }

    /// Asks for the fields; the same ones whatever the values are.
    init(_ fields: inout FieldReader)

    /// What is wrong with all resources of the kind together, which needs no state.
    static func check(_ all: Declarations<Self>, in context: CheckContext) -> [Diagnostic]

    /// What an update is called, where it is more than that.
    static func action(of update: Transition<Self>) -> Change.Action

    /// What an apply notes for a resource beside what is declared, where that is another thing after a change; nil otherwise.
    ///
    /// It is asked for every change of the kind: what decodes nothing costs nothing.
    static func noted(of change: Change, at now: Instant) -> Value?

    /// What is declared of a resource that goes back to what a former state has of it.
    ///
    /// `current` is what is there now, and `clock` the time of the clock.
    static func returning(
        _ former: StoredResource,
        from current: StoredResource?,
        at clock: Instant
    ) -> Returning

    /// What visitors and integrations will notice of a change, and what speaks against it.
    static func review(_ change: Transition<Self>, in context: PlanContext) -> Review

    /// What speaks against all changes of the kind together.
    static func review(all changes: Transitions<Self>, in context: PlanContext) -> [Diagnostic]
}

extension Specification {
    package static var writeScope: String? { nil }

    package static var alwaysWritten: Set<String> { [] }

    package static func noted(of change: Change, at now: Instant) -> Value? { nil }

    package static func returning(
        _ former: StoredResource,
        from current: StoredResource?,
        at clock: Instant
    ) -> Returning {
        Returning(former.declaration)
    }

    package static func action(of update: Transition<Self>) -> Change.Action { .update }

    package static func review(
        all changes: Transitions<Self>,
        in context: PlanContext
    ) -> [Diagnostic] {
        []
    }

    package static func check(
        _ all: Declarations<Self>,
        in context: CheckContext
    ) -> [Diagnostic] {
        []
    }

    package static func review(_ change: Transition<Self>, in context: PlanContext) -> Review {
        Review()
    }
}

/// A resource with its typed specification.
package struct Declared<Spec: Specification>: Sendable {
    package let id: String
    package let specification: Spec
    /// The value that the resource's key has in the manifest.
    package let node: Node

    /// The node of a field that the resource itself writes, or else of the whole resource.
    package func node(of field: String) -> Node { node[field] ?? node }
}

/// All resources of a kind, each read when it is asked for: a kind that checks nothing together costs nothing.
package struct Declarations<Spec: Specification>: Sequence, Sendable {
    private let resources: ArraySlice<Resource>
    private let zones: ZoneDatabase

    package init(in desired: DesiredState, zones: ZoneDatabase) {
        resources = desired.resources(ofKind: Spec.kind.word)
        self.zones = zones
    }

    package func makeIterator() -> some IteratorProtocol<Declared<Spec>> {
        resources.lazy.map { resource in
            Declared(
                id: resource.id.id,
                specification: .reading(resource.specification, id: resource.id.id, zones: zones),
                node: resource.node
            )
        }.makeIterator()
    }
}

/// What happens to one resource, with typed specifications that are read when they are asked for.
package struct Transition<Spec: Specification>: Sendable {
    package let action: Change.Action
    package let id: String
    /// When the resource was created; nil when that is now.
    package let createdAt: Instant?
    /// Where the manifest declares the resource; nil when it is deleted.
    package let node: Node?
    /// What has been issued for the resource; nil when nothing has.
    package let issued: Value?
    private let declarations: (before: Declaration?, after: Declaration?)
    /// The id before a rename; otherwise the same.
    package let previousID: String
    private let zones: ZoneDatabase

    init(_ change: Change, zones: ZoneDatabase) {
        action = change.action
        id = change.id.id
        createdAt = change.before?.createdAt
        node = change.after?.node
        issued = change.before?.issued
        declarations = (change.before?.declaration, change.after?.declaration)
        previousID = change.before?.id.id ?? change.id.id
        self.zones = zones
    }

    /// Nil when the resource is created.
    package var before: Spec? {
        declarations.before.map { .reading($0.specification, id: previousID, zones: zones) }
    }

    /// Nil when the resource is deleted.
    package var after: Spec? {
        declarations.after.map { .reading($0.specification, id: id, zones: zones) }
    }
}

/// What happens to all resources of a kind, each looked at when it is asked for: a kind that has nothing to say about them
/// together costs nothing.
package struct Transitions<Spec: Specification>: Sequence, Sendable {
    /// Of all kinds.
    private let changes: [Change]
    private let zones: ZoneDatabase

    package init(in changes: [Change], zones: ZoneDatabase) {
        self.changes = changes
        self.zones = zones
    }

    package func makeIterator() -> some IteratorProtocol<Transition<Spec>> {
        changes.lazy.filter { $0.id.kind == Spec.kind.word }.map {
            Transition($0, zones: zones)
        }.makeIterator()
    }
}

/// What a kind says about a change.
package struct Review: Sendable {
    /// What the change comes to, in a line each: for the plan.
    package var effects: [String]
    package var diagnostics: [Diagnostic]

    package init(effects: [String] = [], diagnostics: [Diagnostic] = []) {
        self.effects = effects
        self.diagnostics = diagnostics
    }
}
