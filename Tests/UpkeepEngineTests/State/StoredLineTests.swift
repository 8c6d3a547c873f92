import Testing
import UpkeepEngine

@Suite("A line of a state")
struct StoredLineTests {
    private static let line =
        #"{"declared":{"id":"a","kind":"monitor","protect":false,"spec":{"name":"Ä \"b\" \\ \n \u001f","x":[1,-2,true]}},"#
        + #""recorded":{"created_at":"2026-11-23T12:00:00Z","file":"a.yaml","line":3,"public_id":1,"updated_at":"2026-11-23T12:00:00Z"}}"#

    @Test("is read with all that it says")
    func whole() throws {
        let stored = try #require(StoredResource(line: Array(Self.line.utf8)[...]))
        #expect(stored.id == ResourceID(kind: "monitor", id: "a"))
        #expect(stored.specification["name"]?.text == "Ä \"b\" \\ \n \u{1F}")
        #expect(stored.place == SourcePlace(path: "a.yaml", line: 3))
        #expect(stored.publicID == .number(1))
        #expect(stored.specification["x"]?.list == [1, -2, true])
    }

    @Test(
        "is refused in any other form",
        arguments: [
            (#""protect":false"#, #""protect": false"#), (#"[1,-2,true]"#, "[1,-2,True]"),
            (#"[1,-2,true]"#, "[01,-2,true]"), (#"[1,-2,true]"#, "[1,-0,true]"),
            (#"[1,-2,true]"#, "[1.0,-2,true]"), (#"[1,-2,true]"#, "[1,-2,true,]"),
            (#"[1,-2,true]"#, "[1,-2,null]"), (#"[1,-2,true]"#, "[9999999999999999999]"),
            (#""x":["#, #""a":["#), (#""x":["#, #""name":["#), (#"\n"#, #"\u000a"#),
            (#"\u001f"#, #"\u001F"#), (#"\u001f"#, #"\u0041"#), (#"\u001f"#, #"\t"#),
            (#"\u001f"#, "\t"), (#""line":3"#, #""line":-3"#), (#""line":3"#, #""line":"3""#),
            (#""public_id":1"#, #""public_id":0"#), ("2026-11-23", "2026-13-23"),
            ("12:00:00Z\",\"file", "12:00:00+00:00\",\"file"), (#""kind":"#, #""sort":"#),
            (#""recorded""#, #""Recorded""#), (#""protect":false"#, #""protect":"no""#),
            (#""protect":false,"#, ""), (#""spec":{"#, #""spec":[{"#),
            (#"}},"recorded"#, #"},"title":"x"},"recorded"#),
            (#""recorded":{"#, #""noted":{},"recorded":{"#),
            (#"{"declared"#, #"{"a":1,"declared"#),
        ]
    )
    func otherForms(_ part: String, _ replacement: String) {
        let line = Self.line.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
        #expect(line.count == 2, "\(part) is in it")
        let changed = line.joined(separator: replacement)
        #expect(StoredResource(line: Array(changed.utf8)[...]) == nil, "\(changed)")
    }

    @Test("is refused when it is cut, or not UTF-8")
    func cut() {
        let bytes = Array(Self.line.utf8)
        for count in 0..<bytes.count {
            #expect(StoredResource(line: bytes[..<count]) == nil, "\(count)")
        }
        for index in bytes.indices {
            var broken = bytes
            broken[index] = 0xFF
            #expect(StoredResource(line: broken[...]) == nil, "\(index)")
        }
    }
}
