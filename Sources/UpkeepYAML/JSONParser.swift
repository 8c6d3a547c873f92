import UpkeepSource

/// Steps through JSON and fills a tree.
struct JSONParser {
    /// What ends the parsing.
    struct Failure: Error {
        let diagnostic: Diagnostic
    }

    private let file: SourceFile
    private let limits: YAMLLimits
    private let nodeLimit: Int
    private var position: Int
    private var tree: NodeTreeBuilder
    private var keys = KeyIndex(lastCounts: true)
    private var diagnostics = Diagnostics()

    /// A parser of bytes that have passed `ByteCheck`, of which the text begins at an offset.
    init(_ file: SourceFile, _ limits: YAMLLimits, nodeLimit: Int, start: Int) {
        self.file = file
        self.limits = limits
        self.nodeLimit = nodeLimit
        position = start
        tree = NodeTreeBuilder(file: file, expectedNodes: file.bytes.count / 24)
    }

    /// The whole document.
    mutating func parse() throws(Failure) -> YAMLFile {
        try value()
        skipSpace()
        guard position == file.bytes.count else { throw failure("there is text behind the value") }
        return YAMLFile(
            documents: [tree.finish()],
            diagnostics: diagnostics,
            isComplete: true
        )
    }

    private func failure(_ reason: String) -> Failure {
        Failure(diagnostic: .jsonSyntax(reason, file, at: position))
    }

    /// The byte that comes next; zero at the end, where no value begins with it.
    private var next: UInt8 { position < file.bytes.count ? file.bytes[position] : 0 }

    private mutating func skipSpace() {
        while next == 0x0A || next == 0x0D || next == 0x09 || next == 0x20 { position += 1 }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(Failure) {
        skipSpace()
        guard tree.nextIndex < nodeLimit else {
            throw Failure(diagnostic: .tooManyValues(file, limit: nodeLimit))
        }
        switch next {
        case UInt8(ascii: "\""): try string(isKey: false)
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try array()
        default: try word()
        }
    }

    private mutating func object() throws(Failure) {
        try checkDepth()
        tree.beginMapping(at: position)
        keys.begin()
        position += 1
        if !take("}") {
            repeat {
                skipSpace()
                guard next == UInt8(ascii: "\"") else { throw failure("a key is missing") }
                try string(isKey: true)
                guard take(":") else { throw failure("a colon is missing") }
                try value()
            } while take(",")
            guard take("}") else { throw failure("a comma or } is missing") }
        }
        keys.end()
        tree.end(at: position)
    }

    private mutating func array() throws(Failure) {
        try checkDepth()
        tree.beginSequence(at: position)
        position += 1
        if !take("]") {
            repeat { try value() } while take(",")
            guard take("]") else { throw failure("a comma or ] is missing") }
        }
        tree.end(at: position)
    }

    private func checkDepth() throws(Failure) {
        guard tree.depth < limits.depth else {
            let place = position..<position + 1
            throw Failure(diagnostic: .tooDeep(file, at: place, limit: limits.depth))
        }
    }

    /// A number, `true`, `false` or `null`.
    private mutating func word() throws(Failure) {
        let start = position
        while next.isWordByte { position += 1 }
        let text = file.bytes[start..<position]
        guard text.isJSONWord else {
            position = start
            throw failure(start == file.bytes.count ? "it ends too early" : "no value begins here")
        }
        tree.addScalar(at: start..<position, text: start..<position, isPlain: true)
    }

    private mutating func string(isKey: Bool) throws(Failure) {
        let start = position
        position += 1
        skipPlainText()
        var decoded: [UInt8]?
        if next == UInt8(ascii: "\\") { decoded = try escapedText(from: start + 1) }
        guard next == UInt8(ascii: "\"") else { throw failure("a text has no end") }
        let content = start + 1..<position
        position += 1
        let range = start..<position
        if (decoded?.count ?? content.count) > limits.scalarBytes {
            throw Failure(diagnostic: .scalarTooLarge(file, at: range, limit: limits.scalarBytes))
        }
        if isKey { remember(decoded, or: content, at: range) }
        if let decoded {
            tree.addScalar(at: range, decoding: decoded, isPlain: false)
        } else {
            tree.addScalar(at: range, text: content, isPlain: false)
        }
    }

    /// Remarks a key that stands twice, and lets the last one count.
    private mutating func remember(
        _ decoded: [UInt8]?,
        or content: Range<Int>,
        at range: Range<Int>
    ) {
        let bytes = decoded ?? file.bytes
        let text = decoded.map { 0..<$0.count } ?? content
        let earlier = keys.insert(
            bytes.span.extracting(text),
            node: tree.nextIndex,
            of: tree
        )
        guard let earlier else { return }
        if diagnostics.warningCount < Diagnostics.shownErrors {
            diagnostics.report(
                .lastKeyCounts(file, at: range, first: tree.offsets(ofNode: earlier))
            )
        }
        tree.refuse(earlier)
    }

    private mutating func skipPlainText() {
        let bytes = file.bytes
        var end = position
        while end < bytes.count, bytes[end].isPlain { end += 1 }
        position = end
    }

    /// The text from an offset to the end of the string, the escapes in it resolved.
    private mutating func escapedText(from start: Int) throws(Failure) -> [UInt8] {
        var text = Array(file.bytes[start..<position])
        while next == UInt8(ascii: "\\") {
            try appendEscape(to: &text)
            let run = position
            skipPlainText()
            text.append(contentsOf: file.bytes[run..<position])
        }
        return text
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(Failure) {
        position += 1
        let escape = next
        position += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try unicodeEscape()).utf8)
        default:
            position -= 1
            throw failure("there is no such escape")
        }
    }

    /// A code point behind `\u`; half of a surrogate pair is U+FFFD.
    private mutating func unicodeEscape() throws(Failure) -> Character {
        let high = try hexadecimal()
        if let scalar = Unicode.Scalar(high) { return Character(scalar) }
        let rest = position
        guard high < 0xDC00, file.bytes[rest...].starts(with: #"\u"#.utf8) else {
            return "\u{FFFD}"
        }
        position += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        else {
            position = rest
            return "\u{FFFD}"
        }
        return Character(scalar)
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(next)).hexDigitValue, next < 0x80 else {
                throw failure("there is no such escape")
            }
            number = number * 16 + UInt32(digit)
            position += 1
        }
        return number
    }
}

extension UInt8 {
    /// Whether it is a byte of a string that stands for itself.
    fileprivate var isPlain: Bool {
        self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\") && self >= 0x20
    }

    /// Whether it stands in numbers or in words.
    fileprivate var isWordByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether it is one of the three words, or a number (RFC 8259, section 6).
    fileprivate var isJSONWord: Bool {
        if ["true", "false", "null"].contains(where: { elementsEqual($0.utf8) }) { return true }
        var rest = self
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let digits = rest.prefix { $0.isDigit }
        guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            return false
        }
        rest = rest.dropFirst(digits.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0.isDigit }
            if fraction.isEmpty { return false }
            rest = rest.dropFirst(fraction.count + 1)
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            let exponent = rest.prefix { $0.isDigit }
            return !exponent.isEmpty && exponent.count == rest.count
        }
        return rest.isEmpty
    }
}
