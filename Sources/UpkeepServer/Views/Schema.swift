/// What values a member of an answer, or a parameter, can have: the part of JSON Schema (draft 2020-12) that is needed.
indirect enum Schema: Sendable {
    case text
    case integer
    case number
    case boolean
    /// RFC 3339.
    case time
    /// `2026-12-04`.
    case date
    case uuid
    case choice([String])
    case pattern(String)
    case range(ClosedRange<Int>)
    case list(Schema)
    case nullable(Schema)
    /// An object that stands under its name in the document.
    case object(String, [SchemaMember])
    /// An object without a name.
    case record([SchemaMember])
    case anything
}

/// A member of an object.
struct SchemaMember: Sendable {
    let name: String
    let schema: Schema
    /// Whether it is always there.
    let isRequired: Bool
    let about: String?

    init(_ name: String, _ schema: Schema, isRequired: Bool = true, about: String? = nil) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.about = about
    }
}

extension Schema {
    /// The schema as JSON; objects with a name are added to `named` and referred to.
    func json(naming named: inout [String: JSON]) -> JSON {
        switch self {
        case .text: .object(["type": "string"])
        case .integer: .object(["type": "integer", "format": "int64"])
        case .number: .object(["type": "number"])
        case .boolean: .object(["type": "boolean"])
        case .time: .object(["type": "string", "format": "date-time"])
        case .date: .object(["type": "string", "format": "date"])
        case .uuid: .object(["type": "string", "format": "uuid"])
        case .choice(let words):
            .object(["type": "string", "enum": .list(words.map { .text($0) })])
        case .pattern(let pattern): .object(["type": "string", "pattern": .text(pattern)])
        case .range(let range):
            .object([
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ])
        case .list(let element):
            .object(["type": "array", "items": element.json(naming: &named)])
        case .nullable(let schema):
            .object(["anyOf": .list([schema.json(naming: &named), .object(["type": "null"])])])
        case .object(let name, let members):
            reference(to: name, members, naming: &named)
        case .record(let members): Self.record(members, naming: &named)
        case .anything: .object([])
        }
    }

    private func reference(
        to name: String,
        _ members: [SchemaMember],
        naming named: inout [String: JSON]
    ) -> JSON {
        if named[name] == nil {
            // What refers to itself finds its name taken.
            named[name] = .null
            named[name] = Self.record(members, naming: &named)
        }
        return .object(["$ref": .text("#/components/schemas/\(name)")])
    }

    private static func record(
        _ members: [SchemaMember],
        naming named: inout [String: JSON]
    ) -> JSON {
        var properties: [JSON.Member] = []
        for member in members {
            var schema = member.schema.json(naming: &named)
            if let about = member.about, case .object(let keywords) = schema {
                schema = .object(keywords + [JSON.Member("description", .text(about))])
            }
            properties.append(JSON.Member(member.name, schema))
        }
        let required = members.filter(\.isRequired).map { JSON.text($0.name) }
        return .object([
            "type": "object",
            "properties": .object(properties),
            "required": required.isEmpty ? nil : .list(required),
        ])
    }
}
