/// A value in canonical form: the same meaning has the same value, and the same value the same bytes.
package enum Value: Hashable, Sendable {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    case list([Value])
    /// Entries in ascending order of their keys; make one with `map(_:)` from pairs in any order.
    case entries([Entry])

    package struct Entry: Hashable, Sendable {
        package let key: String
        package let value: Value

        package init(_ key: String, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// A map of pairs given in any order; pairs without a value are left out.
    ///
    /// - Precondition: no key is given twice.
    package static func map(_ pairs: KeyValuePairs<String, Value?>) -> Value {
        map(pairs.compactMap { pair in pair.value.map { Entry(pair.key, $0) } })
    }

    /// A map of entries given in any order.
    ///
    /// - Precondition: no key is given twice.
    package static func map(_ entries: [Entry]) -> Value {
        let sorted = entries.sorted { $0.key < $1.key }
        for (entry, next) in zip(sorted, sorted.dropFirst()) { precondition(entry.key != next.key) }
        return .entries(sorted)
    }

    package static let emptyMap = Value.entries([])
}

extension Value {
    /// The value of a map's key; nil for anything else.
    package subscript(key: String) -> Value? {
        guard case .entries(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }

    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    package var integer: Int? {
        guard case .integer(let integer) = self else { return nil }
        return integer
    }

    package var boolean: Bool? {
        guard case .boolean(let boolean) = self else { return nil }
        return boolean
    }

    package var list: [Value]? {
        guard case .list(let list) = self else { return nil }
        return list
    }

    package var entries: [Entry]? {
        guard case .entries(let entries) = self else { return nil }
        return entries
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }

    package init(integerLiteral value: Int) { self = .integer(value) }

    package init(booleanLiteral value: Bool) { self = .boolean(value) }
}
