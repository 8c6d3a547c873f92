import UpkeepSource

/// Text from manifests inside Markdown, where it can be nothing but text.
enum Markdown {
    /// A block that shows text as it is; its fence is longer than any run of backticks inside.
    static func fenced(_ text: String, language: String = "text") -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
        return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
    }

    /// A span that shows text as it is.
    static func code(_ text: String) -> String {
        let text = text.printable
        let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        let padding = text.hasPrefix("`") || text.hasSuffix("`") || text.isEmpty ? " " : ""
        return "\(fence)\(padding)\(text)\(padding)\(fence)"
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var longest = 0
        var current = 0
        for next in text {
            current = next == character ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
