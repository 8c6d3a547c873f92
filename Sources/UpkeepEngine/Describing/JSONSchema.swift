/// JSON Schema (draft 2020-12) of manifests, for editors and for validators other than ours.
///
/// A schema sees the shape of a document. References, time zones, overlaps and the like only `upkeep validate` sees.
package enum JSONSchema {
    private static let dialect: Value = "https://json-schema.org/draft/2020-12/schema"

    /// Names that begin so are ignored.
    private static let ignored: Value = .map(["^x-": true])

    /// The schema of a whole manifest.
    package static func manifest(of kinds: [Kind]) -> Value {
        let several = kinds.filter { !$0.name.isSingleton }
        let sections = kinds.map { kind in
            let body = Value.map(["$ref": .text("#/$defs/\(kind.name.word)")])
            return Value.Entry(
                kind.name.section,
                kind.name.isSingleton ? body : map(of: body, kind)
            )
        }
        let defaults = several.map { kind in
            let help = "Defaults for \(kind.name.section)."
            return Value.Entry(
                kind.name.section,
                fields(optional(kind, besides: ["protect"]), summary: help)
            )
        }
        let definitions = kinds.map { kind in
            Value.Entry(
                kind.name.word,
                kind.name.isSingleton ? schema(of: kind) : optionalSchema(of: kind)
            )
        }
        return .map([
            "$schema": dialect,
            "$defs": .map(definitions),
            "additionalProperties": false,
            "allOf": .list(several.flatMap(requirements)),
            "patternProperties": ignored,
            "properties": .map(
                sections + [
                    Value.Entry("defaults", object(defaults, "Defaults for this file only."))
                ]
            ),
            "title": "Upkeep manifest",
            "type": "object",
        ])
    }

    /// A field that a kind requires may be among the defaults instead; one condition for each.
    private static func requirements(of kind: Kind) -> [Value] {
        kind.fields.filter(\.isRequired).map { field in
            let name = Value.list([.text(field.name)])
            let section = kind.name.section
            let isDefault = nested(["defaults", section], .map(["required": name]))
            let isWritten = Value.map(["additionalProperties": .map(["required": name])])
            let everyResource = Value.map(["properties": .map([Value.Entry(section, isWritten)])])
            return .map(["if": .map(["not": isDefault]), "then": everyResource])
        }
    }

    /// A schema for what stands under names, which have to be there.
    private static func nested(_ names: [String], _ schema: Value) -> Value {
        names.reversed().reduce(schema) { schema, name in
            .map([
                "properties": .map([Value.Entry(name, schema)]), "required": .list([.text(name)]),
                "type": "object",
            ])
        }
    }

    /// The schema of one resource of a kind.
    package static func kind(_ kind: Kind) -> Value {
        guard case .entries(let entries) = schema(of: kind) else {
            preconditionFailure("a schema is a map")
        }
        return .map(
            entries + [
                Value.Entry("$schema", dialect),
                Value.Entry("title", .text("Upkeep \(kind.name.title)")),
            ]
        )
    }

    private static func schema(of kind: Kind) -> Value {
        fields(kind.fields + Envelope.descriptions(of: kind.name), summary: kind.summary)
    }

    /// The schema of a kind whose required fields are seen to elsewhere.
    private static func optionalSchema(of kind: Kind) -> Value {
        let envelope = Envelope.descriptions(of: kind.name).map(\.name)
        return fields(optional(kind, besides: envelope), summary: kind.summary)
    }

    /// The fields of a kind, none of them required, and some that every kind has.
    private static func optional(_ kind: Kind, besides names: [String]) -> [FieldDescription] {
        let envelope = Envelope.descriptions(of: kind.name).filter { names.contains($0.name) }
        return (kind.fields + envelope).map {
            FieldDescription(
                name: $0.name,
                shape: $0.shape,
                isRequired: false,
                defaultValue: $0.defaultValue,
                help: $0.help
            )
        }
    }

    private static func map(of body: Value, _ kind: Kind) -> Value {
        .map([
            "additionalProperties": body,
            "description": .text(kind.summary),
            "propertyNames": .map(["pattern": .text(Label.idPattern)]),
            "type": "object",
        ])
    }

    private static func object(_ properties: [Value.Entry], _ summary: String) -> Value {
        .map([
            "additionalProperties": false,
            "description": .text(summary),
            "patternProperties": ignored,
            "properties": .map(properties),
            "type": "object",
        ])
    }

    private static func fields(_ fields: [FieldDescription], summary: String) -> Value {
        let required = fields.filter(\.isRequired).map(\.name).sorted()
        let properties = fields.map { Value.Entry($0.name, property($0)) }
        guard case .entries(let entries) = object(properties, summary) else { return .emptyMap }
        return .map(
            entries
                + (required.isEmpty
                    ? [] : [Value.Entry("required", .list(required.map(Value.text)))])
        )
    }

    private static func property(_ field: FieldDescription) -> Value {
        guard case .entries(var entries) = schema(of: field.shape) else { return .emptyMap }
        entries.removeAll { $0.key == "description" }
        entries.append(Value.Entry("description", .text(field.help)))
        if let value = field.defaultValue { entries.append(Value.Entry("default", value)) }
        return .map(entries)
    }

    private static func schema(of shape: FieldShape) -> Value {
        switch shape {
        case .text(let length, let pattern, _):
            .map([
                "maxLength": .integer(length.upperBound),
                "minLength": .integer(length.lowerBound),
                "pattern": pattern.map(Value.text),
                // Text without a form of its own may look like a number or a boolean to YAML.
                "type": pattern == nil ? .list(["string", "number", "boolean"]) : "string",
            ])
        case .choice(let choices):
            .map(["enum": .list(choices.map { .text($0.word) })])
        case .boolean:
            .map(["type": "boolean"])
        case .integer(let range):
            .map([
                "maximum": .integer(range.upperBound), "minimum": .integer(range.lowerBound),
                "type": "integer",
            ])
        case .duration:
            .map(["minLength": 2, "pattern": .text(Seconds.pattern), "type": "string"])
        case .time(let isLocal):
            .map([
                "pattern": .text(isLocal ? Instant.localPattern : Instant.pattern),
                "type": "string",
            ])
        case .either(let first, let second):
            .map(["anyOf": .list([schema(of: first), schema(of: second)])])
        case .reference:
            .map(["pattern": .text(Label.idPattern), "type": "string"])
        case .list(let element, let count, let isSet):
            .map([
                "items": schema(of: element),
                "maxItems": .integer(count.upperBound),
                "minItems": count.lowerBound > 0 ? .integer(count.lowerBound) : nil,
                "type": "array",
                "uniqueItems": isSet ? true : nil,
            ])
        case .oneOrMore(let element, let count):
            .map([
                "anyOf": .list([
                    schema(of: element), schema(of: .list(element, count: count, isSet: true)),
                ])
            ])
        case .map(let element, let count, let isOrdered):
            .map([
                "additionalProperties": schema(of: element),
                "maxProperties": .integer(count.upperBound),
                "propertyNames": .map([
                    "pattern": .text(isOrdered ? Label.idPattern : Label.namePattern)
                ]),
                "type": "object",
            ])
        case .record(let fields):
            self.fields(fields, summary: "")
        }
    }
}

extension Seconds {
    /// The spelling of durations, in the dialect of JSON Schema.
    static let pattern = "^([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$"
}

extension Instant {
    private static let day = "[0-9]{4}-[0-9]{2}-[0-9]{2}T"
    private static let clock = #"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"#
    private static let offset = "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"

    /// The spelling of times with an offset, in the dialect of JSON Schema.
    static let pattern = "^\(day)\(clock)\(offset)$"

    /// The spelling of times with or without an offset; without one, seconds can be left out.
    static let localPattern = "^\(day)(\(clock)\(offset)?|([01][0-9]|2[0-3]):[0-5][0-9])$"
}
