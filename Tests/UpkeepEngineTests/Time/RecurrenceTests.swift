import Testing
import UpkeepEngine

@Suite struct RecurrenceTests {
    /// The local times at which a recurrence in Berlin begins, one a line.
    private func starts(
        _ recurrence: Recurrence,
        from start: String,
        until end: String = "9999-12-31T00:00:00Z",
        limit: Int = 100
    ) throws -> [String] {
        let zone = try zone("Europe/Berlin")
        let start = zone.resolve(try local(start)).preferred
        return try recurrence.occurrences(
            startingAt: start,
            lasting: 3_600,
            in: zone,
            overlapping: start..<instant(end),
            limit: limit
        ).map { zone.local(at: $0.lowerBound).description }
    }

    @Test func weeklyAcrossTheGap() throws {
        let zone = try zone("Europe/Berlin")
        let start = try instant("2027-03-21T02:30:00+01:00")
        let found = Recurrence(.weekly(on: [.sunday])).occurrences(
            startingAt: start,
            lasting: 5_400,
            in: zone,
            overlapping: start..<Instant.latest,
            limit: 3
        )
        #expect(
            try found == [
                instant("2027-03-21T01:30:00Z")..<instant("2027-03-21T03:00:00Z"),
                instant("2027-03-28T01:30:00Z")..<instant("2027-03-28T03:00:00Z"),
                instant("2027-04-04T00:30:00Z")..<instant("2027-04-04T02:00:00Z"),
            ]
        )
    }

    @Test func weeklyAcrossTheFold() throws {
        let zone = try zone("Europe/Berlin")
        let start = try instant("2026-10-18T02:30:00+02:00")
        let found = Recurrence(.weekly(on: [])).occurrences(
            startingAt: start,
            lasting: 60,
            in: zone,
            overlapping: start..<Instant.latest,
            limit: 3
        )
        #expect(
            found.map(\.lowerBound.description) == [
                "2026-10-18T00:30:00Z", "2026-10-25T00:30:00Z", "2026-11-01T01:30:00Z",
            ]
        )
    }

    @Test func keepsTheReadingOfTheStart() throws {
        let zone = try zone("Europe/Berlin")
        let start = try instant("2026-10-25T02:30:00+01:00")
        let found = Recurrence(.daily).occurrences(
            startingAt: start,
            lasting: 60,
            in: zone,
            overlapping: start..<Instant.latest,
            limit: 1
        )
        #expect(found.map(\.lowerBound) == [start])
    }

    @Test func firstSundayAcrossAYear() throws {
        #expect(
            try starts(
                .init(.monthly(on: .weekday(.first, .sunday))),
                from: "2026-11-01T03:00",
                limit: 5
            )
                == [
                    "2026-11-01T03:00:00", "2026-12-06T03:00:00", "2027-01-03T03:00:00",
                    "2027-02-07T03:00:00", "2027-03-07T03:00:00",
                ]
        )
    }

    @Test func lastFridayOfShortAndLongMonths() throws {
        #expect(
            try starts(
                .init(.monthly(on: .weekday(.last, .friday))),
                from: "2027-01-29T22:00",
                limit: 4
            )
                == [
                    "2027-01-29T22:00:00", "2027-02-26T22:00:00", "2027-03-26T22:00:00",
                    "2027-04-30T22:00:00",
                ]
        )
    }

    @Test func day31SkipsShorterMonths() throws {
        let expected = [
            "2027-01-31T12:00:00", "2027-03-31T12:00:00", "2027-05-31T12:00:00",
            "2027-07-31T12:00:00", "2027-08-31T12:00:00",
        ]
        for day in [MonthDay.day(31), nil] {
            #expect(
                try starts(.init(.monthly(on: day)), from: "2027-01-31T12:00", limit: 5) == expected
            )
        }
    }

    @Test func everyTwoWeeksCountsFromMonday() throws {
        let recurrence = Recurrence(.weekly(on: [.monday, .sunday]), interval: 2)
        #expect(
            try starts(recurrence, from: "2026-12-06T10:00", limit: 4) == [
                "2026-12-06T10:00:00", "2026-12-14T10:00:00", "2026-12-20T10:00:00",
                "2026-12-28T10:00:00",
            ]
        )
    }

    @Test func endsWithUntilAndLeavesOut() throws {
        let recurrence = try Recurrence(
            .daily,
            until: date("2026-12-05"),
            except: [date("2026-12-03")]
        )
        #expect(
            try starts(recurrence, from: "2026-12-02T23:59") == [
                "2026-12-02T23:59:00", "2026-12-04T23:59:00", "2026-12-05T23:59:00",
            ]
        )
    }

    @Test func findsWhatOverlapsTheWindow() throws {
        let start = try instant("2026-12-01T00:00:00Z")
        func found(_ lower: String, _ upper: String, lasting: Seconds = 7_200) throws -> [String] {
            try Recurrence(.daily).occurrences(
                startingAt: start,
                lasting: lasting,
                in: .utc,
                overlapping: instant(lower)..<instant(upper),
                limit: 10
            ).map(\.lowerBound.description)
        }
        #expect(
            try found("2026-12-03T01:00:00Z", "2026-12-03T01:01:00Z") == ["2026-12-03T00:00:00Z"]
        )
        #expect(try found("2026-12-03T02:00:00Z", "2026-12-04T00:00:00Z") == [])
        #expect(try found("2026-12-03T01:59:59Z", "2026-12-04T00:00:01Z").count == 2)
        #expect(try found("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z") == [])
        #expect(
            try found("2026-12-10T00:00:00Z", "2026-12-10T00:00:01Z", lasting: 259_200).count == 3
        )
        #expect(try found("2026-12-03T00:00:00Z", "2026-12-04T00:00:00Z", lasting: 0) == [])
        #expect(try found("2026-12-03T00:00:00Z", "2026-12-03T00:00:00Z") == [])
        #expect(
            try found("2026-12-03T00:00:00Z", "2026-12-04T00:00:00Z", lasting: Seconds(.max)).count
                == 3
        )
    }

    @Test func aSkippedDayMakesNoSecondOccurrence() throws {
        let zone = try zone("Pacific/Apia")
        let start = try instant("2011-12-29T12:00:00-10:00")
        let found = Recurrence(.daily).occurrences(
            startingAt: start,
            lasting: 60,
            in: zone,
            overlapping: start..<Instant.latest,
            limit: 3
        )
        #expect(
            found.map { zone.local(at: $0.lowerBound).description } == [
                "2011-12-29T12:00:00", "2011-12-31T12:00:00", "2012-01-01T12:00:00",
            ]
        )
    }

    @Test func reachesTheYear9999AtOnce() throws {
        let zone = try zone("Europe/Berlin")
        let start = try instant("2026-12-06T02:00:00Z")
        let window = try instant("9999-12-20T00:00:00Z")..<Instant.latest
        for recurrence in [
            Recurrence(.daily), Recurrence(.weekly(on: [.sunday])),
            Recurrence(.monthly(on: .day(31))),
            Recurrence(.monthly(on: .weekday(.last, .friday)), interval: 1),
        ] {
            let found = recurrence.occurrences(
                startingAt: start,
                lasting: 60,
                in: zone,
                overlapping: window,
                limit: 100
            )
            #expect(!found.isEmpty)
            #expect(found.allSatisfy { window.contains($0.lowerBound) })
        }
        let never = Recurrence(.monthly(on: .day(30)), interval: 12)
        let all = try instant("2027-02-01T00:00:00Z")..<Instant.latest
        #expect(
            never.occurrences(
                startingAt: all.lowerBound,
                lasting: 60,
                in: zone,
                overlapping: all,
                limit: 1
            ) == []
        )
    }

    @Test func agreesWithTheTableOfOccurrences() throws {
        let lines = OccurrenceTable.lines.split(separator: "\n")
        for index in stride(from: 0, to: lines.count, by: 2) {
            let fields = lines[index].split(separator: " ").map(String.init)
            let zone = try zone(fields[0])
            let numbers = try [2, 4, 7, 8].map { try #require(Int(fields[$0])) }
            let pattern: Recurrence.Pattern =
                switch fields[3] {
                case "day": .daily
                case "week":
                    .weekly(on: Set(fields[5].split(separator: ",").compactMap { Weekday($0) }))
                default: .monthly(on: MonthDay(String(fields[5].map { $0 == "_" ? " " : $0 })))
                }
            let recurrence = Recurrence(pattern, interval: numbers[1], until: CivilDate(fields[6]))
            let from = Instant(secondsSinceEpoch: Int64(numbers[2]))
            let to = Instant(secondsSinceEpoch: Int64(numbers[3]))
            let found = recurrence.occurrences(
                startingAt: zone.resolve(try local(fields[1])).preferred,
                lasting: Seconds(numbers[0]),
                in: zone,
                overlapping: from..<to,
                limit: 12
            )
            var sum: Int64 = 0
            let expected = lines[index + 1].split(separator: " ").compactMap { Int64($0) }.map {
                sum += $0
                return sum
            }
            #expect(found.map(\.lowerBound.secondsSinceEpoch) == expected, "\(lines[index])")
            #expect(
                found.allSatisfy { $0.lowerBound.distance(to: $0.upperBound).count == numbers[0] }
            )
        }
    }

    @Test func matchesTheDaysItNames() throws {
        let sunday = try date("2026-12-06")
        #expect(Recurrence(.daily).matches(sunday))
        #expect(Recurrence(.weekly(on: [])).matches(sunday))
        #expect(Recurrence(.weekly(on: [.sunday, .monday])).matches(sunday))
        #expect(!Recurrence(.weekly(on: [.monday])).matches(sunday))
        #expect(Recurrence(.monthly(on: .weekday(.first, .sunday))).matches(sunday))
        #expect(!Recurrence(.monthly(on: .weekday(.last, .sunday))).matches(sunday))
        #expect(Recurrence(.monthly(on: .day(6))).matches(sunday))
        #expect(!Recurrence(.monthly(on: .day(31))).matches(sunday))
        #expect(Recurrence(.monthly(on: nil)).matches(sunday))
    }

    @Test func describesItself() throws {
        let until = try date("2027-06-01")
        let except = try [date("2027-01-03"), date("2026-12-27")]
        let texts: [(Recurrence, String, String?)] = [
            (.init(.daily), "daily", nil),
            (.init(.daily, interval: 3), "every 3 days", nil),
            (.init(.weekly(on: [.sunday]), until: until), "weekly on sun until 2027-06-01", "sun"),
            (
                .init(.weekly(on: [.sunday, .monday]), interval: 2), "every 2 weeks on mon, sun",
                "mon, sun"
            ),
            (.init(.weekly(on: [])), "weekly", nil),
            (
                .init(.monthly(on: .weekday(.first, .sunday))), "monthly on first sunday",
                "first sunday"
            ),
            (.init(.monthly(on: .day(31)), interval: 2), "every 2 months on day 31", "31"),
            (.init(.monthly(on: nil)), "monthly", nil),
            (.init(.daily, except: except), "daily except 2026-12-27, 2027-01-03", nil),
        ]
        for (recurrence, description, on) in texts {
            #expect(recurrence.description == description)
            #expect(recurrence.on == on)
        }
    }

    @Test(arguments: [
        ("1", "1"), ("31", "31"), ("first sunday", "first sunday"),
        ("second tue", "second tuesday"),
        ("third wed", "third wednesday"), ("fourth thu", "fourth thursday"),
        ("last fri", "last friday"),
    ])
    func readsDaysOfTheMonth(text: String, canonical: String) {
        #expect(MonthDay(text)?.description == canonical)
        #expect(MonthDay(canonical) == MonthDay(text))
    }

    @Test(arguments: [
        "", "0", "00", "01", "32", "311", "-1", "sunday", "first", "fifth sunday", "First sunday",
        "first  sunday", "first sunday ", " first sunday", "first sunday monday", "last day",
        "1 sunday",
    ])
    func refusesDaysOfTheMonth(text: String) {
        #expect(MonthDay(text) == nil)
    }
}
