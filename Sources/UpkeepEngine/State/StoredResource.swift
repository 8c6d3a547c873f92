import UpkeepSource

/// A resource as it was applied: one line of the state, decoded only as far as somebody asks.
///
/// The line is canonical JSON: `declared`, as the manifest has it, and `recorded`, what the applies added.
///
/// It never changes; it is a class for the same reason as `Resource`.
package final class StoredResource: Sendable {
    package let id: ResourceID
    package let json: ArraySlice<UInt8>
    package let publicID: PublicID
    package let createdAt: Instant
    package let updatedAt: Instant
    /// Where it was declared when it was applied last: the name of the manifest below its root.
    package let place: SourcePlace
    /// Where in `json` stands what was issued; nil when nothing was.
    private let issuedRange: Range<Int>?
    /// How many bytes of `json` there are up to the end of `declared`.
    private let declaredCount: Int

    private static let head = "{\"declared\":"

    /// A resource that is to be stored.
    init(
        _ declaration: Declaration,
        id: ResourceID,
        publicID: PublicID,
        createdAt: Instant,
        updatedAt: Instant,
        place: SourcePlace,
        issued: Value? = nil
    ) {
        var writer = JSONWriter(expectedBytes: declaration.json.count + Self.recordedBytes)
        writer.write(raw: Self.head)
        writer.write(json: declaration.json)
        declaredCount = writer.bytes.count
        writer.write(raw: ",\"recorded\":{\"created_at\":")
        writer.write(createdAt.description)
        writer.write(raw: ",\"file\":")
        writer.write(place.path)
        if let issued {
            writer.write(raw: ",\"issued\":")
            let start = writer.bytes.count
            writer.write(issued)
            issuedRange = start..<writer.bytes.count
        } else {
            issuedRange = nil
        }
        writer.write(raw: ",\"line\":")
        writer.write(place.line)
        writer.write(raw: ",\"public_id\":")
        writer.write(publicID.value)
        writer.write(raw: ",\"updated_at\":")
        writer.write(updatedAt.description)
        writer.write(raw: "}}")
        json = writer.bytes[...]
        self.id = id
        self.publicID = publicID
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.place = place
    }

    /// The same resource, but for what is given; what is issued is always given.
    package func copy(
        _ declaration: Declaration? = nil,
        place: SourcePlace? = nil,
        updatedAt: Instant? = nil,
        issued: Value?
    ) -> StoredResource {
        StoredResource(
            declaration ?? self.declaration,
            id: id,
            publicID: publicID,
            createdAt: createdAt,
            updatedAt: updatedAt ?? self.updatedAt,
            place: place ?? self.place,
            issued: issued
        )
    }

    /// Room for most of what is recorded.
    private static let recordedBytes = 224

    /// A line of a state; nil when it is none in canonical form.
    package init?(line: ArraySlice<UInt8>) {
        var cursor = JSONCursor(line)
        guard cursor.take(Self.head), cursor.take("{\"id\":"), let id = cursor.string(),
            cursor.take(",\"kind\":"), let kind = cursor.string(),
            cursor.take(",\"protect\":"), cursor.boolean() != nil,
            cursor.take(",\"spec\":"), cursor.skipMap(), cursor.take("}")
        else { return nil }
        declaredCount = cursor.position - line.startIndex
        guard cursor.take(",\"recorded\":{\"created_at\":"), let createdAt = cursor.instant(),
            cursor.take(",\"file\":"), let file = cursor.string()
        else { return nil }
        if cursor.take(",\"issued\":") {
            let start = cursor.position
            guard cursor.skipMap() else { return nil }
            issuedRange = start..<cursor.position
        } else {
            issuedRange = nil
        }
        guard cursor.take(",\"line\":"), let lineNumber = cursor.integer(),
            cursor.take(",\"public_id\":"), let publicID = PublicID(&cursor),
            cursor.take(",\"updated_at\":"), let updatedAt = cursor.instant(),
            cursor.take("}}"), cursor.isAtEnd
        else { return nil }
        self.id = ResourceID(kind: kind, id: id)
        self.publicID = publicID
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        place = SourcePlace(path: file, line: lineNumber)
        json = line
    }

    package var declaration: Declaration {
        Declaration(json: json.prefix(declaredCount).dropFirst(Self.head.utf8.count))
    }

    /// What applies have issued for it, in the form that its kind knows; nil when nothing was.
    package var issued: Value? { issuedRange.flatMap { try? JSONReader.value(of: json[$0]) } }

    /// The declared fields.
    package var specification: Value { declaration.specification }

    package var isProtected: Bool { declaration.isProtected }
}

/// What integrations know a resource by: assigned once, stable for life.
package enum PublicID: Hashable, Sendable {
    case number(Int)
    case uuid(String)

    package var value: Value {
        switch self {
        case .number(let number): .integer(number)
        case .uuid(let uuid): .text(uuid)
        }
    }

    fileprivate init?(_ cursor: inout JSONCursor) {
        if let number = cursor.integer(), (1...State.largestNumber).contains(number) {
            self = .number(number)
        } else if let uuid = cursor.string(), UUID.isValid(uuid) {
            self = .uuid(uuid)
        } else {
            return nil
        }
    }
}

extension StoredResource: Equatable {
    /// The line says everything.
    package static func == (lhs: StoredResource, rhs: StoredResource) -> Bool {
        lhs.json == rhs.json
    }
}
