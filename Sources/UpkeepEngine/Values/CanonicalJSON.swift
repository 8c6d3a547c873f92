/// Whether bytes are JSON just as `JSONWriter` writes it, found out without building anything.
///
/// What passes can be read by `JSONReader`, and comes out of `JSONWriter` as the same bytes. It is stricter in one
/// point: the keys of a map are in ascending order of their bytes.
struct CanonicalJSON {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var depth = 0

    static func holds(for bytes: ArraySlice<UInt8>) -> Bool {
        var walk = CanonicalJSON(bytes: bytes, position: bytes.startIndex)
        return walk.value() && walk.position == bytes.endIndex
    }

    private init(bytes: ArraySlice<UInt8>, position: Int) {
        self.bytes = bytes
        self.position = position
    }

    private var next: UInt8 { position < bytes.endIndex ? bytes[position] : 0 }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func value() -> Bool {
        switch next {
        case UInt8(ascii: "\""): return string() != nil
        case UInt8(ascii: "{"): return within("}") { walk, last in walk.entry(behind: &last) }
        case UInt8(ascii: "["): return within("]") { walk, _ in walk.value() }
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        default: return integer()
        }
    }

    private mutating func word(_ word: String) -> Bool {
        for byte in word.utf8 {
            if next != byte { return false }
            position += 1
        }
        return true
    }

    private mutating func integer() -> Bool {
        let isNegative = take("-")
        let start = position
        while (0x30...0x39).contains(next) { position += 1 }
        let digits = bytes[start..<position]
        if digits.first == UInt8(ascii: "0") { return digits.count == 1 && !isNegative }
        // Nineteen digits can be too many, and no number here has so many.
        return (1...18).contains(digits.count)
    }

    /// What stands between brackets, separated by commas.
    ///
    /// `last` is a place in which entries remember the key before.
    private mutating func within(
        _ end: Unicode.Scalar,
        _ element: (inout CanonicalJSON, _ last: inout Range<Int>) -> Bool
    ) -> Bool {
        position += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= JSONReader.depthLimit else { return false }
        if take(end) { return true }
        var last = 0..<0
        repeat {
            if !element(&self, &last) { return false }
        } while take(",")
        return take(end)
    }

    private mutating func entry(behind last: inout Range<Int>) -> Bool {
        guard let key = string(), take(":") else { return false }
        let isAscending = last.isEmpty || bytes[last].lexicographicallyPrecedes(bytes[key])
        last = key
        return isAscending && value()
    }

    /// Steps over a string and yields where its text stands, or nil when it is none.
    private mutating func string() -> Range<Int>? {
        guard take("\"") else { return nil }
        let start = position
        var isASCII = true
        while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
            let byte = bytes[position]
            if byte < 0x20 { return nil }
            if byte >= 0x80 { isASCII = false }
            position += 1
            if byte == UInt8(ascii: "\\"), !escape() { return nil }
        }
        guard position < bytes.endIndex else { return nil }
        position += 1
        let text = start..<position - 1
        return isASCII || String(validating: bytes[text], as: UTF8.self) != nil ? text : nil
    }

    /// Steps over what follows a backslash: only what has to be escaped may be.
    private mutating func escape() -> Bool {
        if take("\"") || take("\\") || take("n") { return true }
        guard word("u00"), let high = digit(), let low = digit() else { return false }
        return high < 2 && high * 16 + low != UInt8(ascii: "\n")
    }

    private mutating func digit() -> UInt8? {
        defer { position += 1 }
        switch next {
        case 0x30...0x39: return next - 0x30
        case 0x61...0x66: return next - 0x61 + 10
        default: return nil
        }
    }
}
