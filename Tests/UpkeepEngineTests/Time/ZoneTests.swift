import Testing
import UpkeepEngine

@Suite struct ZoneTests {
    @Test func utcIsUTC() throws {
        let time = try local("2026-10-25T02:30")
        let instant = try instant("2026-10-25T02:30:00Z")
        for zone in [Zone.utc, try zone("UTC")] {
            #expect(zone.identifier == "UTC")
            #expect(zone.offset(at: instant) == 0)
            #expect(zone.abbreviation(at: instant) == "UTC")
            #expect(zone.local(at: instant) == time)
            #expect(zone.resolve(time) == .unique(instant))
        }
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-01-15T12:00:00Z", 3_600, "CET"),
        ("Europe/Berlin", "2026-03-29T00:59:59Z", 3_600, "CET"),
        ("Europe/Berlin", "2026-03-29T01:00:00Z", 7_200, "CEST"),
        ("Europe/Berlin", "2099-07-01T00:00:00Z", 7_200, "CEST"),
        ("Europe/Berlin", "9999-12-31T23:59:59Z", 3_600, "CET"),
        ("America/New_York", "2026-07-04T12:00:00Z", -14_400, "EDT"),
        ("Australia/Lord_Howe", "2026-01-15T00:00:00Z", 39_600, "+11"),
        ("Australia/Lord_Howe", "2026-07-15T00:00:00Z", 37_800, "+1030"),
        ("Asia/Kolkata", "2026-07-15T00:00:00Z", 19_800, "IST"),
        ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000, "-10"),
        ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400, "+14"),
        ("Pacific/Apia", "2030-01-01T00:00:00Z", 46_800, "+13"),
    ])
    func knowsOffsets(name: String, at text: String, offset: Int, abbreviation: String) throws {
        let zone = try zone(name)
        let instant = try instant(text)
        #expect(zone.offset(at: instant) == offset)
        #expect(zone.abbreviation(at: instant) == abbreviation)
    }

    @Test func usesLocalMeanTimeBeforeTheFirstChange() throws {
        let zone = try zone("Europe/Berlin")
        #expect(zone.offset(at: .earliest) == 3_208)
        #expect(zone.abbreviation(at: .earliest) == "LMT")
    }

    @Test func resolvesTheBerlinGap() throws {
        #expect(
            try zone("Europe/Berlin").resolve(local("2027-03-28T02:30"))
                == .gap(
                    before: instant("2027-03-28T02:30:00+01:00"),
                    after: instant("2027-03-28T02:30:00+02:00")
                )
        )
    }

    @Test func resolvesTheBerlinFold() throws {
        #expect(
            try zone("Europe/Berlin").resolve(local("2026-10-25T02:30"))
                == .fold(
                    earlier: instant("2026-10-25T02:30:00+02:00"),
                    later: instant("2026-10-25T02:30:00+01:00")
                )
        )
    }

    @Test func resolvesTheHalfHourOfLordHowe() throws {
        let zone = try zone("Australia/Lord_Howe")
        #expect(
            try zone.resolve(local("2026-04-05T01:45"))
                == .fold(
                    earlier: instant("2026-04-05T01:45:00+11:00"),
                    later: instant("2026-04-05T01:45:00+10:30")
                )
        )
        #expect(
            try zone.resolve(local("2026-04-05T01:29:59"))
                == .unique(instant("2026-04-05T01:29:59+11:00"))
        )
        #expect(
            try zone.resolve(local("2026-10-04T02:15"))
                == .gap(
                    before: instant("2026-10-04T02:15:00+10:30"),
                    after: instant("2026-10-04T02:15:00+11:00")
                )
        )
    }

    @Test func resolvesTheDayApiaSkipped() throws {
        #expect(
            try zone("Pacific/Apia").resolve(local("2011-12-30T12:00"))
                == .gap(
                    before: instant("2011-12-30T12:00:00-10:00"),
                    after: instant("2011-12-30T12:00:00+14:00")
                )
        )
    }

    @Test(arguments: OffsetTable.zones.indices)
    func agreesWithTheTableOfOffsets(index: Int) throws {
        let entry = OffsetTable.zones[index]
        let zone = try zone(entry.identifier)
        var generator = Generator(seed: 1)
        let letters = entry.letters.utf8.filter { $0 != UInt8(ascii: "\n") }
        #expect(letters.count == 2_000)
        for letter in letters {
            let seconds = (UInt64(generator.next32()) << 20) % OffsetTable.span
            let instant = Instant(secondsSinceEpoch: Int64(seconds))
            #expect(zone.offset(at: instant) == entry.offsets[Int(letter - UInt8(ascii: "a"))])
        }
    }

    @Test(arguments: ResolutionTable.zones.indices)
    func agreesWithTheTableOfResolutions(index: Int) throws {
        let entry = ResolutionTable.zones[index]
        let zone = try zone(entry.identifier)
        for line in entry.lines.split(separator: "\n") {
            let fields = line.split(separator: " ")
            let first = Instant(secondsSinceEpoch: try #require(Int64(fields[2])))
            let second = Instant(secondsSinceEpoch: try #require(Int64(fields[3])))
            let expected: LocalResolution =
                switch fields[1] {
                case "gap": .gap(before: first, after: second)
                case "fold": .fold(earlier: first, later: second)
                default: .unique(first)
                }
            #expect(try zone.resolve(local(String(fields[0]))) == expected, "\(line)")
        }
    }

    @Test(arguments: ZoneBytes.all.map(\.identifier))
    func resolvesWhatItShows(name: String) throws {
        let zone = try zone(name)
        var random = Generator(seed: 4)
        for round in 0..<4_000 {
            let range: ClosedRange<Int64> =
                round % 2 == 0 ? 0...4_133_980_800 : -62_135_400_000...253_402_100_000
            let instant = Instant(secondsSinceEpoch: .random(in: range, using: &random))
            #expect(zone.resolve(zone.local(at: instant)).contains(instant), "\(instant)")
        }
    }
}
