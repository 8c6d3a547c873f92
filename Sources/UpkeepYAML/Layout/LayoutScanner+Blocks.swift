extension LayoutScanner {
    /// Adds a block scalar: its head, a comment behind that, and its text.
    mutating func addBlockScalar(
        _ range: Range<Int>,
        parentColumn: Int,
        _ role: LayoutPiece.Role
    ) {
        let headEnd = bytes.firstIndex(from: range.lowerBound + 1) { byte in
            !byte.isDigit && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "-")
        }
        let head = bytes[range.lowerBound..<headEnd]
        let lineEnd = bytes.firstIndex(from: headEnd) { $0 == UInt8(ascii: "\n") }
        let digit = head.first(where: \.isDigit).map { Int($0 - UInt8(ascii: "0")) }
        let start = min(lineEnd + 1, range.upperBound)
        let indentation =
            digit.map { max(parentColumn, 0) + $0 } ?? depth(ofText: start..<range.upperBound)
        let lines = textLines(
            start..<range.upperBound,
            indentation,
            keepsBreaks: head.contains(UInt8(ascii: "+"))
        )
        let isCut = lines?.upperBound == bytes.count && bytes.last != UInt8(ascii: "\n")
        add(.blockHead(isCut: isCut), range.lowerBound..<headEnd, role)
        scan(to: lineEnd)
        guard let lines else { return }
        add(.blockText(indentation: indentation), lines, role)
        breaks = 0
        lineStart = lines.upperBound
    }

    /// The spaces before the first line of text.
    private func depth(ofText range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound {
            let text = bytes.firstIndex(from: index) { $0 != UInt8(ascii: " ") }
            guard text < range.upperBound else { break }
            if !bytes[text].isLineBreak { return text - index }
            index = bytes.firstIndex(from: text) { $0 == UInt8(ascii: "\n") } + 1
        }
        // Nothing but breaks.
        return Int.max
    }

    /// The lines that hold text, without the last break; nil when there is none.
    ///
    /// Empty lines behind the text belong to it only when it keeps its breaks.
    private func textLines(
        _ range: Range<Int>,
        _ indentation: Int,
        keepsBreaks: Bool
    ) -> Range<Int>? {
        var end: Int?
        var index = range.lowerBound
        while index < range.upperBound {
            let lineEnd = min(
                bytes.firstIndex(from: index) { $0 == UInt8(ascii: "\n") },
                range.upperBound
            )
            let spaces = bytes[index..<lineEnd].prefix { $0 == UInt8(ascii: " ") }.count
            let rest = bytes[(index + min(spaces, indentation))..<lineEnd]
            let isEmpty = rest.allSatisfy { $0 == UInt8(ascii: "\r") }
            if !isEmpty || (keepsBreaks && lineEnd < bytes.count) { end = lineEnd }
            index = lineEnd + 1
        }
        return end.map { range.lowerBound..<$0 }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
