import Testing
import UpkeepSource

struct SuggestionTests {
    static let fields = ["interval", "name", "target", "type", "status_page"]

    @Test(arguments: [
        ("intervall", "interval"), ("interal", "interval"), ("nmae", "name"), ("NAME", "name"),
        ("tagret", "target"), ("statuspage", "status_page"), ("tpye", "type"),
    ])
    func findsSlips(_ word: String, _ meant: String) {
        #expect(Suggestion.nearest(to: word, in: Self.fields) == meant)
    }

    @Test(arguments: ["", "xyz", "description", "in"])
    func doesNotGuess(_ word: String) {
        #expect(Suggestion.nearest(to: word, in: Self.fields) == nil)
    }

    @Test func takesTheFirstOfTheNearest() {
        #expect(Suggestion.nearest(to: "bat", in: ["cat", "hat"]) == "cat")
    }

    @Test func isQuickForLongWords() {
        let word = String(repeating: "x", count: 1_000_000)
        #expect(Suggestion.nearest(to: word, in: Self.fields) == nil)
    }
}
