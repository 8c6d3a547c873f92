import UpkeepSource

/// The one look at all bytes of a file before libyaml sees them.
///
/// A file that shows a reviewer something else than the parser reads is refused whole: control
/// characters, characters that reorder or hide text, line breaks that only one of the two knows.
struct ByteCheck {
    /// Where the text begins: behind a byte order mark.
    let start: Int
    private(set) var isASCII = true
    /// The `#` that do not follow white space; see `CommentCheck`.
    private(set) var gluedHashes: [Int] = []
    private(set) var diagnostics: [Diagnostic] = []
    private let dialect: YAMLDialect

    /// How many characters of a file are reported; a binary file has thousands.
    private static let reported = 20

    init(_ file: SourceFile, _ dialect: YAMLDialect = .manifest) {
        self.dialect = dialect
        let bytes = file.bytes.span
        start = bytes.hasByteOrderMark ? 3 : 0
        if bytes.looksLikeUTF16 {
            diagnostics = [.utf16(file)]
        } else {
            scan(bytes, of: file)
        }
    }

    private mutating func scan(_ bytes: Span<UInt8>, of file: SourceFile) {
        var index = start
        while index < bytes.count {
            if bytes.isOrdinaryText(at: index) {
                index += 8
                continue
            }
            let byte = bytes[index]
            if byte &- 0x20 < 0x5F, byte != UInt8(ascii: "#") {
                index += 1
                continue
            }
            index += take(byte, at: index, bytes, of: file)
            if diagnostics.count == Self.reported { return }
        }
    }

    /// Judges one character and gives its length.
    private mutating func take(
        _ byte: UInt8,
        at index: Int,
        _ bytes: Span<UInt8>,
        of file: SourceFile
    ) -> Int {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\t"):
            return 1
        case UInt8(ascii: "#"):
            if index > start, !bytes[index - 1].isWhite { gluedHashes.append(index) }
            return 1
        case UInt8(ascii: "\r"):
            if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { return 2 }
            if dialect == .foreign { return 1 }
            diagnostics.append(.forbiddenCharacter(0x0D, file, at: index..<index + 1))
            return 1
        case 0..<0x80:
            diagnostics.append(.forbiddenCharacter(UInt32(byte), file, at: index..<index + 1))
            return 1
        default:
            isASCII = false
            guard let (scalar, length) = bytes.scalar(at: index) else {
                diagnostics.append(.invalidUTF8(byte, file, at: index))
                return bytes.invalidLength(at: index)
            }
            if let reason = ForbiddenCharacter(scalar), dialect == .manifest || !reason.isReadable {
                diagnostics.append(.forbiddenCharacter(scalar, file, at: index..<index + length))
            }
            return length
        }
    }
}

extension Span<UInt8> {
    fileprivate var hasByteOrderMark: Bool {
        count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
    }

    /// Whether the file begins like UTF-16 or UTF-32: with their byte order mark, or with NUL bytes
    /// in their pattern.
    fileprivate var looksLikeUTF16: Bool {
        guard count >= 2 else { return false }
        if (self[0] == 0xFF && self[1] == 0xFE) || (self[0] == 0xFE && self[1] == 0xFF) {
            return true
        }
        guard count >= 4 else { return false }
        let nuls = (self[0] == 0, self[1] == 0, self[2] == 0, self[3] == 0)
        return switch nuls {
        case (true, false, true, false), (false, true, false, true): true
        case (true, true, true, false), (false, true, true, true): true
        case (true, true, false, false): self[2] == 0xFE && self[3] == 0xFF
        default: false
        }
    }
}

extension Span<UInt8> {
    /// Whether the next bytes are printable ASCII but `#`, or LF: nearly all of nearly every file.
    @inline(__always)
    fileprivate func isOrdinaryText(at index: Int) -> Bool {
        guard index + 8 <= count else { return false }
        let word = word(at: index)
        // The high bit of each byte below is set where the byte is a control, or the one that is
        // asked for.
        let controls = ~((word & .sevenBits) &+ UInt64(repeating: 0x60)) & .highBits
        let lineFeeds = word.bytes(equalTo: UInt8(ascii: "\n"))
        let others = word.bytes(equalTo: UInt8(ascii: "#")) | word.bytes(equalTo: 0x7F)
        return (controls & ~lineFeeds) | others | (word & .highBits) == 0
    }
}
