import UpkeepEngine

/// A parameter of the query string: how it is written, and what it means.
struct Parameter<Value: Sendable>: Sendable {
    let name: String
    let about: String
    let schema: Schema
    let standard: JSON?
    /// What it has to be, for whoever wrote something else: `has to be a whole number`.
    let requirement: String
    let isRequired: Bool
    /// Whether the answer can be another one for it.
    var hasEffect = true
    /// Nil for what the parameter cannot be; of nil where it is not given.
    let read: @Sendable (String?) -> Value?

    var description: ParameterDescription {
        ParameterDescription(
            name: name,
            about: about,
            schema: schema,
            standard: standard,
            isRequired: isRequired,
            isValid: { read($0) != nil },
            hasEffect: hasEffect
        )
    }
}

/// A parameter, without its type.
struct ParameterDescription: Sendable {
    let name: String
    let about: String
    let schema: Schema
    /// What counts where it is not given; nil where that is nothing.
    let standard: JSON?
    let isRequired: Bool
    /// Whether it can be written so.
    let isValid: @Sendable (String) -> Bool
    let hasEffect: Bool
}

extension Parameter<Int> {
    static func integer(
        _ name: String,
        _ range: ClosedRange<Int>,
        default standard: Int,
        hasEffect: Bool = true,
        _ about: String
    ) -> Parameter {
        Parameter(
            name: name,
            about: about,
            schema: .range(range),
            standard: .integer(standard),
            requirement: "has to be a whole number from \(range.lowerBound) to \(range.upperBound)",
            isRequired: false,
            hasEffect: hasEffect
        ) { text in
            guard let text else { return standard }
            guard let number = Int(text), String(number) == text, range.contains(number) else {
                return nil
            }
            return number
        }
    }
}

extension Parameter {
    /// One of some words.
    static func choice(
        _ name: String,
        _ words: KeyValuePairs<String, Value>,
        default standard: String,
        _ about: String
    ) -> Parameter {
        Parameter(
            name: name,
            about: about,
            schema: .choice(words.map(\.key)),
            standard: .text(standard),
            requirement: "has to be one of \(words.map(\.key).joined(separator: ", "))",
            isRequired: false
        ) { text in words.first { $0.key == text ?? standard }?.value }
    }

    /// One of some words, or nothing.
    static func optionalChoice<Word: RawRepresentable & CaseIterable & Sendable>(
        _ name: String,
        of type: Word.Type,
        _ about: String
    ) -> Parameter where Word.RawValue == String, Value == Word? {
        let words = Word.allCases.map(\.rawValue)
        return Parameter(
            name: name,
            about: about,
            schema: .choice(words),
            standard: nil,
            requirement: "has to be one of \(words.joined(separator: ", "))",
            isRequired: false
        ) { text in
            guard let text else { return .some(nil) }
            return Word(rawValue: text).map { .some($0) }
        }
    }
}

extension Parameter<String?> {
    static func uuid(_ name: String, _ about: String) -> Parameter {
        Parameter(
            name: name,
            about: about,
            schema: .uuid,
            standard: nil,
            requirement: "has to be a UUID",
            isRequired: false
        ) { text in
            guard let text else { return .some(nil) }
            return UUID.isValid(text.lowercased()) ? .some(text.lowercased()) : nil
        }
    }
}

extension Parameter<Instant?> {
    static func time(_ name: String, _ about: String) -> Parameter {
        Parameter(
            name: name,
            about: about,
            schema: .time,
            standard: nil,
            requirement: "has to be a time with an offset, as 2026-12-04T21:00:00Z",
            isRequired: false
        ) { text in
            guard let text else { return .some(nil) }
            if let time = Instant(rfc3339: text) { return .some(time) }
            // Nothing that is declared lies before 1970, so that any time before it is as good as the first.
            guard let year = Int(text.prefix(4)), (0..<1_970).contains(year),
                Instant(rfc3339: "1972" + text.dropFirst(4)) != nil
            else { return nil }
            return .some(.earliest)
        }
    }
}

extension Parameter<Bool> {
    static func flag(_ name: String, _ about: String) -> Parameter {
        .choice(name, ["0": false, "1": true], default: "0", about)
    }
}

extension Parameter<Int?> {
    /// Which state is asked: every public route takes it.
    static let formerSerial = Parameter(
        name: "at",
        about:
            "The serial of a former state that is still kept: what was told just before the next one took its place.",
        schema: .range(1...State.largestNumber),
        standard: nil,
        requirement:
            "has to be a whole number from 1 to \(State.largestNumber): the serial of a state",
        isRequired: false
    ) { text in
        guard let text else { return .some(nil) }
        guard let number = Int(text), String(number) == text,
            (1...State.largestNumber).contains(number)
        else { return nil }
        return .some(number)
    }
}
