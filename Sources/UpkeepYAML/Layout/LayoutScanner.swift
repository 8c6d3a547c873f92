/// Takes a file apart into the pieces whose surroundings a layout decides.
///
/// libyaml says where scalars and collections are; between them stand only indicators, properties and comments.
struct LayoutScanner {
    /// A block collection that is still open.
    private struct State {
        let frame: Int
        /// Whether a mapping's next node is a key.
        var expectsKey: Bool
        /// Whether a `?` stands before that key.
        var isExplicit = false
    }

    let bytes: [UInt8]
    private(set) var pieces: [LayoutPiece] = []
    private(set) var frames = [LayoutFrame.document]
    /// What the nodes say, whatever they look like.
    private(set) var nodes: [UInt8] = []
    /// What else is written: comments, anchors, tags, indicators.
    private(set) var others: [UInt8] = []
    private var states = [State(frame: 0, expectsKey: false)]
    /// Whether there was text where libyaml knows of none; a mistake of the program's.
    var isLost = false
    /// How many of the open collections are flow collections.
    private var flowDepth = 0
    /// Up to where there are pieces.
    var position: Int
    var lineStart: Int
    /// The line breaks behind the last piece.
    var breaks = 0

    /// A scanner of bytes whose text begins at an offset.
    init(_ bytes: [UInt8], from start: Int) {
        self.bytes = bytes
        position = start
        lineStart = start
    }

    private var frame: Int { states[states.count - 1].frame }

    /// Whether what comes next stands in brackets.
    var isInFlow: Bool { flowDepth > 0 }

    /// Takes the next event.
    mutating func take(_ event: Event) {
        unsafe note(event)
        scan(to: unsafe event.start)
        switch unsafe event.kind {
        case .scalar: unsafe takeScalar(event)
        case .alias:
            let range = unsafe event.start..<event.end
            add(.alias, range, takePlace())
        case .sequenceStart: unsafe begin(event, isMapping: false)
        case .mappingStart: unsafe begin(event, isMapping: true)
        case .collectionEnd:
            guard isInFlow else {
                states.removeLast()
                return
            }
            flowDepth -= 1
            scan(to: unsafe event.end)
        case .documentStart, .documentEnd, .other: scan(to: unsafe event.end)
        case .streamEnd: scan(to: bytes.count)
        }
    }

    /// Adds a piece, behind which the next one is looked for.
    mutating func add(_ kind: LayoutPiece.Kind, _ range: Range<Int>, _ role: LayoutPiece.Role) {
        pieces.append(
            LayoutPiece(
                kind: kind,
                range: range,
                breaks: breaks,
                frame: frame,
                role: role,
                column: range.lowerBound - lineStart
            )
        )
        breaks = 0
        position = range.upperBound
        if kind == .question, !isInFlow { states[states.count - 1].isExplicit = true }
        if !kind.isBlock, kind != .plainScalar, kind != .quotedScalar {
            others += bytes[range] + [0]
        }
    }

    /// Takes the next place in the innermost collection, and gives the role of the node in it.
    private mutating func takePlace() -> LayoutPiece.Role {
        let last = states.count - 1
        guard !isInFlow, frames[frame].isMapping else { return .content }
        let isEntry = states[last].expectsKey && !states[last].isExplicit
        states[last].expectsKey.toggle()
        states[last].isExplicit = false
        return isEntry ? .entry : .content
    }

    private mutating func begin(_ event: Event, isMapping: Bool) {
        let role = takePlace()
        let end = unsafe event.end
        if unsafe event.isFlow {
            flowDepth += 1
            return scan(to: end, role)
        }
        // A sequence that is not indented begins with the event's last byte, any other collection behind it.
        let isIndented = isMapping || (end < bytes.count && bytes[end] == UInt8(ascii: "-"))
        scan(to: isIndented ? end : end - 1, role)
        let column = unsafe event.endColumn - (isIndented ? 0 : 1)
        frames.append(frames[frame].child(of: frame, isMapping: isMapping, column: column))
        states.append(State(frame: frames.count - 1, expectsKey: isMapping))
    }

    private mutating func takeScalar(_ event: Event) {
        let role = takePlace()
        let end = unsafe event.end
        scanProperties(to: end, role)
        guard position < end else { return }
        switch unsafe event.style {
        case .plain: addText(.plainScalar, position..<end, role)
        case .quoted: addText(.quotedScalar, position..<end, role)
        case .block: addBlockScalar(position..<end, parentColumn: frames[frame].column, role)
        }
    }

    /// Adds a scalar of one line or several.
    private mutating func addText(
        _ kind: LayoutPiece.Kind,
        _ range: Range<Int>,
        _ role: LayoutPiece.Role
    ) {
        add(kind, range, role)
        if let last = bytes[range].lastIndex(of: UInt8(ascii: "\n")) { lineStart = last + 1 }
    }

    /// Notes what an event says.
    private mutating func note(_ event: Event) {
        let kind = unsafe event.kind
        nodes += Array("\(kind) ".utf8)
        if kind == .scalar {
            nodes += unsafe Array("\(event.style) \(event.text.count) ".utf8)
            nodes += unsafe Array(event.text)
        }
        nodes.append(0)
    }
}
