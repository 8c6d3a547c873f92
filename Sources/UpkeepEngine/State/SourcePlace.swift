/// A file and a line, as the state and the plan tell them.
package struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let line: Int

    package init(path: String, line: Int) {
        self.path = path
        self.line = line
    }

    package var description: String { "\(path):\(line)" }
}
