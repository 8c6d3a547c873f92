import UpkeepSource

extension Composer {
    /// Takes the next place in the innermost collection; true when it is that of a key.
    @inline(__always)
    mutating func takesPlace() -> Bool {
        guard frame.isMapping else { return false }
        frame.expectsKey.toggle()
        return !frame.expectsKey
    }

    /// Where the node of an event with an anchor or a tag stands, without them.
    func contentRange(of event: Event) -> Range<Int> {
        let end = unsafe event.end
        var index = unsafe event.start
        while index < end {
            switch file.bytes[index] {
            case UInt8(ascii: "&"), UInt8(ascii: "!"):
                while index < end, !file.bytes[index].isWhite { index += 1 }
            case UInt8(ascii: "#"):
                while index < end, !file.bytes[index].isLineBreak { index += 1 }
            case let byte where byte.isWhite:
                index += 1
            default:
                return index..<end
            }
        }
        return end..<end
    }

    /// Reports a tag, and remembers the anchor of the node that comes next; gives the anchor's
    /// number.
    mutating func properties(of event: Event, before content: Int) -> Int? {
        let start = unsafe event.start
        if unsafe event.hasTag {
            if isManifest { report(.tag(file, at: word("!", in: start..<content))) }
        }
        guard let name = unsafe event.anchor else { return nil }
        let range = word("&", in: start..<content)
        if range.count != name.utf8.count + 1 {
            // libyaml ends the name where the letters end, and reads the rest as text.
            if isManifest { report(.unusualAnchor(file, at: range)) }
        } else if let earlier = anchors[name] {
            if isManifest { report(.duplicateAnchor(name, file, at: range, first: earlier.range)) }
        }
        return anchors.add(name, AnchorTable.Anchor(range: range, node: tree.nextIndex))
    }

    /// The word that begins with a character in the properties of a node.
    private func word(_ indicator: Unicode.Scalar, in range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, file.bytes[start] != UInt8(ascii: indicator) {
            // What is in the way is another property, white space or a comment.
            start = file.bytes.firstIndex(from: start) {
                file.bytes[start] == UInt8(ascii: "#") ? $0.isLineBreak : $0.isWhite
            }
            start = file.bytes.firstIndex(from: start) { !$0.isWhite }
        }
        start = min(start, range.upperBound)
        let end = min(file.bytes.firstIndex(from: start, where: \.isWhite), range.upperBound)
        return start..<end
    }

    mutating func takeAlias(_ event: Event) {
        let isKey = takesPlace()
        size += 1
        guard let name = unsafe event.anchor else { return }
        let range = unsafe event.start..<event.end
        lastEnd = range.upperBound
        if isKey {
            report(.aliasKey(file, at: range))
            tree.addRefused(at: range)
            return
        }
        guard let anchor = anchors[name] else {
            let suggestion = Suggestion.nearest(to: name, in: anchors.names)
            report(.unknownAlias(name, file, at: range, suggestion: suggestion))
            tree.addRefused(at: range)
            return
        }
        guard let anchorSize = anchor.size else {
            report(.recursiveAlias(name, file, at: range, anchor: anchor.range))
            tree.addRefused(at: range)
            return
        }
        guard outerFrames.count + anchor.height <= limits.depth else {
            stop(.tooDeep(file, at: range, limit: limits.depth))
            return
        }
        guard aliasedSize + anchorSize <= limits.aliasExpansion else {
            stop(.aliasExpansion(file, at: range, limit: limits.aliasExpansion))
            return
        }
        aliasedSize += anchorSize
        size += anchorSize - 1
        noteHeight(anchor.height)
        tree.addAlias(at: range, to: anchor.node)
    }

    /// Tells the innermost collection how deep one of its children is.
    private mutating func noteHeight(_ height: Int) {
        frame.height = max(frame.height, height)
    }

    mutating func beginCollection(_ event: Event, isMapping: Bool) {
        let isKey = takesPlace()
        size += 1
        let isFlow = unsafe event.isFlow
        let form = unsafe opening(of: event, isMapping: isMapping, isFlow: isFlow)
        if isKey { report(.complexKey(file, at: form.start..<form.start + 1)) }
        guard outerFrames.count < limits.depth else {
            stop(.tooDeep(file, at: form.start..<form.start + 1, limit: limits.depth))
            return
        }
        var anchor: Int?
        if unsafe event.anchor != nil || event.hasTag {
            anchor = unsafe properties(of: event, before: form.start)
        }
        outerFrames.append(frame)
        frame = Frame(
            isMapping: isMapping,
            hasBrackets: form.hasBrackets,
            blockColumn: isFlow ? frame.blockColumn : form.column,
            start: form.start,
            anchor: anchor,
            sizeBefore: size - 1,
            expectsKey: isMapping
        )
        if form.hasBrackets { bracketDepth += 1 }
        if isMapping {
            keys.begin()
            tree.beginMapping(at: form.start)
        } else {
            tree.beginSequence(at: form.start)
        }
    }

    /// Where a collection begins, without its anchor and its tag.
    private func opening(
        of event: Event,
        isMapping: Bool,
        isFlow: Bool
    ) -> (start: Int, hasBrackets: Bool, column: Int) {
        let end = unsafe event.end
        if isFlow {
            // A mapping of one pair in a sequence has no brackets, and its event no length or that
            // of a `?`.
            let hasBrackets = unsafe end > event.start && file.bytes[end - 1].isOpeningBracket
            return unsafe (hasBrackets ? end - 1 : event.start, hasBrackets, 0)
        }
        // A sequence that is not indented begins with the event's last byte, any other collection
        // behind it.
        let isIndented =
            isMapping || (end < file.bytes.count && file.bytes[end] == UInt8(ascii: "-"))
        let column = unsafe event.endColumn
        return isIndented ? (end, false, column) : (end - 1, false, column - 1)
    }

    mutating func endCollection(_ end: Int) {
        let frame = frame
        self.frame = outerFrames.removeLast()
        if frame.isMapping { keys.end() }
        if frame.hasBrackets {
            bracketDepth -= 1
            lastEnd = end
            if bracketDepth == 0 {
                checkLines(of: frame.start..<end, column: frame.blockColumn, isQuoted: false)
            }
        }
        tree.end(at: max(lastEnd, frame.start))
        noteHeight(frame.height + 1)
        if let anchor = frame.anchor {
            anchors.complete(anchor, size: size - frame.sizeBefore, height: frame.height + 1)
        }
    }
}

extension UInt8 {
    fileprivate var isOpeningBracket: Bool {
        self == UInt8(ascii: "[") || self == UInt8(ascii: "{")
    }
}
