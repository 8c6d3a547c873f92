import UpkeepSource

extension Composer {
    mutating func takeScalar(_ event: Event) {
        let isKey = takesPlace()
        let style = unsafe event.style
        let text = unsafe event.text
        let hasProperties = unsafe event.hasScalarProperties
        var range = unsafe event.start..<event.end
        size += 1
        if hasProperties {
            range = unsafe contentRange(of: event)
            checkComments(before: range)
            if let anchor = unsafe properties(of: event, before: range.lowerBound) {
                anchors.complete(anchor, size: 1, height: 0)
            }
        } else {
            checkComments(before: range)
        }

        if style == .plain {
            if isManifest, unsafe text.isNull {
                unsafe takeNull(event, at: range, isKey: isKey)
                return
            }
            if range.count == 1, unsafe text[0] == UInt8(ascii: "-") {
                if isManifest { report(.lonelyDash(file, at: range)) }
            }
        } else if unsafe event.isMultiLine {
            range = checkLayout(of: range, style)
        }
        if text.count > limits.scalarBytes {
            report(.scalarTooLarge(file, at: range, limit: limits.scalarBytes))
        }
        lastEnd = range.upperBound
        if isKey, unsafe !takeKey(text, at: range, isPlain: style == .plain) {
            tree.addRefused(at: range)
            return
        }
        unsafe addScalar(text, at: range, style)
    }

    /// Adds a scalar that points into the file where its text stands there.
    @inline(__always)
    private mutating func addScalar(
        _ text: UnsafeBufferPointer<UInt8>,
        at range: Range<Int>,
        _ style: Event.ScalarStyle
    ) {
        let inset = style == .quoted ? 1 : 0
        let isPlain = style == .plain
        let content = range.lowerBound + inset..<range.lowerBound + inset + text.count
        if style != .block, content.upperBound == range.upperBound - inset,
            unsafe text.isEqual(to: bytes, at: content.lowerBound)
        {
            tree.addScalar(at: range, text: content, isPlain: isPlain)
        } else {
            unsafe tree.addScalar(at: range, decoding: Array(text), isPlain: isPlain)
        }
    }

    private mutating func takeNull(_ event: Event, at range: Range<Int>, isKey: Bool) {
        if unsafe range.isEmpty && event.hasTag {
            // The tag is reported.
            refuse(range)
            return
        }
        let hasAnchor = unsafe event.anchor != nil
        if outerFrames.isEmpty, range.isEmpty, !hasAnchor { return }
        let place = range.isEmpty && !hasAnchor ? placeOfNothing(at: range.lowerBound) : range
        if place.isEmpty {
            pendingNull = place.lowerBound
            pendingNullIsKey = isKey
        } else {
            report(.nullValue(file, at: place, isKey: isKey))
        }
        refuse(place)
    }

    /// Where a value that is not written would stand: behind the last thing before it.
    private func placeOfNothing(at offset: Int) -> Range<Int> {
        var offset = offset
        while offset > lastEnd, file.bytes[offset - 1].isWhite { offset -= 1 }
        return offset..<offset
    }

    mutating func refuse(_ range: Range<Int>) {
        lastEnd = range.upperBound
        tree.addRefused(at: range)
    }

    /// Remembers a key; false when it has been reported and its entry is to be skipped.
    private mutating func takeKey(
        _ text: UnsafeBufferPointer<UInt8>,
        at range: Range<Int>,
        isPlain: Bool
    ) -> Bool {
        if bracketDepth > 0 { checkQuestionMark(before: range) }
        if isPlain, isManifest, unsafe text.isMergeKey {
            report(.mergeKey(file, at: range))
            return false
        }
        guard let earlier = unsafe keys.insert(text.span, node: tree.nextIndex, of: tree) else {
            return true
        }
        if !isManifest {
            if takesRemarks {
                remark(.lastKeyCounts(file, at: range, first: tree.offsets(ofNode: earlier)))
            }
            tree.refuse(earlier)
            return true
        }
        report(.duplicateKey(file, at: range, first: tree.offsets(ofNode: earlier)))
        return false
    }

    /// Reports a key such as `?name` in a flow mapping: libyaml takes the `?` for an indicator.
    private mutating func checkQuestionMark(before range: Range<Int>) {
        let before = range.lowerBound - 1
        guard before >= 0, file.bytes[before] == UInt8(ascii: "?") else { return }
        if isManifest { report(.gluedQuestionMark(file, at: before..<range.upperBound)) }
    }

    /// Looks at the lines of a quoted or block scalar; gives its range without line breaks behind
    /// the text.
    private mutating func checkLayout(
        of range: Range<Int>,
        _ style: Event.ScalarStyle
    ) -> Range<Int> {
        guard style == .block else {
            checkLines(of: range, column: frame.blockColumn, isQuoted: true)
            return range
        }
        let problem = LayoutCheck.blockScalarProblem(
            at: range.lowerBound,
            column: frame.blockColumn,
            of: file.bytes
        )
        switch problem {
        case .gluedComment(let offset)?: if isManifest { report(.gluedComment(file, at: offset)) }
        case .deepBlankLine(let line)?:
            // libyaml takes the line's depth for that of the text, and the text for something else.
            if isManifest { stop(.deepBlankLine(file, at: line)) }
        case nil: break
        }
        return trimmed(range)
    }

    /// Reports the first line of a node that is not indented deeper than the block collection
    /// around it.
    mutating func checkLines(of range: Range<Int>, column: Int, isQuoted: Bool) {
        guard column >= 0 else { return }
        let line = LayoutCheck.shallowLine(
            in: range,
            column: column,
            isQuoted: isQuoted,
            of: file.bytes
        )
        if let line { if isManifest { report(.shallowLine(file, at: line, column: column)) } }
    }

    /// A block scalar without the line breaks behind its text.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound + 1, file.bytes[end - 1].isWhite { end -= 1 }
        return range.lowerBound..<end
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether a plain scalar's text means null in the core schema.
    @inline(__always)
    fileprivate var isNull: Bool {
        switch count {
        case 0: true
        case 1: unsafe self[0] == UInt8(ascii: "~")
        case 4:
            unsafe self[1] | 0x20 == UInt8(ascii: "u") && self[3] | 0x20 == UInt8(ascii: "l")
                && Self.nulls.contains { unsafe elementsEqual($0.utf8) }
        default: false
        }
    }

    private static var nulls: [String] { ["null", "Null", "NULL"] }

    fileprivate var isMergeKey: Bool {
        unsafe count == 2 && self[0] == UInt8(ascii: "<") && self[1] == UInt8(ascii: "<")
    }

    /// Whether another stretch holds the same bytes from an offset on.
    ///
    /// Eight at a time: nearly every scalar of a file is compared.
    @inline(__always)
    fileprivate func isEqual(to other: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        precondition(offset + count <= other.count)
        let left = UnsafeRawBufferPointer(self)
        let right = unsafe UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(other)[offset...]
        )
        var index = 0
        while index + 8 <= count {
            let isSame =
                unsafe left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if !isSame { return false }
            index += 8
        }
        while index < count {
            if unsafe left[index] != right[index] { return false }
            index += 1
        }
        return true
    }
}
