/// Rules of YAML about white space that libyaml does not hold.
enum LayoutCheck {
    /// The first continuation line of a quoted scalar or a flow collection that is not indented
    /// deeper than the block collection around it: the offset of its first character.
    ///
    /// Such a line looks as if it began an entry of that collection. Blank lines may stand
    /// anywhere; so may, in a flow collection, comments and a closing bracket, since everybody
    /// writes it below the key.
    static func shallowLine(
        in range: Range<Int>,
        column: Int,
        isQuoted: Bool,
        of bytes: [UInt8]
    ) -> Int? {
        var index = bytes.firstIndex(from: range.lowerBound) { $0 == UInt8(ascii: "\n") } + 1
        while index < range.upperBound {
            let lineStart = index
            let text = bytes.firstIndex(from: index) { $0 != UInt8(ascii: " ") }
            let first = bytes.firstIndex(from: text) {
                $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: " ")
            }
            guard first < range.upperBound else { return nil }
            let isExempt =
                switch bytes[first] {
                case UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
                case UInt8(ascii: "#"), UInt8(ascii: "]"), UInt8(ascii: "}"): !isQuoted
                default: false
                }
            if !isExempt, text - lineStart <= column { return text }
            index = bytes.firstIndex(from: first) { $0 == UInt8(ascii: "\n") } + 1
        }
        return nil
    }

    /// What is wrong with the head of a block scalar.
    enum BlockScalarProblem {
        /// A comment that follows the indicator without a space.
        case gluedComment(Int)
        /// A line of spaces before the first line of text that is longer than its indentation.
        case deepBlankLine(Range<Int>)
    }

    /// Looks at a block scalar that begins at an offset, in a block collection at a column.
    static func blockScalarProblem(
        at start: Int,
        column: Int,
        of bytes: [UInt8]
    ) -> BlockScalarProblem? {
        let header = bytes.firstIndex(from: start + 1) { byte in
            !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) && byte != UInt8(ascii: "+")
                && byte != UInt8(ascii: "-")
        }
        guard header < bytes.count else { return nil }
        if bytes[header] == UInt8(ascii: "#") { return .gluedComment(header) }
        let isExplicit = bytes[start..<header].contains {
            $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
        }
        if isExplicit { return nil }

        var deepest = 0..<0
        var lineStart = bytes.firstIndex(from: header) { $0 == UInt8(ascii: "\n") } + 1
        while lineStart < bytes.count {
            let text = bytes.firstIndex(from: lineStart) { $0 != UInt8(ascii: " ") }
            guard text < bytes.count else { return nil }
            guard bytes[text].isLineBreak else {
                let spaces = text - lineStart
                // A line that is not deeper than the collection is behind the scalar, which has no
                // text then.
                return spaces > max(column, 0) && deepest.count > spaces
                    ? .deepBlankLine(deepest) : nil
            }
            if text - lineStart > deepest.count { deepest = lineStart..<text }
            lineStart = bytes.firstIndex(from: text) { $0 == UInt8(ascii: "\n") } + 1
        }
        return nil
    }
}
