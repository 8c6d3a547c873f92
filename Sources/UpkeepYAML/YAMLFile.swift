import UpkeepSource

/// What the bytes of one file say.
package struct YAMLFile: Sendable {
    /// The documents that could be read whole, in order.
    package let documents: [NodeTree]
    package let diagnostics: Diagnostics
    /// False when something hid a part of the file: a syntax error, forbidden characters or a
    /// limit.
    ///
    /// What such a file does not declare may stand in the hidden part, so nothing can be concluded
    /// from its absence.
    package let isComplete: Bool

    init(documents: [NodeTree], diagnostics: Diagnostics, isComplete: Bool) {
        self.documents = documents
        self.diagnostics = diagnostics
        self.isComplete = isComplete
    }

    /// A file that was not parsed at all.
    init(refusedFor diagnostics: [Diagnostic]) {
        var collected = Diagnostics()
        for diagnostic in diagnostics { collected.report(diagnostic) }
        self.init(documents: [], diagnostics: collected, isComplete: false)
    }
}
