/// Steps through canonical JSON of a known form, and builds only what is asked for.
///
/// Canonical is what `JSONWriter` writes: no spaces, the shortest form of everything, keys in ascending order of their
/// bytes. What it steps over can be read by `JSONReader`, and comes out of `JSONWriter` as the same bytes.
struct JSONCursor {
    let bytes: ArraySlice<UInt8>
    var position: Int
    var depth = 0
    /// Whether a string can only end at the next quotation mark, and needs no look at what is in it: nearly always.
    let isPlain: Bool

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
        isPlain = Self.isPlain(bytes.span)
    }

    /// Whether there are no escapes, no control characters and nothing but ASCII.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        // The highest bit of one of the three is set in every byte that is not plain: beyond ASCII, below a space, and a
        // backslash. Without a branch, the compiler looks at many bytes at once.
        var bits: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            bits |= byte | (byte &- 0x20) | ((byte ^ UInt8(ascii: "\\")) &- 1)
        }
        return bits < 0x80
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    /// Steps over a text; false when something else stands here.
    mutating func take(_ text: String) -> Bool {
        guard isFollowed(by: text.utf8.span) else { return false }
        position += text.utf8.count
        return true
    }

    private func isFollowed(by text: Span<UInt8>) -> Bool {
        let bytes = bytes.span.extracting(droppingFirst: position - bytes.startIndex)
        guard bytes.count >= text.count else { return false }
        for index in text.indices where bytes[index] != text[index] { return false }
        return true
    }

    /// Reads a string; nil when none stands here.
    mutating func string() -> String? {
        let start = position
        guard let text = skipString() else { return nil }
        if !bytes[text].contains(UInt8(ascii: "\\")) {
            return String(decoding: bytes[text], as: UTF8.self)
        }
        // The rare string with escapes is read by the one who knows them all.
        return (try? JSONReader.value(of: bytes[start..<position]))?.text
    }

    /// Reads a boolean; nil when none stands here.
    mutating func boolean() -> Bool? { take("true") ? true : take("false") ? false : nil }

    /// Reads a whole number that is not negative; nil when none stands here.
    mutating func integer() -> Int? {
        let start = position
        guard position < bytes.endIndex, bytes[start] != UInt8(ascii: "-"), skipInteger() else {
            position = start
            return nil
        }
        return bytes[start..<position].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Reads a moment in UTC, as `Instant` describes itself; nil when none stands here.
    mutating func instant() -> Instant? {
        guard take("\""), let year = number(digits: 4), take("-"),
            let month = number(digits: 2), take("-"), let day = number(digits: 2), take("T"),
            let hour = number(digits: 2), take(":"), let minute = number(digits: 2), take(":"),
            let second = number(digits: 2), take("Z\""),
            let date = CivilDate(year: year, month: month, day: day),
            let time = LocalTime(date: date, hour: hour, minute: minute, second: second)
        else { return nil }
        return Instant(secondsSinceEpoch: Int64(time.secondsOnClock))
    }

    private mutating func number(digits count: Int) -> Int? {
        guard bytes.endIndex - position >= count else { return nil }
        var value = 0
        for _ in 0..<count {
            let digit = bytes[position] &- 0x30
            if digit > 9 { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        return value
    }
}
