/// Where and why a text is not the JSON that Upkeep writes.
package struct JSONError: Error, Hashable {
    /// A byte offset.
    package let offset: Int
    package let reason: String
}

/// Reads JSON (RFC 8259) of the kind that `JSONWriter` writes: no `null`, no fractions, no key twice.
package struct JSONReader: ~Copyable {
    /// How deep arrays and objects may stand within each other.
    package static let depthLimit = 128

    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var depth = 0

    /// The value that a whole text stands for.
    package static func value(of bytes: [UInt8]) throws(JSONError) -> Value {
        try value(of: bytes[...])
    }

    /// The value that a stretch of a text stands for; offsets in errors count from the text's start.
    package static func value(of bytes: ArraySlice<UInt8>) throws(JSONError) -> Value {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == bytes.endIndex else { throw reader.error("text behind the value") }
        return value
    }

    private init(bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    private func error(_ reason: String) -> JSONError {
        JSONError(offset: position, reason: reason)
    }

    private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(JSONError) -> Value {
        skipSpace()
        switch next {
        case UInt8(ascii: "\""):
            return .text(try string())
        case UInt8(ascii: "{"):
            return try object()
        case UInt8(ascii: "["):
            return try array()
        case UInt8(ascii: "t"):
            return try literal("true", .boolean(true))
        case UInt8(ascii: "f"):
            return try literal("false", .boolean(false))
        default:
            return .integer(try integer())
        }
    }

    private mutating func literal(_ word: String, _ value: Value) throws(JSONError) -> Value {
        guard bytes[position...].starts(with: word.utf8) else { throw error("not a value") }
        position += word.utf8.count
        return value
    }

    private mutating func integer() throws(JSONError) -> Int {
        let start = position
        while let byte = next, byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) {
            position += 1
        }
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let integer = Int(digits), String(integer) == digits else {
            throw JSONError(offset: start, reason: "not a value")
        }
        return integer
    }

    private mutating func array() throws(JSONError) -> Value {
        try enter()
        var list: [Value] = []
        if !take("]") {
            repeat { list.append(try value()) } while take(",")
            guard take("]") else { throw error("expected , or ]") }
        }
        depth -= 1
        return .list(list)
    }

    private mutating func object() throws(JSONError) -> Value {
        try enter()
        var entries: [Value.Entry] = []
        if !take("}") {
            repeat {
                skipSpace()
                let key = try string()
                guard take(":") else { throw error("expected :") }
                entries.append(Value.Entry(key, try value()))
            } while take(",")
            guard take("}") else { throw error("expected , or }") }
        }
        depth -= 1
        entries.sort { $0.key < $1.key }
        for (entry, next) in zip(entries, entries.dropFirst()) where entry.key == next.key {
            throw error("the key \(entry.key) twice")
        }
        return .entries(entries)
    }

    /// Steps over an opening bracket.
    private mutating func enter() throws(JSONError) {
        position += 1
        depth += 1
        guard depth <= Self.depthLimit else { throw error("nested too deep") }
    }

    private mutating func string() throws(JSONError) -> String {
        guard next == UInt8(ascii: "\"") else { throw error("expected a string") }
        position += 1
        let start = position
        skipPlainText()
        if next == UInt8(ascii: "\"") {
            position += 1
            return try Self.decoded(bytes[start..<position - 1], at: start)
        }
        var text = Array(bytes[start..<position])
        while next == UInt8(ascii: "\\") {
            text.append(contentsOf: try escape().utf8)
            let run = position
            skipPlainText()
            text.append(contentsOf: bytes[run..<position])
        }
        guard next == UInt8(ascii: "\"") else { throw error("a string without its end") }
        position += 1
        return try Self.decoded(text[...], at: start)
    }

    /// Goes to the next byte that ends a string, begins an escape, or cannot stand in a string.
    private mutating func skipPlainText() {
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20
        {
            position += 1
        }
    }

    private static func decoded(
        _ text: ArraySlice<UInt8>,
        at offset: Int
    ) throws(JSONError) -> String {
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONError(offset: offset, reason: "not UTF-8")
        }
        return string
    }

    private mutating func escape() throws(JSONError) -> String {
        position += 2
        guard position <= bytes.endIndex else { throw error("a string without its end") }
        switch bytes[position - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return String(Character(try unicodeEscape()))
        default: throw error("an unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let high = try hexadecimal()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high), bytes[position...].starts(with: #"\u"#.utf8) else {
            throw error("half of a surrogate pair")
        }
        position += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        else { throw error("half of a surrogate pair") }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.endIndex else { throw error("a string without its end") }
        let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let number = UInt32(digits, radix: 16)
        else { throw error("an unknown escape") }
        position += 4
        return number
    }
}
