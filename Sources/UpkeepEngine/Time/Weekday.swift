/// A day of the week, in the order of ISO 8601: the week begins on Monday.
package enum Weekday: Int, CaseIterable, Hashable, Sendable {
    case monday
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday

    /// Reads `sun` or `sunday`, in lower case only.
    package init?(_ text: some StringProtocol) {
        let match = Weekday.allCases.first { $0.fullName == text || $0.shortName == text }
        guard let match else { return nil }
        self = match
    }

    /// The English name in lower case: `sunday`.
    package var fullName: String { String(describing: self) }

    /// The first three letters of the name: `sun`.
    package var shortName: String { String(fullName.prefix(3)) }
}

extension Weekday: Comparable {
    /// Orders from Monday to Sunday.
    package static func < (lhs: Weekday, rhs: Weekday) -> Bool { lhs.rawValue < rhs.rawValue }
}
