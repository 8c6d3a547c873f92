// Stepping over values without building them. Each step is false or nil when what stands here is not canonical.

extension JSONCursor {
    private var next: UInt8 { position < bytes.endIndex ? bytes[position] : 0 }

    private mutating func take(byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// Steps over a map.
    mutating func skipMap() -> Bool {
        guard next == UInt8(ascii: "{") else { return false }
        var last = 0..<0
        return skipElements(until: "}") { $0.skipEntry(behind: &last) }
    }

    /// Steps over any value.
    mutating func skipValue() -> Bool {
        switch next {
        case UInt8(ascii: "\""): skipString() != nil
        case UInt8(ascii: "{"): skipMap()
        case UInt8(ascii: "["): skipElements(until: "]") { $0.skipValue() }
        case UInt8(ascii: "t"): take("true")
        case UInt8(ascii: "f"): take("false")
        default: skipInteger()
        }
    }

    mutating func skipInteger() -> Bool {
        let isNegative = take(byte: "-")
        let start = position
        while (0x30...0x39).contains(next) { position += 1 }
        let digits = bytes[start..<position]
        if digits.first == UInt8(ascii: "0") { return digits.count == 1 && !isNegative }
        // Nineteen digits can be too many, and no number here has so many.
        return (1...18).contains(digits.count)
    }

    /// Steps over what stands between brackets, separated by commas.
    private mutating func skipElements(
        until end: Unicode.Scalar,
        _ skipElement: (inout JSONCursor) -> Bool
    ) -> Bool {
        position += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= JSONReader.depthLimit else { return false }
        if take(byte: end) { return true }
        repeat {
            if !skipElement(&self) { return false }
        } while take(byte: ",")
        return take(byte: end)
    }

    /// Steps over a key and its value; `last` is where the key before stands.
    private mutating func skipEntry(behind last: inout Range<Int>) -> Bool {
        guard let key = skipString(), take(byte: ":") else { return false }
        let isAscending = last.isEmpty || bytes[last].lexicographicallyPrecedes(bytes[key])
        last = key
        return isAscending && skipValue()
    }

    /// Steps over a string and yields where its text stands.
    mutating func skipString() -> Range<Int>? {
        guard take(byte: "\"") else { return nil }
        let start = position
        if isPlain { position += plainCount } else if !skipText() { return nil }
        guard take(byte: "\"") else { return nil }
        return start..<position - 1
    }

    /// How many bytes there are up to the next quotation mark.
    private var plainCount: Int {
        let bytes = bytes.span.extracting(droppingFirst: position - bytes.startIndex)
        var count = 0
        while count < bytes.count, bytes[count] != UInt8(ascii: "\"") { count += 1 }
        return count
    }

    /// Steps to the quotation mark behind a text that may hold escapes and more than ASCII.
    private mutating func skipText() -> Bool {
        let start = position
        var isASCII = true
        while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
            let byte = bytes[position]
            if byte < 0x20 { return false }
            if byte >= 0x80 { isASCII = false }
            position += 1
            if byte == UInt8(ascii: "\\"), !skipEscape() { return false }
        }
        return isASCII || String(validating: bytes[start..<position], as: UTF8.self) != nil
    }

    /// Steps over what follows a backslash: only what has to be escaped may be.
    private mutating func skipEscape() -> Bool {
        if take(byte: "\"") || take(byte: "\\") { return true }
        if take(byte: "n") { return true }
        guard take("u00"), let high = digit(), let low = digit() else { return false }
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
