/// A length of time in whole seconds.
package struct Seconds: Hashable, Sendable {
    package let count: Int

    package init(_ count: Int) {
        self.count = count
    }

    /// Reads `30s`, `5m`, `1h30m`, `7d`, `1w`: numbers with the units w, d, h, m and s.
    ///
    /// Units come from large to small, each at most once; no spaces, no sign, no bare number. A
    /// number may exceed what its unit usually counts to: `90m` is `1h30m`.
    package init(parsing text: some StringProtocol) throws(SecondsError) {
        guard !text.isEmpty else { throw .empty }
        var scanner = TextScanner(text)
        var total = 0
        var last: Unit?
        while !scanner.isAtEnd {
            let number = scanner.run(while: TextScanner.isDigit)
            let name = scanner.run { !TextScanner.isDigit($0) }
            guard !number.isEmpty else { throw .missingNumber(before: name) }
            guard !name.isEmpty else { throw .missingUnit(number: number) }
            guard let unit = Unit(rawValue: name) else { throw .unknownUnit(name) }
            if let last, last.seconds <= unit.seconds {
                guard last != unit else { throw .repeatedUnit(name) }
                throw .wrongOrder(unit: name, after: last.rawValue)
            }
            guard let value = Int(number) else { throw .tooLarge }
            let product = value.multipliedReportingOverflow(by: unit.seconds)
            let sum = total.addingReportingOverflow(product.partialValue)
            guard !product.overflow, !sum.overflow else { throw .tooLarge }
            total = sum.partialValue
            last = unit
        }
        count = total
    }

    /// For people: `1 h 30 min`, `45 min`, `2 d 3 h`, `30 s`.
    package var spelledOut: String {
        let parts = Seconds.parts(of: count.magnitude).map { "\($0.value) \($0.unit.spelledOut)" }
        return (count < 0 ? "-" : "") + parts.joined(separator: " ")
    }

    /// The value in days, hours, minutes and seconds, without those that are zero.
    private static func parts(of count: UInt) -> [(value: UInt, unit: Unit)] {
        var rest = count
        var parts: [(value: UInt, unit: Unit)] = []
        for unit in [Unit.day, .hour, .minute, .second] {
            let (value, remainder) = rest.quotientAndRemainder(dividingBy: UInt(unit.seconds))
            if value > 0 { parts.append((value, unit)) }
            rest = remainder
        }
        return parts.isEmpty ? [(0, .second)] : parts
    }

    private enum Unit: String {
        case week = "w"
        case day = "d"
        case hour = "h"
        case minute = "m"
        case second = "s"

        var seconds: Int {
            switch self {
            case .week: 604_800
            case .day: 86_400
            case .hour: 3_600
            case .minute: 60
            case .second: 1
            }
        }

        var spelledOut: String { self == .minute ? "min" : rawValue }
    }
}

extension Seconds: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) {
        self.init(value)
    }
}

extension Seconds: Comparable {
    package static func < (lhs: Seconds, rhs: Seconds) -> Bool { lhs.count < rhs.count }
}

extension Seconds: CustomStringConvertible {
    /// The canonical form, which reads back as the same value unless it is negative.
    ///
    /// Below two minutes in seconds, as intervals are usually given: `60s`, `90s`. From there in
    /// days, hours, minutes and seconds, never weeks: `5m`, `1h30m`, `7d`.
    package var description: String {
        guard count.magnitude >= 120 else { return "\(count)s" }
        let parts = Seconds.parts(of: count.magnitude).map { "\($0.value)\($0.unit.rawValue)" }
        return (count < 0 ? "-" : "") + parts.joined()
    }
}
