import Testing
import UpkeepEngine

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
        ("2026-12-04T22:00:00+01:00", 1_796_418_000, "2026-12-04T21:00:00Z"),
        ("2026-12-04T21:00:00.999Z", 1_796_418_000, "2026-12-04T21:00:00Z"),
        ("2026-12-04T21:00:00-00:00", 1_796_418_000, "2026-12-04T21:00:00Z"),
        ("2000-02-29T12:00:00-05:30", 951_845_400, "2000-02-29T17:30:00Z"),
        ("1970-01-01T00:00:00+01:00", -3_600, "1969-12-31T23:00:00Z"),
        ("9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z"),
    ])
    func reads(text: String, seconds: Int64, canonical: String) throws {
        let instant = try instant(text)
        #expect(instant.secondsSinceEpoch == seconds)
        #expect(instant.description == canonical)
    }

    @Test(arguments: [
        "", "2026-12-04", "2026-12-04T21:00:00", "2026-12-04 21:00:00Z", "2026-12-04t21:00:00Z",
        "2026-12-04T21:00:00z", "2026-12-04T21:00Z", "2026-12-04T24:00:00Z",
        "2026-12-04T23:60:00Z", "2016-12-31T23:59:60Z", "2026-12-04T21:00:00.Z",
        "2026-12-04T21:00:00+0100", "2026-12-04T21:00:00+01", "2026-12-04T21:00:00+24:00",
        "2026-12-04T21:00:00+01:60", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z", "1969-12-31T23:59:59Z", "10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00", " 2026-12-04T21:00:00Z", "2026-12-04T21:00:00Z ",
        "２０２６-12-04T21:00:00Z", "2026-12-4T21:00:00Z", "+026-12-04T21:00:00Z",
    ])
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func moves() throws {
        let start = try instant("2026-12-31T23:59:59Z")
        let next = start.advanced(by: 1)
        #expect(next.description == "2027-01-01T00:00:00Z")
        #expect(start.distance(to: next) == 1)
        #expect(next.distance(to: start) == -1)
        #expect(start < next)
    }

    @Test func staysWithinItsRange() {
        #expect(Instant.latest.advanced(by: Seconds(.max)) == .latest)
        #expect(Instant.latest.advanced(by: 1) == .latest)
        #expect(Instant.earliest.advanced(by: Seconds(.min)) == .earliest)
        #expect(Instant(secondsSinceEpoch: .max) == .latest)
        #expect(Instant(secondsSinceEpoch: .min) == .earliest)
        #expect(Instant.earliest.description == "0001-01-01T00:00:00Z")
        #expect(Instant.latest.description == "9999-12-31T23:59:59Z")
    }

    @Test func readsWhatItWrites() throws {
        var random = Generator(seed: 2)
        for _ in 0..<10_000 {
            let value = Int64.random(in: 0...253_402_300_799, using: &random)
            let instant = Instant(secondsSinceEpoch: value)
            #expect(Instant(rfc3339: instant.description) == instant)
        }
    }
}
