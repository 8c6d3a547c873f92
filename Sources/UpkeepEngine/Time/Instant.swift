/// A moment in time, to the second, the same everywhere.
///
/// Unix time: a day has 86,400 seconds, and leap seconds do not exist. Values lie within the years
/// 0001...9999 in UTC; what would lie outside is held at the nearer end, so that no arithmetic
/// traps.
package struct Instant: Hashable, Sendable {
    /// 0001-01-01T00:00:00Z.
    package static let earliest = Instant(secondsSinceEpoch: -62_135_596_800)
    /// 9999-12-31T23:59:59Z.
    package static let latest = Instant(secondsSinceEpoch: 253_402_300_799)

    package let secondsSinceEpoch: Int64

    /// The instant so many seconds after 1970-01-01T00:00:00Z.
    package init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = max(-62_135_596_800, min(secondsSinceEpoch, 253_402_300_799))
    }

    /// Reads an RFC 3339 `date-time`: `2026-12-04T22:00:00+01:00`, `2026-12-04T21:00:00.25Z`.
    ///
    /// Capital `T` and `Z` only; a fraction of a second is cut off; second 60 and hour 24 are
    /// refused, and so is a year outside 1970...9999, as written or in UTC after 9999.
    package init?(rfc3339 text: some StringProtocol) {
        var scanner = TextScanner(text)
        guard let date = CivilDate(&scanner), scanner.take("T"),
            let hour = scanner.number(digits: 2), scanner.take(":"),
            let minute = scanner.number(digits: 2), scanner.take(":"),
            let second = scanner.number(digits: 2),
            let local = LocalTime(date: date, hour: hour, minute: minute, second: second)
        else { return nil }
        if scanner.take("."), scanner.run(while: TextScanner.isDigit).isEmpty { return nil }
        guard let offset = Instant.offset(&scanner), scanner.isAtEnd else { return nil }
        let seconds = Int64(local.secondsOnClock - offset)
        guard seconds <= Instant.latest.secondsSinceEpoch else { return nil }
        self.init(secondsSinceEpoch: seconds)
    }

    /// Reads RFC 3339 `time-offset` in seconds east of UTC.
    private static func offset(_ scanner: inout TextScanner) -> Int? {
        if scanner.take("Z") { return 0 }
        let isWest = scanner.take("-")
        guard isWest || scanner.take("+"),
            let hours = scanner.number(digits: 2), hours < 24, scanner.take(":"),
            let minutes = scanner.number(digits: 2), minutes < 60
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
    }

    /// The instant so much later, or earlier when negative; held within `earliest...latest`.
    package func advanced(by duration: Seconds) -> Instant {
        let sum = secondsSinceEpoch.addingReportingOverflow(Int64(duration.count))
        guard sum.overflow else { return Instant(secondsSinceEpoch: sum.partialValue) }
        return duration.count < 0 ? .earliest : .latest
    }

    /// The time from this instant to another; negative when that is earlier.
    package func distance(to other: Instant) -> Seconds {
        Seconds(Int(other.secondsSinceEpoch - secondsSinceEpoch))
    }
}

extension Instant: Comparable {
    package static func < (lhs: Instant, rhs: Instant) -> Bool {
        lhs.secondsSinceEpoch < rhs.secondsSinceEpoch
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC: `2026-12-04T21:00:00Z`.
    package var description: String {
        // Digit by digit: a state tells two moments of every resource.
        let time = LocalTime(secondsOnClock: Int(secondsSinceEpoch))
        var text = Array("0000-00-00T00:00:00Z".utf8)
        let parts = [
            (time.date.year, 3), (time.date.month, 6), (time.date.day, 9), (time.hour, 12),
            (time.minute, 15), (time.second, 18),
        ]
        for (number, lastDigit) in parts {
            var (number, position) = (number, lastDigit)
            while number > 0 {
                text[position] += UInt8(number % 10)
                (number, position) = (number / 10, position - 1)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
