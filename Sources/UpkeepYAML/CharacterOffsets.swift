/// Byte offsets for libyaml's marks, which count characters.
///
/// Marks come mostly in ascending order, so the last answer is the best place to start from; a
/// table with an entry per 256 bytes bounds the rest. Counting from the start of the line would
/// make one long line cost its square.
struct CharacterOffsets {
    private static let block = 256

    /// The offset of character 0.
    private let start: Int
    /// Whether a character is a byte.
    private let isASCII: Bool
    /// How many characters begin before each block of bytes.
    private let table: [UInt32]
    private var lastCharacter = 0
    private var lastOffset: Int

    init(_ bytes: Span<UInt8>, from start: Int, isASCII: Bool) {
        self.start = start
        self.isASCII = isASCII
        lastOffset = start
        table = isASCII ? [] : Self.table(bytes, from: start)
    }

    private static func table(_ bytes: Span<UInt8>, from start: Int) -> [UInt32] {
        var table: [UInt32] = []
        var characters = 0
        var index = start
        while index < bytes.count {
            table.append(UInt32(characters))
            guard index + block <= bytes.count else { break }
            for word in 0..<block / 8 {
                characters += bytes.word(at: index + word * 8).characterCount
            }
            index += block
        }
        return table
    }

    /// The byte offset of a character; that of the end of the file for the one behind the last.
    @inline(__always)
    mutating func offset(of character: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        isASCII ? start + character : unsafe search(character, bytes.span)
    }

    private mutating func search(_ character: Int, _ bytes: Span<UInt8>) -> Int {
        if character < lastCharacter || character > lastCharacter + Self.block {
            startFromTable(character)
            // A block may begin inside of a character, which was counted before it.
            while lastOffset < bytes.count, bytes[lastOffset].isContinuation { lastOffset += 1 }
        }
        if lastCharacter == character { return lastOffset }
        while lastCharacter + 8 <= character, lastOffset + 8 <= bytes.count {
            guard bytes.word(at: lastOffset) & .highBits == 0 else { break }
            lastOffset += 8
            lastCharacter += 8
        }
        while lastCharacter < character, lastOffset < bytes.count {
            lastOffset += 1
            while lastOffset < bytes.count, bytes[lastOffset].isContinuation { lastOffset += 1 }
            lastCharacter += 1
        }
        return lastOffset
    }

    /// Moves to the last block before which no more than a number of characters begin.
    private mutating func startFromTable(_ character: Int) {
        var low = 0
        var high = table.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(table[middle]) <= character { low = middle } else { high = middle }
        }
        lastCharacter = table.isEmpty ? 0 : Int(table[low])
        lastOffset = start + low * Self.block
    }
}
