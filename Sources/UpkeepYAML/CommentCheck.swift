/// Finds comments that are not preceded by white space, which libyaml lets pass.
///
/// `[a, b]#c` is an error in YAML, and `a#c` is text: a reader cannot tell which of them a parser
/// took.
struct CommentCheck {
    /// The `#` that do not follow white space, in order.
    private let candidates: [Int]
    private var next = 0
    /// The end of the last scalar.
    private var gapStart = 0

    init(_ candidates: [Int]) { self.candidates = candidates }

    /// Whether there is anything left to look at.
    var isDone: Bool { next == candidates.count }

    /// Passes a scalar, and gives the comments between the one before and it.
    mutating func pass(_ scalar: Range<Int>, in bytes: [UInt8]) -> [Int] {
        guard !isDone else { return [] }
        var found: [Int] = []
        if candidates[next] < scalar.lowerBound {
            found = Self.gluedComments(in: gapStart..<scalar.lowerBound, of: bytes)
        }
        while next < candidates.count, candidates[next] < scalar.upperBound { next += 1 }
        gapStart = scalar.upperBound
        return found
    }

    /// The comments of a stretch without scalars that are not preceded by white space.
    private static func gluedComments(in gap: Range<Int>, of bytes: [UInt8]) -> [Int] {
        var found: [Int] = []
        var index = gap.lowerBound
        while index < gap.upperBound {
            let isAfterWhite = index == 0 || bytes[index - 1].isWhite
            switch bytes[index] {
            case UInt8(ascii: "#"):
                if !isAfterWhite { found.append(index) }
                index = bytes.firstIndex(from: index, where: \.isLineBreak)
            case UInt8(ascii: "%") where index == 0 || bytes[index - 1].isLineBreak:
                index = bytes.firstIndex(from: index, where: \.isLineBreak)
            case UInt8(ascii: "!") where isAfterWhite:
                index = bytes.firstIndex(from: index, where: \.isWhite)
            default:
                index += 1
            }
        }
        return found
    }
}

extension [UInt8] {
    /// The first offset from one on whose byte meets a condition; the end when none does.
    func firstIndex(from start: Int, where condition: (UInt8) -> Bool) -> Int {
        var index = start
        while index < count, !condition(self[index]) { index += 1 }
        return index
    }
}
