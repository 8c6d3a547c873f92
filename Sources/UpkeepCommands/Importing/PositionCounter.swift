import UpkeepSource

/// Tells lines and columns of offsets that come in ascending order.
///
/// Exports are often one line of megabytes: to count its columns anew for each value would take minutes.
struct PositionCounter {
    private let file: SourceFile
    private var offset = 0
    private var line = 1
    private var column = 1

    init(_ file: SourceFile) {
        self.file = file
    }

    /// The position of an offset.
    mutating func position(of target: Int) -> SourcePosition {
        let first = file.lineNumber(at: target)
        if first != line || target < offset {
            line = first
            offset = file.lineStart(first)
            column = 1
        }
        let end = min(target, file.bytes.count)
        if offset < end {
            column += file.bytes[offset..<end].count { $0 & 0xC0 != 0x80 }
            offset = end
        }
        return SourcePosition(line: line, column: column)
    }
}
