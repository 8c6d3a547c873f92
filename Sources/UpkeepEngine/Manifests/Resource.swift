import UpkeepSource

/// A resource as a manifest declares it, defaults resolved.
package struct Resource: Sendable {
    package let id: ResourceID
    /// The declared fields in canonical form.
    package let specification: Value
    package let isProtected: Bool
    /// Ids that the resource had before, of the same kind.
    package let previousIDs: [String]
    package let references: [ReferenceUse]
    package let parts: [ResourceID]
    /// The key that it is declared under, and the value of that key.
    package let key: Node
    package let node: Node

    /// The line that shows the resource in its file.
    package var place: SourcePlace { SourcePlace(path: key.file.path, line: key.line) }
}

/// A file and a line, as the state and the plan tell them.
package struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let line: Int

    package init(path: String, line: Int) {
        self.path = path
        self.line = line
    }

    package var description: String { "\(path):\(line)" }
}
