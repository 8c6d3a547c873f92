import Testing
import UpkeepEngine

@Suite struct SecondsTests {
    @Test(arguments: [
        ("30s", 30, "30s", "30 s"),
        ("0s", 0, "0s", "0 s"),
        ("1m", 60, "60s", "1 min"),
        ("90s", 90, "90s", "1 min 30 s"),
        ("2m", 120, "2m", "2 min"),
        ("5m", 300, "5m", "5 min"),
        ("45m", 2_700, "45m", "45 min"),
        ("1h30m", 5_400, "1h30m", "1 h 30 min"),
        ("90m", 5_400, "1h30m", "1 h 30 min"),
        ("2d3h", 183_600, "2d3h", "2 d 3 h"),
        ("7d", 604_800, "7d", "7 d"),
        ("1w", 604_800, "7d", "7 d"),
        ("1w1d1h1m1s", 694_861, "8d1h1m1s", "8 d 1 h 1 min 1 s"),
        ("007m", 420, "7m", "7 min"),
        (
            "9223372036854775807s", .max, "106751991167300d15h30m7s",
            "106751991167300 d 15 h 30 min 7 s"
        ),
    ])
    func reads(text: String, count: Int, canonical: String, spelledOut: String) throws {
        let value = try Seconds(parsing: text)
        #expect(value.count == count)
        #expect(value.description == canonical)
        #expect(value.spelledOut == spelledOut)
    }

    @Test(arguments: [
        ("", SecondsError.empty),
        ("30", .missingUnit(number: "30")),
        ("1h30", .missingUnit(number: "30")),
        ("h", .missingNumber(before: "h")),
        ("-5m", .missingNumber(before: "-")),
        ("+5m", .missingNumber(before: "+")),
        (" 5m", .missingNumber(before: " ")),
        ("5 m", .unknownUnit(" m")),
        ("5m ", .unknownUnit("m ")),
        ("1h 30m", .unknownUnit("h ")),
        ("5min", .unknownUnit("min")),
        ("5M", .unknownUnit("M")),
        ("1.5h", .unknownUnit(".")),
        ("1y", .unknownUnit("y")),
        ("５m", .missingNumber(before: "５m")),
        ("30m1h", .wrongOrder(unit: "h", after: "m")),
        ("1d1w", .wrongOrder(unit: "w", after: "d")),
        ("1m2m", .repeatedUnit("m")),
        ("9223372036854775808s", .tooLarge),
        ("99999999999999999999999s", .tooLarge),
        ("9223372036854775807m", .tooLarge),
        ("106751991167300d15h30m8s", .tooLarge),
    ])
    func refuses(text: String, error: SecondsError) {
        #expect(throws: error) { try Seconds(parsing: text) }
    }

    @Test func readsWhatItWrites() throws {
        var random = Generator(seed: 3)
        let some = (0..<5_000).map { _ in
            Int.random(in: 0...Int.max, using: &random) >> Int.random(in: 0...62, using: &random)
        }
        for count in Array(0...10_000) + some {
            let value = Seconds(count)
            #expect(try Seconds(parsing: value.description) == value)
        }
    }

    @Test func showsNegativeValues() {
        #expect(Seconds(-30).description == "-30s")
        #expect(Seconds(-5_400).description == "-1h30m")
        #expect(Seconds(-5_400).spelledOut == "-1 h 30 min")
        #expect(Seconds(.min).description == "-106751991167300d15h30m8s")
        #expect(Seconds(-1) < 0)
    }
}
