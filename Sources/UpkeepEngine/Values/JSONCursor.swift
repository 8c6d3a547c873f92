/// Steps through JSON of a known form, as Upkeep itself writes it, and builds only what is asked for.
struct JSONCursor {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    /// Steps over a text; false, and nowhere else, when something else stands here.
    mutating func take(_ text: String) -> Bool {
        let text = text.utf8.span
        guard bytes.endIndex - position >= text.count else { return false }
        for index in text.indices where bytes[position + index] != text[index] { return false }
        position += text.count
        return true
    }

    /// Reads a string without its escapes; nil when none stands here.
    mutating func string() -> String? {
        guard position < bytes.endIndex, bytes[position] == UInt8(ascii: "\"") else { return nil }
        let rest = bytes[(position + 1)...]
        guard
            let end = rest.firstIndex(where: {
                $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
            })
        else { return nil }
        if bytes[end] == UInt8(ascii: "\"") {
            let text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
            position = end + 1
            return text
        }
        return escapedString()
    }

    /// The rare string with escapes: read by the one who knows them all.
    private mutating func escapedString() -> String? {
        var end = position + 1
        while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < bytes.endIndex,
            let text = (try? JSONReader.value(of: bytes[position...end]))?.text
        else { return nil }
        position = end + 1
        return text
    }

    /// Reads a whole number as it is written; nil when none stands here.
    mutating func integer() -> Int? {
        let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
        guard (1...18).contains(digits.count), digits.count == 1 || digits.first != 0x30 else {
            return nil
        }
        position += digits.count
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
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
