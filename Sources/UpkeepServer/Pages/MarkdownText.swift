/// The text of a paragraph or of an item.
struct MarkdownText {
    private let scalars: [Unicode.Scalar]
    /// Whether it is what a link says, which has no links.
    private let isInLink: Bool

    init(_ text: String) {
        self.init(Array(text.unicodeScalars), isInLink: false)
    }

    private init(_ scalars: [Unicode.Scalar], isInLink: Bool) {
        self.scalars = scalars
        self.isInLink = isInLink
    }

    private func part(_ range: Range<Int>, isInLink: Bool = false) -> MarkdownText {
        MarkdownText(Array(scalars[range]), isInLink: self.isInLink || isInLink)
    }

    var markup: Markup { markup(depth: 0) }

    /// How far what begins somewhere can reach, in scalars: looking for its end from everywhere must not take for ever.
    private static let spanLimit = 2_048
    /// How deep strong, emphasized and linked text can be in each other.
    private static let depthLimit = 4

    private func markup(depth: Int) -> Markup {
        var markup = Markup()
        var text = String.UnicodeScalarView()
        var place = 0
        func flush() {
            markup.append(text: String(text))
            text = .init()
        }
        while place < scalars.count {
            if scalars[place] == "\n" {
                let isBreak = text.suffix(2).elementsEqual("  ".unicodeScalars)
                while text.last == " " { text.removeLast() }
                flush()
                if isBreak { markup.append(tags: "<br>") }
                text.append("\n")
                place += 1
            } else if scalars[place] == "\\", place + 1 < scalars.count,
                scalars[place + 1] == "\n"
            {
                flush()
                markup.append(tags: "<br>")
                place += 2
            } else if scalars[place] == "\\", place + 1 < scalars.count,
                scalars[place + 1].isASCIIPunctuation
            {
                text.append(scalars[place + 1])
                place += 2
            } else if depth < Self.depthLimit, let span = span(at: place) {
                flush()
                markup.append(span.markup(depth + 1))
                place = span.end
            } else {
                text.append(scalars[place])
                place += 1
            }
        }
        flush()
        return markup
    }

    /// A part of the line that is more than text, and where it ends.
    private struct Span {
        let end: Int
        let markup: (_ depth: Int) -> Markup
    }

    private func span(at place: Int) -> Span? {
        switch scalars[place] {
        case "`": code(at: place)
        case "*", "_": emphasis(at: place)
        case "[" where !isInLink: link(at: place)
        case "h" where !isInLink: bareAddress(at: place)
        default: nil
        }
    }

    private func code(at place: Int) -> Span? {
        guard let end = index(of: "`", from: place + 1), end > place + 1 else { return nil }
        return Span(end: end + 1) { _ in
            Self.element("<code>", Markup(text: string(place + 1..<end)), "</code>")
        }
    }

    private func emphasis(at place: Int) -> Span? {
        let mark = scalars[place]
        let isStrong = place + 1 < scalars.count && scalars[place + 1] == mark
        let width = isStrong ? 2 : 1
        let start = place + width
        // In the middle of a word `_` is a letter: names have it.
        guard start < scalars.count, !scalars[start].properties.isWhitespace,
            scalars[start] != mark,
            mark == "*" || place == 0 || !scalars[place - 1].isWordPart
        else { return nil }
        guard let end = end(ofEmphasis: mark, width, from: start) else { return nil }
        return Span(end: end + width) { depth in
            let inner = part(start..<end).markup(depth: depth)
            return isStrong
                ? Self.element("<strong>", inner, "</strong>")
                : Self.element("<em>", inner, "</em>")
        }
    }

    /// Where the marks stand that end what began before `start`; of three in a row the first ends what is inside.
    private func end(
        ofEmphasis mark: Unicode.Scalar,
        _ width: Int,
        from start: Int
    ) -> Int? {
        var place = start + 1
        let limit = min(scalars.count, start + Self.spanLimit)
        while place < limit {
            let run = scalars[place..<limit].prefix { $0 == mark }.count
            let end = place + run - width
            let isEnd =
                (run == width || run > 2) && !scalars[place - 1].properties.isWhitespace
                && (mark == "*" || place + run == scalars.count
                    || !scalars[place + run].isWordPart)
            if isEnd { return end }
            place += max(1, run)
        }
        return nil
    }

    /// `[text](address)`.
    private func link(at place: Int) -> Span? {
        guard let middle = index(of: "]", from: place + 1), middle > place + 1,
            middle + 1 < scalars.count, scalars[middle + 1] == "(",
            let end = endOfAddress(from: middle + 2)
        else { return nil }
        let address = string(middle + 2..<end)
        guard WebLink.isAllowed(address) else { return nil }
        return Span(end: end + 1) { depth in
            let inner = part((place + 1)..<middle, isInLink: true).markup(depth: depth)
            return Self.link(to: address, inner)
        }
    }

    /// Where the parenthesis is that ends an address, which may have pairs of its own.
    private func endOfAddress(from start: Int) -> Int? {
        var depth = 0
        for place in start..<min(scalars.count, start + Self.spanLimit) {
            switch scalars[place] {
            case "(": depth += 1
            case ")" where depth == 0: return place
            case ")": depth -= 1
            default: break
            }
        }
        return nil
    }

    /// An address as it stands: up to a space, without what ends a sentence.
    private func bareAddress(at place: Int) -> Span? {
        guard place == 0 || !scalars[place - 1].isWordPart,
            starts(with: "https://", at: place) || starts(with: "http://", at: place)
        else { return nil }
        var end = place
        let limit = min(scalars.count, place + Self.spanLimit)
        while end < limit, !scalars[end].properties.isWhitespace, scalars[end] != "<",
            scalars[end] != ">", scalars[end] != "\""
        { end += 1 }
        while end > place, ".,;:!?)]'*_".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
        let address = string(place..<end)
        guard WebLink.isAllowed(address), !address.hasSuffix("/") || address.count > 8 else {
            return nil
        }
        return Span(end: end) { _ in Self.link(to: address, Markup(text: address)) }
    }

    private static func link(to address: String, _ inner: Markup) -> Markup {
        var markup = Markup()
        markup.append(tags: "<a rel=\"nofollow\" href=\"")
        markup.append(text: address)
        markup.append(tags: "\">")
        markup.append(inner)
        markup.append(tags: "</a>")
        return markup
    }

    private static func element(
        _ start: StaticString,
        _ inner: Markup,
        _ end: StaticString
    ) -> Markup {
        var markup = Markup()
        markup.append(tags: start)
        markup.append(inner)
        markup.append(tags: end)
        return markup
    }

    private func index(of scalar: Unicode.Scalar, from start: Int) -> Int? {
        guard start < scalars.count else { return nil }
        return scalars[start..<min(scalars.count, start + Self.spanLimit)].firstIndex(of: scalar)
    }

    private func starts(with text: String, at place: Int) -> Bool {
        scalars[place...].starts(with: text.unicodeScalars)
    }

    private func string(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
    }
}

extension Unicode.Scalar {
    fileprivate var isASCIIPunctuation: Bool {
        switch value {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    fileprivate var isWordPart: Bool { properties.isAlphabetic || properties.numericType != nil }
}
