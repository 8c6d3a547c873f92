/// The bytes of one file, and where its lines begin.
///
/// Lines end at LF, CR LF or CR, as in YAML.
package struct SourceFile: Sendable {
    /// The path as the user would type it, for messages.
    package let path: String
    /// What the state knows the file by: its path below the root of the manifests.
    package let name: String
    /// The content; valid UTF-8 wherever a `Node` points into it.
    package let bytes: [UInt8]
    /// The byte offset at which each line begins; the first is 0.
    private let lineStarts: [UInt32]

    /// - Precondition: `bytes` holds less than 4 GiB.
    package init(path: String, name: String? = nil, bytes: [UInt8]) {
        precondition(bytes.count < Int(UInt32.max))
        self.path = path
        self.name = name ?? path
        self.bytes = bytes
        lineStarts = Self.lineStarts(of: bytes)
    }

    private static func lineStarts(of bytes: [UInt8]) -> [UInt32] {
        var starts: [UInt32] = [0]
        let span = bytes.span
        for index in span.indices {
            let byte = span[index]
            // One comparison decides for nearly every byte.
            guard byte <= UInt8(ascii: "\r"),
                byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            else { continue }
            let next = index + 1
            let isFirstOfPair =
                byte == UInt8(ascii: "\r") && next < span.count && span[next] == UInt8(ascii: "\n")
            if !isFirstOfPair { starts.append(UInt32(next)) }
        }
        return starts
    }

    /// The number of lines; an empty file has one.
    package var lineCount: Int { lineStarts.count }

    /// The line of a byte offset, counted from 1.
    package func lineNumber(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The offset at which a line begins.
    ///
    /// - Precondition: `line` is in `1...lineCount`.
    package func lineStart(_ line: Int) -> Int { Int(lineStarts[line - 1]) }

    /// The position of a byte offset; offsets past the end are at the end.
    package func position(at offset: Int) -> SourcePosition {
        let offset = min(offset, bytes.count)
        let line = lineNumber(at: offset)
        let scalars = bytes[lineStart(line)..<offset].count { $0 & 0xC0 != 0x80 }
        return SourcePosition(line: line, column: scalars + 1)
    }

    /// The range of a stretch of bytes.
    package func range(_ offsets: Range<Int>) -> SourceRange {
        SourceRange(
            path: path,
            start: position(at: offsets.lowerBound),
            end: position(at: offsets.upperBound)
        )
    }

    /// The text of a line, unless it is so long that nobody would read it.
    ///
    /// A hundred messages about one line of a megabyte must not hold it a hundred times.
    package func excerpt(ofLine line: Int) -> String? {
        let end = line < lineStarts.count ? lineStart(line + 1) : bytes.count
        return end - lineStart(line) <= Self.longestExcerpt ? text(ofLine: line) : nil
    }

    private static let longestExcerpt = 2_000

    /// The text of a line without its line break; what is not UTF-8 appears as U+FFFD.
    package func text(ofLine line: Int) -> String {
        let start = lineStart(line)
        var end = line < lineStarts.count ? lineStart(line + 1) : bytes.count
        while end > start,
            bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
        {
            end -= 1
        }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
