/// The stable word of a kind of problem, and what `upkeep explain` says about it.
package struct DiagnosticCode: Hashable, Sendable {
    /// Lower case, words joined by `-`; the same in every output format.
    package let word: String
    /// What the problem is, why it is one, and what to do; whole sentences.
    package let explanation: String

    package init(_ word: String, _ explanation: String) {
        self.word = word
        self.explanation = explanation
    }

    package static func == (lhs: DiagnosticCode, rhs: DiagnosticCode) -> Bool {
        lhs.word == rhs.word
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(word) }
}

/// Something that the author of a file should know, and where.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Sendable {
        case error
        case warning
    }

    /// A second place that belongs to the problem.
    package struct Note: Hashable, Sendable {
        package let message: String
        package let range: SourceRange?

        package init(_ message: String, at range: SourceRange?) {
            self.message = message
            self.range = range
        }
    }

    package let code: DiagnosticCode
    package let severity: Severity
    /// What is wrong with which value: a lower-case fragment.
    package let message: String
    package let range: SourceRange?
    /// The line of the file that holds the start of `range`; nil when it is too long to be shown.
    package let excerpt: String?
    package var notes: [Note]
    /// What to do.
    package var help: String?

    package init(
        _ severity: Severity,
        _ code: DiagnosticCode,
        _ message: String,
        at range: SourceRange?,
        excerpt: String? = nil,
        notes: [Note] = [],
        help: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.range = range
        self.excerpt = excerpt
        self.notes = notes
        self.help = help
    }

    /// A problem with a stretch of a file.
    package init(
        _ severity: Severity,
        _ code: DiagnosticCode,
        _ message: String,
        in file: SourceFile,
        at offsets: Range<Int>,
        notes: [Note] = [],
        help: String? = nil
    ) {
        let range = file.range(offsets)
        let excerpt = file.excerpt(ofLine: range.start.line)
        self.init(severity, code, message, at: range, excerpt: excerpt, notes: notes, help: help)
    }

    /// A problem with a node.
    package init(
        _ severity: Severity,
        _ code: DiagnosticCode,
        _ message: String,
        at node: Node,
        notes: [Note] = [],
        help: String? = nil
    ) {
        self.init(
            severity,
            code,
            message,
            in: node.file,
            at: node.offsets,
            notes: notes,
            help: help
        )
    }

    /// The same problem at another place, where the one that it was found at means nothing to a reader.
    package func moved(to range: SourceRange?) -> Diagnostic {
        Diagnostic(severity, code, message, at: range, notes: notes, help: help)
    }
}
