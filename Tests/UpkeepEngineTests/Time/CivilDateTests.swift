import Testing
import UpkeepEngine

@Suite struct CivilDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, Weekday.thursday),
        ("1999-12-31", 10_956, .friday),
        ("2000-02-29", 11_016, .tuesday),
        ("2000-03-01", 11_017, .wednesday),
        ("2026-12-04", 20_791, .friday),
        ("9999-12-31", 2_932_896, .friday),
    ])
    func knowsDays(text: String, days: Int, weekday: Weekday) throws {
        let date = try date(text)
        #expect(date.daysSinceEpoch == days)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
        #expect(CivilDate(daysSinceEpoch: days) == date)
    }

    @Test(arguments: [
        "", "2026-1-01", "2026-01-1", "2026-02-29", "1900-02-29", "1969-12-31", "2026-12-04T",
        "20261204", "2026/12/04", "2026-12-32", "-026-12-04",
    ])
    func refuses(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func everyDayFollowsTheOneBefore() throws {
        var date = try #require(CivilDate(year: 1, month: 1, day: 1))
        #expect(CivilDate(year: 0, month: 12, day: 31) == nil)
        #expect(CivilDate(year: 10_000, month: 1, day: 1) == nil)
        for days in date.daysSinceEpoch + 1...2_932_896 {
            let next = CivilDate(daysSinceEpoch: days)
            let isLast = date.day == CivilDate.daysInMonth(date.month, of: date.year)
            let month = isLast ? date.month % 12 + 1 : date.month
            let year = isLast && month == 1 ? date.year + 1 : date.year
            let day = isLast ? 1 : date.day + 1
            guard next.daysSinceEpoch == days,
                (next.year, next.month, next.day) == (year, month, day),
                next.weekday.rawValue == (date.weekday.rawValue + 1) % 7
            else {
                Issue.record("\(next) follows \(date)")
                return
            }
            date = next
        }
        #expect(date.description == "9999-12-31")
    }

    @Test func moves() throws {
        let date = try date("2028-02-28")
        #expect(date.advanced(byDays: 2).description == "2028-03-01")
        #expect(date.advanced(byDays: -59).description == "2027-12-31")
        #expect(date < date.advanced(byDays: 1))
        #expect(date.advanced(byDays: .max) > date)
        #expect(date.advanced(byDays: .min) < date)
    }

    @Test(arguments: [
        ("2026-12-04T22:00:05", "2026-12-04T22:00:05"),
        ("2026-12-04T22:00", "2026-12-04T22:00:00"),
    ])
    func readsLocalTimes(text: String, canonical: String) throws {
        #expect(try local(text).description == canonical)
    }

    @Test(arguments: [
        "2026-12-04", "2026-12-04T22", "2026-12-04T22:0", "2026-12-04T22:00:", "2026-12-04T24:00",
        "2026-12-04T22:60", "2026-12-04T22:00:60", "2026-12-04T22:00Z", "2026-12-04 22:00",
        "2026-12-04T22:00:00.5", "2026-12-04T22:00:00+01:00",
    ])
    func refusesLocalTimes(text: String) {
        #expect(LocalTime(text) == nil)
    }

    @Test func movesLocalTimesToOtherDays() throws {
        let moved = try local("2026-12-04T22:15:05").on(date("2027-01-01"))
        #expect(moved.description == "2027-01-01T22:15:05")
        #expect(try moved > local("2026-12-04T22:15:06"))
    }

    @Test func readsWeekdays() {
        for day in Weekday.allCases {
            #expect(Weekday(day.shortName) == day)
            #expect(Weekday(day.fullName) == day)
        }
        #expect(Weekday.allCases.map(\.shortName).joined() == "montuewedthufrisatsun")
        for text in ["", "Sun", "SUN", "su", "sund", "sundays", " sun"] {
            #expect(Weekday(text) == nil)
        }
        #expect(Weekday.monday < .sunday)
    }
}
