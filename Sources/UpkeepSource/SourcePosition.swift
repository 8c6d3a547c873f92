/// A place in a file as an editor shows it: lines and columns count from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
        (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}

/// A stretch of a file; `end` is the position behind its last character.
package struct SourceRange: Hashable, Sendable {
    /// The file's path as the user would type it.
    package let path: String
    package let start: SourcePosition
    package let end: SourcePosition

    package init(path: String, start: SourcePosition, end: SourcePosition) {
        self.path = path
        self.start = start
        self.end = end
    }
}

extension SourceRange: Comparable {
    /// Orders by path, then by position.
    package static func < (lhs: SourceRange, rhs: SourceRange) -> Bool {
        if lhs.path != rhs.path { return lhs.path < rhs.path }
        return (lhs.start, lhs.end) < (rhs.start, rhs.end)
    }
}

extension SourceRange: CustomStringConvertible {
    /// `path:line:column` of the start, the form that editors and CI systems make a link of.
    package var description: String { "\(path):\(start.line):\(start.column)" }
}
