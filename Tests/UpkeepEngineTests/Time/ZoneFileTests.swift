import Testing
import UpkeepEngine

/// Zone files that are old, unusual, broken or made to break the reader.
@Suite struct ZoneFileTests {
    /// A version 2 file without changes: what counts is the footer.
    private func file(footer: String, version: Character = "2") -> [UInt8] {
        let header = "TZif\(version)".utf8 + [UInt8](repeating: 0, count: 15)
        let counts: [UInt8] = [
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4,
        ]
        let data: [UInt8] = [0, 0, 0, 0, 0, 0, 0x5A, 0x5A, 0x5A, 0]
        let block = Array(header) + counts + data
        return block + block + Array("\n\(footer)\n".utf8)
    }

    private func offset(_ footer: String, at text: String) throws -> Int {
        try Zone(identifier: "X", tzif: file(footer: footer)).offset(at: instant(text))
    }

    @Test(arguments: [
        ("<+03>-3", "2026-07-01T00:00:00Z", 10_800),
        ("<-0330>3:30", "2026-07-01T00:00:00Z", -12_600),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18_000),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -18_000),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3_600),
        ("EST5EDT,0/0,J365/25", "2026-01-01T04:59:59Z", -14_400),
        ("EST5EDT,0/0,J365/25", "2026-01-01T05:00:00Z", -14_400),
        ("EST5EDT,0/0,J365/25", "2028-12-31T12:00:00Z", -14_400),
        ("AAA0BBB,J60/0,J61/0", "2028-02-29T12:00:00Z", 0),
        ("AAA0BBB,J60/0,J61/0", "2028-03-01T12:00:00Z", 3_600),
        ("AAA0BBB,59/0,60/0", "2028-02-29T12:00:00Z", 3_600),
        ("AAA0BBB,59/0,60/0", "2028-03-01T12:00:00Z", 0),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z", 7_200),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z", 10_800),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7_200),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3_600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00:00Z", 39_600),
    ])
    func obeysTheRule(footer: String, at text: String, offset: Int) throws {
        #expect(try self.offset(footer, at: text) == offset)
    }

    @Test(arguments: [
        "X", "XX0", "ZZZ", "ZZZ25", "ZZZ+", "ZZZ5:60", "<XX>0", "<ZZZ0", "<X*X>0", "ZZZ0YYY",
        "ZZZ0YYY,M3.2.0", "ZZZ0YYY,M3.2.0,", "ZZZ0YYY,M13.2.0,M1.1.0", "ZZZ0YYY,M3.0.0,M1.1.0",
        "ZZZ0YYY,M3.6.0,M1.1.0", "ZZZ0YYY,M3.2.7,M1.1.0", "ZZZ0YYY,J0,J1", "ZZZ0YYY,J366,J1",
        "ZZZ0YYY,366,1", "ZZZ0YYY,1/168,2", "ZZZ0YYY,1/,2", "ZZZ0YYY,1,2x", "ZZZ0YYY,1,2,3", ":X/Y",
    ])
    func refusesTheRule(footer: String) {
        #expect(throws: ZoneError.invalidFooter(footer)) {
            try Zone(identifier: "X", tzif: file(footer: footer))
        }
    }

    @Test func goesOnWithoutAFooter() throws {
        let zone = try Zone(identifier: "X", tzif: file(footer: ""))
        #expect(zone.abbreviation(at: .latest) == "ZZZ")
    }

    @Test func readsVersions() throws {
        for version: Character in ["2", "3", "4"] {
            _ = try Zone(identifier: "X", tzif: file(footer: "UTC0", version: version))
        }
        for (version, byte) in [("1", 0x31), ("5", 0x35)] as [(Character, UInt8)] {
            #expect(throws: ZoneError.unsupportedVersion(byte)) {
                try Zone(identifier: "X", tzif: file(footer: "UTC0", version: version))
            }
        }
        var first = Array(file(footer: "").prefix(54))
        first[4] = 0
        #expect(try Zone(identifier: "X", tzif: first).abbreviation(at: .latest) == "ZZZ")
    }

    @Test func readsThe32BitDataOfVersion1() throws {
        var bytes = try ZoneBytes.bytes(of: "Europe/Berlin")
        bytes[4] = 0
        let zone = try Zone(identifier: "Europe/Berlin", tzif: bytes)
        #expect(try zone.offset(at: instant("2026-07-01T00:00:00Z")) == 7_200)
    }

    @Test func refusesWhatIsNoZone() throws {
        #expect(throws: ZoneError.notTZif) { try Zone(identifier: "X", tzif: []) }
        #expect(throws: ZoneError.notTZif) {
            try Zone(identifier: "X", tzif: [UInt8](repeating: 65, count: 100))
        }
        #expect(throws: ZoneError.tooLarge) {
            try Zone(identifier: "X", tzif: [UInt8](repeating: 0, count: Zone.sizeLimit + 1))
        }
    }

    @Test(arguments: ZoneBytes.all.map(\.identifier))
    func refusesEveryShorterFile(name: String) throws {
        let bytes = try ZoneBytes.bytes(of: name)
        for count in bytes.indices {
            #expect(throws: ZoneError.self) {
                try Zone(identifier: name, tzif: Array(bytes.prefix(count)))
            }
        }
    }

    @Test(arguments: ZoneBytes.all.map(\.identifier))
    func mutationsNeverTrap(name: String) throws {
        let original = try ZoneBytes.bytes(of: name)
        var random = Generator(seed: 5)
        var accepted = 0
        for _ in 0..<4_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // One in four in the footer, one in four in the first header.
                let place =
                    switch UInt8.random(in: 0...3, using: &random) {
                    case 0: Int.random(in: max(0, bytes.count - 40)..<bytes.count, using: &random)
                    case 1: Int.random(in: 0..<44, using: &random)
                    default: Int.random(in: bytes.indices, using: &random)
                    }
                let choices: [UInt8] = [
                    0, 1, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &random),
                ]
                bytes[place] = choices.randomElement(using: &random) ?? 0
            }
            guard let zone = try? Zone(identifier: name, tzif: bytes) else { continue }
            accepted += 1
            for _ in 0..<8 {
                let seconds = Int64.random(in: -62_135_400_000...253_402_100_000, using: &random)
                let instant = Instant(secondsSinceEpoch: seconds / (accepted % 2 == 0 ? 60 : 1))
                #expect(zone.abbreviation(at: instant).utf8.count <= bytes.count)
                _ = zone.resolve(zone.local(at: instant))
                let wall = LocalTime("20\(Int.random(in: 10...99, using: &random))-03-29T02:30")
                _ = wall.map(zone.resolve)
            }
        }
        #expect(accepted > 0)
    }
}
