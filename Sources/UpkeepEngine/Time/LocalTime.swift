/// What a calendar and a clock on the wall show; which instant that is depends on a `Zone`.
package struct LocalTime: Hashable, Sendable {
    package let date: CivilDate
    /// 0 to 23.
    package let hour: Int
    /// 0 to 59.
    package let minute: Int
    /// 0 to 59; there are no leap seconds.
    package let second: Int

    /// Nil when the clock cannot show it.
    package init?(date: CivilDate, hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
            return nil
        }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// Reads `2026-12-04T22:00:00` or `2026-12-04T22:00`, years 1970...9999.
    package init?(_ text: some StringProtocol) {
        var scanner = TextScanner(text)
        guard let date = CivilDate(&scanner), scanner.take("T"),
            let hour = scanner.number(digits: 2), scanner.take(":"),
            let minute = scanner.number(digits: 2)
        else { return nil }
        var second = 0
        if scanner.take(":") {
            guard let value = scanner.number(digits: 2) else { return nil }
            second = value
        }
        guard scanner.isAtEnd else { return nil }
        self.init(date: date, hour: hour, minute: minute, second: second)
    }

    /// The local time that is so many seconds after 1970-01-01T00:00:00 on a clock never put
    /// forward or back.
    init(secondsOnClock seconds: Int) {
        let (days, rest) = seconds.dividedDown(by: 86_400)
        date = CivilDate(daysSinceEpoch: days)
        hour = rest / 3_600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// Seconds since 1970-01-01T00:00:00 on a clock that is never put forward or back.
    var secondsOnClock: Int {
        date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second
    }

    /// The same time of day on another day.
    package func on(_ date: CivilDate) -> LocalTime {
        LocalTime(
            secondsOnClock: date.daysSinceEpoch * 86_400 + secondsOnClock
                - self.date.daysSinceEpoch * 86_400
        )
    }
}

extension LocalTime: Comparable {
    package static func < (lhs: LocalTime, rhs: LocalTime) -> Bool {
        lhs.secondsOnClock < rhs.secondsOnClock
    }
}

extension LocalTime: CustomStringConvertible {
    /// `2026-12-04T22:00:00`.
    package var description: String {
        "\(date)T\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))"
    }
}
