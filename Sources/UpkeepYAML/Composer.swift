import UpkeepSource

/// Makes documents of events, and refuses what Upkeep does not take.
@safe
struct Composer {
    /// A collection that is still open.
    struct Frame {
        let isMapping: Bool
        /// Whether it ends with a bracket of its own; others end with their last descendant.
        let hasBrackets: Bool
        /// The column of the innermost block collection, this one included; -1 outside of any.
        let blockColumn: Int
        let start: Int
        /// The number of its anchor.
        let anchor: Int?
        /// `size` of the composer when it began.
        let sizeBefore: Int
        /// Whether a mapping's next node is a key.
        var expectsKey: Bool
        /// How many collections stand within each other in it.
        var height = 0

        /// What stands around the top node.
        static let document = Frame(
            isMapping: false,
            hasBrackets: false,
            blockColumn: -1,
            start: 0,
            anchor: nil,
            sizeBefore: 0,
            expectsKey: false
        )
    }

    let file: SourceFile
    let limits: YAMLLimits
    let dialect: YAMLDialect
    /// The file's bytes, where the comparison of every scalar reads them.
    let bytes: UnsafeBufferPointer<UInt8>
    private var documents: [NodeTree] = []
    private var diagnostics = Diagnostics()
    private var errorCount = 0
    private var isComplete = true
    /// Whether events are still wanted.
    private(set) var needsMore = true

    var tree: NodeTreeBuilder
    private var expectedNodes: Int
    /// The innermost open collection.
    var frame = Frame.document
    /// The collections around it, the document first.
    var outerFrames: [Frame] = []
    var keys: KeyIndex
    var anchors = AnchorTable()
    var comments: CommentCheck
    /// How many of the open collections have brackets.
    var bracketDepth = 0
    /// The nodes of the document so far, counting for each alias what it stands for.
    var size = 0
    /// The part of `size` that aliases account for.
    var aliasedSize = 0
    /// Where a value is missing that is not reported yet, or -1: libyaml makes one up before many a
    /// syntax error.
    var pendingNull = -1
    var pendingNullIsKey = false
    /// Where the last node ended.
    var lastEnd = 0

    /// A composer for a file whose bytes stay where they are until it has finished.
    @unsafe
    init(
        _ file: SourceFile,
        limits: YAMLLimits,
        _ dialect: YAMLDialect,
        _ check: ByteCheck,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        self.file = file
        unsafe self.bytes = unsafe bytes
        self.limits = limits
        self.dialect = dialect
        keys = KeyIndex(lastCounts: dialect == .foreign)
        tree = NodeTreeBuilder(file: file)
        // Manifests have a node for every 12 to 20 bytes.
        expectedNodes = bytes.count / 12
        comments = CommentCheck(check.gluedHashes)
    }

    /// Takes the next event.
    mutating func take(_ event: Event) {
        if pendingNull >= 0 { reportPendingNull() }
        switch unsafe event.kind {
        case .scalar: unsafe takeScalar(event)
        case .sequenceStart: unsafe beginCollection(event, isMapping: false)
        case .mappingStart: unsafe beginCollection(event, isMapping: true)
        case .collectionEnd: unsafe endCollection(event.end)
        case .alias: unsafe takeAlias(event)
        case .documentStart: unsafe beginDocument(at: event.start..<event.end, event.hasDirectives)
        case .documentEnd: endDocument()
        case .streamEnd: endStream()
        case .other: break
        }
    }

    private mutating func reportPendingNull() {
        report(.nullValue(file, at: pendingNull..<pendingNull, isKey: pendingNullIsKey))
        pendingNull = -1
    }

    private mutating func beginDocument(at range: Range<Int>, _ hasDirectives: Bool) {
        guard documents.count < limits.documents else {
            stop(.tooManyDocuments(file, at: range, limit: limits.documents))
            return
        }
        tree = NodeTreeBuilder(file: file, expectedNodes: expectedNodes)
        guard hasDirectives else { return }
        var index = range.lowerBound
        while index < range.upperBound {
            let lineEnd = file.bytes.firstIndex(from: index, where: \.isLineBreak)
            if file.bytes[index] == UInt8(ascii: "%") {
                if isManifest { report(.directive(file, at: index..<lineEnd)) }
            }
            index = file.bytes.firstIndex(from: lineEnd) { !$0.isLineBreak }
        }
    }

    private mutating func endDocument() {
        let finished = tree
        tree = NodeTreeBuilder(file: file)
        // The documents of a file are alike.
        expectedNodes = finished.nextIndex
        documents.append(finished.finish())
        anchors = AnchorTable()
        keys.removeAll()
        size = 0
        aliasedSize = 0
    }

    private mutating func endStream() {
        checkComments(before: file.bytes.count..<file.bytes.count)
        needsMore = false
    }

    /// Passes a scalar, and reports the comments before it that follow no white space.
    @inline(__always)
    mutating func checkComments(before scalar: Range<Int>) {
        if !comments.isDone { checkComments(beforeScalar: scalar) }
    }

    private mutating func checkComments(beforeScalar scalar: Range<Int>) {
        for offset in comments.pass(scalar, in: file.bytes) {
            if isManifest { report(.gluedComment(file, at: offset)) }
        }
    }

    /// Whether what a reviewer could misread is refused; what is refused without this holds for every file.
    var isManifest: Bool { dialect == .manifest }

    /// Whether remarks are still taken: they are for people, and nobody reads a thousand.
    var takesRemarks: Bool { diagnostics.warningCount < Diagnostics.shownErrors }

    mutating func remark(_ diagnostic: Diagnostic) { diagnostics.report(diagnostic) }

    mutating func report(_ diagnostic: Diagnostic) {
        guard needsMore else { return }
        guard errorCount < Diagnostics.shownErrors else {
            diagnostics.report(.tooManyErrors(after: errorCount, like: diagnostic))
            isComplete = false
            needsMore = false
            return
        }
        errorCount += 1
        diagnostics.report(diagnostic)
    }

    /// Reports a problem behind which nothing of the file is read.
    mutating func stop(_ diagnostic: Diagnostic) {
        report(diagnostic)
        isComplete = false
        needsMore = false
    }

    /// Reports what libyaml could not read.
    mutating func reportSyntax(_ problem: SyntaxProblem) { stop(.syntax(problem, file)) }

    /// What has been read.
    consuming func finish() -> YAMLFile {
        YAMLFile(documents: documents, diagnostics: diagnostics, isComplete: isComplete)
    }
}
