import UpkeepSource

/// Text with marked stretches: `⟦` opens one, `⟧` closes the one that was opened last.
///
/// The YAML of a test so shows where the ranges belong.
struct MarkedText {
    let bytes: [UInt8]
    /// The byte offsets of the stretches, in the order in which they open.
    let ranges: [Range<Int>]

    init(_ marked: String) {
        var bytes: [UInt8] = []
        var starts: [Int] = []
        var ends: [Int] = []
        var open: [Int] = []
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦":
                open.append(starts.count)
                starts.append(bytes.count)
                ends.append(0)
            case "⟧": ends[open.removeLast()] = bytes.count
            default: bytes += Array(String(scalar).utf8)
            }
        }
        precondition(open.isEmpty)
        self.bytes = bytes
        ranges = zip(starts, ends).map { $0..<$1 }
    }

    var file: SourceFile { SourceFile(path: "test.yaml", bytes: bytes) }
}
