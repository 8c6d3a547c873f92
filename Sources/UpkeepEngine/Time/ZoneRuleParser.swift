extension ZoneRule {
    /// Reads a POSIX TZ string: `CET-1CEST,M3.5.0,M10.5.0/3`, `<+03>-3`.
    ///
    /// A name of daylight saving without the two rules is refused: POSIX leaves open what it means.
    /// Hours of a rule run to ±167 in every version (RFC 8536, 3.3.1, allows it from version 3).
    init?(posix bytes: [UInt8]) {
        var scanner = TextScanner(bytes)
        guard let name = Self.name(&scanner), let west = Self.time(&scanner, hours: 24),
            ZonePeriod.offsets.contains(-west)
        else { return nil }
        standard = ZonePeriod(offset: -west, abbreviation: name)
        if scanner.isAtEnd {
            daylight = nil
            return
        }
        guard let summerName = Self.name(&scanner) else { return nil }
        var summerOffset = standard.offset + 3_600
        if scanner.next != UInt8(ascii: ",") {
            guard let west = Self.time(&scanner, hours: 24) else { return nil }
            summerOffset = -west
        }
        guard ZonePeriod.offsets.contains(summerOffset),
            let start = Moment(&scanner), let end = Moment(&scanner), scanner.isAtEnd
        else { return nil }
        daylight = Daylight(
            period: ZonePeriod(offset: summerOffset, abbreviation: summerName),
            start: start,
            end: end
        )
    }

    /// At least three letters, or at least three letters, digits and signs between `<` and `>`.
    private static func name(_ scanner: inout TextScanner) -> String? {
        let name: String
        if scanner.take("<") {
            name = scanner.run {
                TextScanner.isLetter($0) || TextScanner.isDigit($0)
                    || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
            }
            guard scanner.take(">") else { return nil }
        } else {
            name = scanner.run(while: TextScanner.isLetter)
        }
        return name.utf8.count >= 3 ? name : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    fileprivate static func time(_ scanner: inout TextScanner, hours limit: Int) -> Int? {
        let isNegative = scanner.take("-")
        if !isNegative { _ = scanner.take("+") }
        guard let hours = scanner.number(digits: 1...3), hours <= limit else { return nil }
        var seconds = hours * 3_600
        for unit in [60, 1] where scanner.take(":") {
            guard let value = scanner.number(digits: 1...2), value < 60 else { return nil }
            seconds += value * unit
        }
        return isNegative ? -seconds : seconds
    }
}

extension ZoneRule.Moment {
    /// Reads `,date[/time]`; the time is 02:00:00 when it is left out.
    fileprivate init?(_ scanner: inout TextScanner) {
        guard scanner.take(","), let day = ZoneRule.Day(&scanner) else { return nil }
        self.day = day
        if scanner.take("/") {
            guard let time = ZoneRule.time(&scanner, hours: 167) else { return nil }
            self.time = time
        } else {
            time = 7_200
        }
    }
}

extension ZoneRule.Day {
    fileprivate init?(_ scanner: inout TextScanner) {
        if scanner.take("M") {
            guard let month = scanner.number(digits: 1...2), (1...12).contains(month),
                scanner.take("."), let week = scanner.number(digits: 1), (1...5).contains(week),
                scanner.take("."), let weekday = scanner.number(digits: 1), weekday <= 6
            else { return nil }
            self = .inMonth(month, week: week, weekday: weekday)
        } else if scanner.take("J") {
            guard let number = scanner.number(digits: 1...3), (1...365).contains(number) else {
                return nil
            }
            self = .julian(number)
        } else {
            guard let number = scanner.number(digits: 1...3), number <= 365 else { return nil }
            self = .zeroBased(number)
        }
    }
}
