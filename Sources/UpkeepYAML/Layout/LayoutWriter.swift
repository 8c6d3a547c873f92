/// Writes the pieces of a file in the canonical layout.
struct LayoutWriter {
    /// A bracket that is still open.
    private struct Bracket {
        /// Where the line begins with which the bracket's lines are aligned.
        let base: Int
        /// The number of the line that it stands in.
        let line: Int
    }

    let bytes: [UInt8]
    let pieces: [LayoutPiece]
    let frames: [LayoutFrame]
    /// For each piece the first from it on that is no comment.
    private let following: [Int?]
    private(set) var output: [UInt8] = []
    private var brackets: [Bracket] = []
    /// Whether a line of text would end the document in the first column, where its layout would put it.
    private var isAmbiguous = false
    private var line = 0
    /// Where the line begins.
    private var indent = 0
    /// Whether the line begins with a part of a value.
    private var beginsWithContent = false

    /// The text of a file in the canonical layout; the file as it is when it cannot have one.
    static func text(of scanner: LayoutScanner) -> [UInt8] {
        var writer = LayoutWriter(
            bytes: scanner.bytes,
            pieces: scanner.pieces,
            frames: scanner.frames
        )
        for index in scanner.pieces.indices { writer.write(index) }
        if writer.isAmbiguous { return scanner.bytes }
        if !writer.output.isEmpty { writer.output.append(UInt8(ascii: "\n")) }
        return writer.output
    }

    private init(bytes: [UInt8], pieces: [LayoutPiece], frames: [LayoutFrame]) {
        self.bytes = bytes
        self.pieces = pieces
        self.frames = frames
        var following: [Int?] = []
        for index in pieces.indices.reversed() {
            following.append(pieces[index].kind == .comment ? following.last ?? nil : index)
        }
        self.following = following.reversed()
        output.reserveCapacity(bytes.count)
    }

    private mutating func write(_ index: Int) {
        let piece = pieces[index]
        if case .blockText(let indentation) = piece.kind {
            return writeLines(of: piece, indentation)
        }
        let begins = piece.breaks > 0 || index == 0
        if begins {
            let column = indent(of: index)
            if column == 0, piece.kind == .plainScalar {
                isAmbiguous = isAmbiguous || bytes[piece.range].looksLikeMarker
            }
            beginLine(at: column, afterBlank: piece.breaks > 1)
            beginsWithContent = brackets.isEmpty && piece.role == .content
        } else if needsSpace(pieces[index - 1].kind, piece.kind) {
            output.append(UInt8(ascii: " "))
        }
        switch piece.kind {
        case .open: brackets.append(Bracket(base: base(of: piece, begins: begins), line: line))
        case .close: _ = brackets.popLast()
        case .blockHead(let isCut): return writeHead(bytes[piece.range], isCut: isCut)
        default: break
        }
        writeText(of: piece)
    }

    private mutating func beginLine(at column: Int, afterBlank: Bool) {
        if !output.isEmpty {
            output.append(UInt8(ascii: "\n"))
            if afterBlank { output.append(UInt8(ascii: "\n")) }
        }
        line += 1
        indent = column
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: column))
    }

    /// Where a line begins that begins with a piece.
    private func indent(of index: Int) -> Int {
        let piece = pieces[index]
        if let bracket = brackets.last {
            return bracket.base + (piece.kind == .close ? 0 : LayoutFrame.step)
        }
        switch piece.kind {
        case .comment: return indent(ofComment: index)
        case .marker, .directive: return 0
        default: return indent(piece.role, in: piece.frame)
        }
    }

    private func indent(_ role: LayoutPiece.Role, in frame: Int) -> Int {
        max(frames[frame].target + (role == .entry ? 0 : LayoutFrame.step), 0)
    }

    /// Where the lines of a bracket are aligned: its own line, or that of the bracket before it in the line.
    private func base(of piece: LayoutPiece, begins: Bool) -> Int {
        if begins || beginsWithContent { return indent }
        if let outer = brackets.last { return outer.line == line ? outer.base : indent }
        // A sequence's entry begins behind the dash.
        let isEntry = frames[piece.frame].isMapping
        return indent(isEntry ? .entry : .content, in: piece.frame)
    }

    /// Whether a space stands between two pieces of a line.
    private func needsSpace(_ first: LayoutPiece.Kind, _ second: LayoutPiece.Kind) -> Bool {
        switch (first, second) {
        case (_, .comment): true
        // What follows could be taken for a part of the name, or the colon for one of the key.
        case (.property, _), (.alias, .colon): true
        case (.colon, .close), (.colon, .comma): true
        case (.open, _), (_, .close), (_, .comma): false
        case (.dash, _), (.question, _), (.colon, _), (.comma, _), (.marker, _): true
        case (_, .colon): false
        default: true
        }
    }

    /// Writes a piece; lines of a scalar are aligned with what they belong to.
    private mutating func writeText(of piece: LayoutPiece) {
        var lines = bytes[piece.range].split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )[...]
        let column = brackets.last.map { $0.base + LayoutFrame.step }
        while let text = lines.popFirst() {
            if text.startIndex == piece.range.lowerBound {
                output += withoutEnd(text, of: piece.kind)
            } else {
                output.append(UInt8(ascii: "\n"))
                let rest = text.drop(while: \.isWhite)
                if rest.isEmpty { continue }
                let count = column ?? frames[piece.frame].continuation
                output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
                output += withoutEnd(rest, of: piece.kind)
            }
            if !lines.isEmpty { line += 1 }
        }
    }

    /// A line without the white space behind it, which in quotes stays.
    private func withoutEnd(
        _ text: ArraySlice<UInt8>,
        of kind: LayoutPiece.Kind
    ) -> ArraySlice<UInt8> {
        guard kind == .quotedScalar else {
            return text[..<((text.lastIndex { !$0.isWhite }).map { $0 + 1 } ?? text.startIndex)]
        }
        return text.last == UInt8(ascii: "\r") ? text.dropLast() : text
    }
}

// MARK: Block scalars

extension LayoutWriter {
    /// Writes the head of a block scalar, whose text is always two spaces deeper than what it belongs to.
    private mutating func writeHead(_ head: ArraySlice<UInt8>, isCut: Bool) {
        output += head.prefix(1)
        if head.contains(where: \.isDigit) { output += Array("\(LayoutFrame.step)".utf8) }
        // A text that ends with the file has no last line break; it must not get one.
        let chomping = head.filter { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        output += isCut ? [UInt8(ascii: "-")] : Array(chomping)
    }

    private mutating func writeLines(of piece: LayoutPiece, _ indentation: Int) {
        let lines = bytes[piece.range].split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )
        for var text in lines {
            output.append(UInt8(ascii: "\n"))
            if text.last == UInt8(ascii: "\r") { text = text.dropLast() }
            let spaces = text.prefix { $0 == UInt8(ascii: " ") }.count
            let rest = text.dropFirst(min(spaces, indentation))
            if rest.isEmpty { continue }
            let count = frames[piece.frame].continuation
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
            output += rest
        }
    }
}

// MARK: Comments

extension LayoutWriter {
    /// Where a comment with a line of its own stands: as what it stands above, or as a collection that has
    /// ended and that it is still indented for.
    private func indent(ofComment index: Int) -> Int {
        let comment = pieces[index]
        let next = following[index].map { pieces[$0] }
        let above = next.flatMap { $0.kind == .marker || $0.kind == .directive ? nil : $0 }
        if comment.column > above?.column ?? -1 {
            let outer = path(to: above?.frame ?? 0)
            if let ended = ended(at: comment, outside: outer) { return frames[ended].target }
        }
        return above.map { indent($0.role, in: $0.frame) } ?? 0
    }

    /// The innermost collection that has ended before a comment and does not begin to the right of it.
    private func ended(at comment: LayoutPiece, outside outer: Set<Int>) -> Int? {
        var frame = comment.frame
        while frame != 0, !outer.contains(frame) {
            if frames[frame].column <= comment.column { return frame }
            frame = frames[frame].parent ?? 0
        }
        return nil
    }

    /// A collection and those around it.
    private func path(to frame: Int) -> Set<Int> {
        var path: Set = [frame]
        var index = frame
        while let parent = frames[index].parent {
            path.insert(parent)
            index = parent
        }
        return path
    }
}

extension ArraySlice<UInt8> {
    /// Whether it begins as a line does that ends a document.
    fileprivate var looksLikeMarker: Bool {
        let isGlued = dropFirst(3).first.map { !$0.isWhite } ?? false
        return !isGlued && (starts(with: "---".utf8) || starts(with: "...".utf8))
    }
}
