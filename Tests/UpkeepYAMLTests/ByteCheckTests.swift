import Testing
import UpkeepSource
import UpkeepYAML

/// What is refused before any parsing.
struct ByteCheckTests {
    @Test(
        arguments: [
            [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82],
        ] as [[UInt8]]
    )
    func invalidUTF8(_ bytes: [UInt8]) {
        let file = parse(Array("a: é".utf8) + bytes + Array("\n".utf8))
        #expect(file.places.first == "1:5 invalid-utf8")
        #expect(Set(file.codes) == ["invalid-utf8"])
        #expect(!file.isComplete)
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x3A, 0x00],
            [0x00, 0x61, 0x00, 0x3A], [0x00, 0x00, 0xFE, 0xFF], [0x61, 0x00, 0x00, 0x00],
        ] as [[UInt8]]
    )
    func utf16(_ bytes: [UInt8]) {
        #expect(parse(bytes).codes == ["utf-16"])
    }

    @Test func reportsEachCharacterOnce() {
        let file = parse("a: \u{202E}b\u{2066}\n")
        #expect(
            file.diagnostics.all.map(\.message) == [
                "U+202E is a bidirectional control", "U+2066 is a bidirectional control",
            ]
        )
        #expect(file.documents.isEmpty)
        #expect(!file.isComplete)
    }

    @Test func reportsTwentyCharacters() {
        #expect(parse(String(repeating: "\u{1}", count: 1_000)).codes.count == 20)
    }

    @Test func findsCharactersAtEveryAlignment() {
        for offset in 0..<24 {
            let text =
                String(repeating: "x", count: offset) + "\u{7F}"
                + String(repeating: "\n", count: 24)
            #expect(parse(text).places == ["1:\(offset + 1) forbidden-character"])
        }
    }

    @Test func acceptsWhatPeopleWrite() {
        let file = parse("\u{FEFF}a: \"é 😀 日本\tx\"\r\nb: \u{A0}\u{E000}\u{10FFFF}\r\n")
        #expect(file.codes == [])
        #expect(file.documents.first?.root?["a"]?.text == "é 😀 日本\tx")
    }
}
