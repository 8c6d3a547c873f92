import UpkeepSource

/// A resource as a manifest declares it, defaults resolved.
///
/// It never changes. It is a class because it passes from collection to collection: what has ten parts would be counted
/// ten times at each step, which for a hundred thousand of them takes longer than reading them.
package final class Resource: Sendable {
    /// Where a resource was read.
    enum Origin: Sendable {
        /// From a manifest: the key that it is declared under, and the value of that key.
        case manifest(key: Node, body: Node)
        /// From the state, because its manifest has not changed since it was stored from there.
        case state(SourcePlace)
    }

    package let id: ResourceID
    package let declaration: Declaration
    /// Ids that the resource had before, of the same kind.
    package let previousIDs: [String]
    package let references: [ReferenceUse]
    package let parts: [ResourceID]
    private let origin: Origin

    init(
        id: ResourceID,
        declaration: Declaration,
        previousIDs: [String],
        references: [ReferenceUse],
        parts: [ResourceID],
        origin: Origin
    ) {
        self.id = id
        self.declaration = declaration
        self.previousIDs = previousIDs
        self.references = references
        self.parts = parts
        self.origin = origin
    }

    /// A resource whose manifest still declares it as it is stored.
    convenience init(unchanged stored: StoredResource) {
        self.init(
            id: stored.id,
            declaration: stored.declaration,
            previousIDs: [],
            references: [],
            parts: [],
            origin: .state(stored.place)
        )
    }

    /// The declared fields in canonical form.
    package var specification: Value { declaration.specification }

    package var isProtected: Bool { declaration.isProtected }

    /// The key that it is declared under; nothing where the manifest was not parsed.
    package var key: Node {
        if case .manifest(let key, _) = origin { return key }
        return .nothing
    }

    /// The value of that key; nothing where the manifest was not parsed.
    package var node: Node {
        if case .manifest(_, let body) = origin { return body }
        return .nothing
    }

    /// The line that shows the resource, in the file as the user would name it.
    package var place: SourcePlace {
        switch origin {
        case .manifest(let key, _): SourcePlace(path: key.file.path, line: key.line)
        case .state(let place): place
        }
    }

    /// The same line, in the manifest as the state names it.
    package var recordedPlace: SourcePlace {
        switch origin {
        case .manifest(let key, _): SourcePlace(path: key.file.name, line: key.line)
        case .state(let place): place
        }
    }
}
