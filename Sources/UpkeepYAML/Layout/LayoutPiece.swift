/// A stretch of a file that stays as it is when the file is laid out: only the space around it changes.
struct LayoutPiece {
    enum Kind: Equatable {
        /// `-`, `?` and `:`.
        case dash, question, colon
        /// What stands within brackets.
        case open, close, comma
        case comment
        /// A line that begins with `%`.
        case directive
        /// `---` and `...`.
        case marker
        /// An anchor or a tag.
        case property
        case alias
        case plainScalar, quotedScalar
        /// The head of a block scalar; whether the file ends within its last line.
        case blockHead(isCut: Bool)
        /// The lines of a block scalar, and the spaces before each that are not text.
        case blockText(indentation: Int)

        /// Whether it is part of a block scalar.
        var isBlock: Bool {
            switch self {
            case .blockHead, .blockText: true
            default: false
            }
        }
    }

    /// What a piece is to the block collection around it, which says where it stands when it begins a line.
    enum Role {
        /// It begins an entry: a key or an indicator.
        case entry
        /// It belongs to a value, or a key behind a `?`.
        case content
    }

    let kind: Kind
    let range: Range<Int>
    /// The line breaks between the piece before and this one.
    let breaks: Int
    /// The innermost block collection around it.
    let frame: Int
    let role: Role
    /// Where it stood in its line, counted from 0.
    let column: Int
}

/// A block collection: where it stood, and where it is to stand.
struct LayoutFrame {
    /// The collection around it; nil for the document.
    let parent: Int?
    let isMapping: Bool
    /// Where its entries began in the file, counted from 0.
    let column: Int
    /// Where its entries are to begin.
    let target: Int

    /// What stands around the top node.
    static let document = LayoutFrame(parent: nil, isMapping: false, column: -1, target: -step)

    /// The spaces of a level.
    static let step = 2

    /// Where a line begins that continues a scalar, or holds a block scalar's text.
    ///
    /// It is never the first column, in which `---` would end the document.
    var continuation: Int { max(target, 0) + Self.step }

    func child(of index: Int, isMapping: Bool, column: Int) -> LayoutFrame {
        LayoutFrame(
            parent: index,
            isMapping: isMapping,
            column: column,
            target: target + Self.step
        )
    }
}
