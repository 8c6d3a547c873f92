/// Writes values as JSON (RFC 8259): UTF-8, keys in order, the shortest form of everything.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Spaces for each level; nil writes everything on one line.
    private let indentation: Int?

    /// A writer with room for a number of bytes; there may be more.
    package init(indentation: Int? = nil, expectedBytes: Int = 0) {
        self.indentation = indentation
        bytes.reserveCapacity(expectedBytes)
    }

    package mutating func write(_ value: Value) { write(value, depth: 0) }

    package mutating func write(_ integer: Int) { append(String(integer)) }

    package mutating func write(_ boolean: Bool) {
        append(boolean ? "true" : "false")
    }

    /// Writes text as it is.
    package mutating func write(raw text: String) { append(text) }

    private mutating func write(_ value: Value, depth: Int) {
        switch value {
        case .text(let text):
            write(text)
        case .integer(let integer):
            write(integer)
        case .boolean(let boolean):
            write(boolean)
        case .list(let list):
            write(list, "[", "]", depth: depth) { writer, element in
                writer.write(element, depth: depth + 1)
            }
        case .entries(let entries):
            write(entries, "{", "}", depth: depth) { writer, entry in
                writer.write(entry.key)
                writer.bytes.append(UInt8(ascii: ":"))
                if writer.indentation != nil { writer.bytes.append(UInt8(ascii: " ")) }
                writer.write(entry.value, depth: depth + 1)
            }
        }
    }

    private mutating func write<Element>(
        _ elements: [Element],
        _ open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        depth: Int,
        element: (inout JSONWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        for (index, next) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(depth: depth + 1)
            element(&self, next)
        }
        if !elements.isEmpty { breakLine(depth: depth) }
        bytes.append(UInt8(ascii: close))
    }

    private mutating func breakLine(depth: Int) {
        guard let indentation else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * depth))
    }

    /// Writes bytes that are JSON already.
    package mutating func write(json: ArraySlice<UInt8>) { bytes.append(contentsOf: json) }

    /// Writes a string that needs no escapes.
    mutating func write(plain text: ArraySlice<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a string that needs no escapes.
    mutating func write(plain text: String) {
        bytes.append(UInt8(ascii: "\""))
        append(text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a string; only what RFC 8259 demands is escaped.
    package mutating func write(_ text: String) {
        // Nearly no text has to be escaped.
        if !text.needsEscapes { return write(plain: text) }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 { write(escaping: byte) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: String) {
        let span = text.utf8.span
        for index in span.indices { bytes.append(span[index]) }
    }

    private mutating func write(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case UInt8(ascii: "\n"):
            bytes.append(contentsOf: #"\n"#.utf8)
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: #"\u00"#.utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        default:
            bytes.append(byte)
        }
    }
}

extension String {
    fileprivate var needsEscapes: Bool {
        let bytes = utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                return true
            }
        }
        return false
    }
}

extension Value {
    /// The value as JSON on one line.
    package var json: String {
        var writer = JSONWriter()
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The value as JSON for people: two spaces a level, a line break at the end.
    package var indentedJSON: String {
        var writer = JSONWriter(indentation: 2)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }
}
