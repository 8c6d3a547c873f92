import Testing
import UpkeepEngine

@Suite("JSON")
struct JSONTests {
    @Test("comes back as it was written")
    func roundTrip() throws {
        let value = Value.map([
            "text": "quotes \" backslash \\ line\nbreak\ttab \u{0}\u{1F} é 😀 \u{2028}",
            "numbers": .list([.integer(0), .integer(-1), .integer(.max), .integer(.min)]),
            "flags": .list([true, false]),
            "empty": .list([.emptyMap, .list([]), ""]),
        ])
        #expect(try JSONReader.value(of: Array(value.json.utf8)) == value)
        #expect(try JSONReader.value(of: Array(value.indentedJSON.utf8)) == value)
    }

    @Test("has its keys in order and nothing that is not needed")
    func canonicalForm() {
        let value = Value.map(["b": 1, "a": .map(["d": "x", "c": true])])
        #expect(value.json == #"{"a":{"c":true,"d":"x"},"b":1}"#)
    }

    @Test("is read with every escape of RFC 8259")
    func escapes() throws {
        let value = try JSONReader.value(of: Array(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#.utf8))
        #expect(value == "\"\\/\u{8}\u{C}\n\r\té😀")
    }

    @Test(
        "that Upkeep does not write is refused",
        arguments: [
            "", "nul", "null", "1.5", "1e3", "01", "+1", "-", "--1", "[1,]", "[1", "{\"a\":1,}",
            "{\"a\"}", "{a:1}",
            "{\"a\":1,\"a\":2}", "\"", "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\u12\"",
            "\"\n\"", "1 2",
            "99999999999999999999", "\"\\u+123\"",
        ]
    )
    func refused(text: String) {
        #expect(throws: JSONError.self) { try JSONReader.value(of: Array(text.utf8)) }
    }

    @Test("is refused where it is not UTF-8")
    func invalidUTF8() {
        #expect(throws: JSONError.self) { try JSONReader.value(of: [0x22, 0xFF, 0x22]) }
    }

    @Test("is as deep as the limit and no deeper")
    func depth() {
        let limit = JSONReader.depthLimit
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8
            )
        }
        #expect(throws: Never.self) { try JSONReader.value(of: nested(limit)) }
        #expect(throws: JSONError.self) { try JSONReader.value(of: nested(limit + 1)) }
    }
}
