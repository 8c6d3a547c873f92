/// Messages as people read them: a small part of Markdown (CommonMark 0.31).
///
/// Paragraphs, lists of one level, `code` and blocks of it between lines of three backticks, **strong** and *emphasized* text,
/// links to http, https and mailto, bare web addresses, line breaks where a line ends in two spaces or in `\`, and `\` before
/// what shall stand as it is. Everything else is text, and is escaped first: what is not in this list cannot come out.
enum Markdown {
    /// The message as paragraphs and lists.
    static func markup(of message: String) -> Markup {
        var markup = Markup()
        for block in blocks(of: message) {
            switch block {
            case .paragraph(let text):
                markup.append(tags: "<p>")
                markup.append(MarkdownText(text).markup)
                markup.append(tags: "</p>")
            case .code(let lines):
                markup.append(tags: "<pre tabindex=\"0\"><code>")
                markup.append(text: lines.joined(separator: "\n"))
                markup.append(tags: "</code></pre>")
            case .list(let items, let isOrdered):
                markup.append(tags: isOrdered ? "<ol>" : "<ul>")
                for item in items {
                    markup.append(tags: "<li>")
                    markup.append(MarkdownText(item).markup)
                    markup.append(tags: "</li>")
                }
                markup.append(tags: isOrdered ? "</ol>" : "</ul>")
            }
        }
        return markup
    }

    private enum Block {
        case paragraph(String)
        case list([String], isOrdered: Bool)
        case code([Substring])

        /// The block with another line of its last text.
        func continued(with line: Substring) -> Block {
            switch self {
            case .paragraph(let text): .paragraph("\(text)\n\(line)")
            case .list(let items, let isOrdered):
                .list(
                    items.dropLast() + ["\(items[items.count - 1])\n\(line)"],
                    isOrdered: isOrdered
                )
            case .code(let lines): .code(lines + [line])
            }
        }
    }

    private static let fence = "```"

    private static func blocks(of message: String) -> [Block] {
        var blocks: [Block] = []
        var isContinued = false
        var isCode = false
        for whole in message.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = whole.drop { $0 == " " || $0 == "\t" }
            if line.hasPrefix(fence), isCode || !line.dropFirst(fence.count).contains("`") {
                isCode.toggle()
                isContinued = false
                if isCode { blocks.append(.code([])) }
            } else if isCode, let last = blocks.popLast() {
                blocks.append(last.continued(with: whole))
            } else if line.isEmpty {
                isContinued = false
            } else if let (item, isOrdered) = item(line) {
                if case .list(let items, isOrdered)? = blocks.last {
                    blocks[blocks.count - 1] = .list(items + [String(item)], isOrdered: isOrdered)
                } else {
                    blocks.append(.list([String(item)], isOrdered: isOrdered))
                }
                isContinued = true
            } else if isContinued, let last = blocks.popLast() {
                blocks.append(last.continued(with: line))
            } else {
                blocks.append(.paragraph(String(heading(line))))
                isContinued = true
            }
        }
        return blocks
    }

    /// What stands behind `- `, `* ` or `1. `.
    private static func item(_ line: Substring) -> (Substring, isOrdered: Bool)? {
        if line.hasPrefix("- ") || line.hasPrefix("* ") { return (line.dropFirst(2), false) }
        let number = line.prefix { $0.isASCII && $0.isNumber }
        guard (1...9).contains(number.count), line.dropFirst(number.count).hasPrefix(". ") else {
            return nil
        }
        return (line.dropFirst(number.count + 2), true)
    }

    /// A heading is text like any other: a page has its own headings.
    private static func heading(_ line: Substring) -> Substring {
        let marks = line.prefix { $0 == "#" }
        let rest = line.dropFirst(marks.count)
        return (1...6).contains(marks.count) && rest.hasPrefix(" ") ? rest.dropFirst() : line
    }
}
