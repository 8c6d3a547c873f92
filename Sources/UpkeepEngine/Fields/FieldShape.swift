/// What a field takes, as data: the JSON Schema, `explain` and the reference table are made from it.
package indirect enum FieldShape: Hashable, Sendable {
    /// Text of a length in Unicode scalars; `pattern` is a regular expression of JSON Schema.
    case text(length: ClosedRange<Int>, pattern: String?, name: String)
    case choice([FieldChoice])
    case boolean
    case integer(ClosedRange<Int>)
    /// Seconds, written with units.
    case duration(ClosedRange<Int>)
    /// A moment; `isLocal` where it can be written without an offset.
    case time(isLocal: Bool)
    /// One or the other.
    case either(FieldShape, FieldShape)
    /// The id of a resource of a kind, or of a part of one.
    case reference(kind: String)
    case list(FieldShape, count: ClosedRange<Int>, isSet: Bool)
    /// One element alone, or a list of them.
    case oneOrMore(FieldShape, count: ClosedRange<Int>)
    /// Keys are labels of a length, or ids when the order of the entries is kept.
    case map(FieldShape, count: ClosedRange<Int>, isOrdered: Bool)
    case record([FieldDescription])
}

/// One of the words that a field can have.
package struct FieldChoice: Hashable, Sendable {
    package let word: String
    package let help: String

    package init(_ word: String, _ help: String) {
        self.word = word
        self.help = help
    }
}

/// A field as its kind describes it.
package struct FieldDescription: Hashable, Sendable {
    package let name: String
    package let shape: FieldShape
    package let isRequired: Bool
    /// What the field is when it is left out; nil when it is required or then simply absent.
    package let defaultValue: Value?
    /// One or two sentences.
    package let help: String
}

extension FieldShape {
    /// The shape in a few words, for a table.
    package var summary: String {
        switch self {
        case .text(_, _?, let name): name
        case .text(let length, nil, let name):
            length.upperBound < 10_000
                ? "\(name), \(length.lowerBound) to \(length.upperBound) characters" : name
        case .choice(let choices): choices.map { "`\($0.word)`" }.joined(separator: ", ")
        case .boolean: "`true` or `false`"
        case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "duration, \(Seconds(range.lowerBound)) to \(Seconds(range.upperBound))"
        case .time(let isLocal): isLocal ? "time, or local time" : "time"
        case .either(let first, let second): "\(first.summary), or \(second.summary)"
        case .reference(let kind): "id of a \(kind)"
        case .list(let element, let count, let isSet):
            "\(isSet ? "set" : "list") of at most \(count.upperBound): \(element.summary)"
        case .oneOrMore(let element, let count):
            "\(element.summary), or a list of at most \(count.upperBound)"
        case .map(let element, let count, let isOrdered):
            "\(isOrdered ? "ordered map" : "map") of at most \(count.upperBound): \(element.summary)"
        case .record: "map with the fields below"
        }
    }
}
