/// Which resource is meant: its kind and its key in the manifest, as in `monitor/api-gateway`.
///
/// A part of a resource has an id of two labels: `component/acme/api`.
package struct ResourceID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let kind: String
    package let id: String

    package init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }

    /// Reads `KIND/ID`; nil when there is no slash between two words.
    package init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        kind = String(text[..<slash])
        id = String(text[text.index(after: slash)...])
        if kind.isEmpty || id.isEmpty { return nil }
    }

    package var description: String { "\(kind)/\(id)" }

    package static func < (lhs: ResourceID, rhs: ResourceID) -> Bool {
        (lhs.kind, lhs.id) < (rhs.kind, rhs.id)
    }
}

/// The form of the names that people give.
package enum Label {
    /// The longest id, in bytes (RFC 1123).
    package static let idLength = 63

    /// A regular expression for ids, in the dialect of JSON Schema.
    package static let idPattern = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"

    /// A regular expression for the keys of labels.
    package static let namePattern = "^[A-Za-z0-9]([A-Za-z0-9_./-]{0,61}[A-Za-z0-9])?$"

    /// Whether a text is a DNS label (RFC 1123): lower-case letters, digits, and hyphens inside.
    package static func isID(_ text: String) -> Bool {
        let bytes = text.utf8.span
        let length = bytes.count
        guard (1...idLength).contains(length), bytes[0] != hyphen, bytes[length - 1] != hyphen
        else { return false }
        for index in bytes.indices where !isLowercaseOrDigit(bytes[index]) && bytes[index] != hyphen
        {
            return false
        }
        return true
    }

    /// Whether a text can be the key of a label.
    package static func isName(_ text: String) -> Bool {
        let bytes = text.utf8.span
        let length = bytes.count
        guard (1...idLength).contains(length), isAlphanumeric(bytes[0]),
            isAlphanumeric(bytes[length - 1])
        else { return false }
        for index in bytes.indices where !isAlphanumeric(bytes[index]) {
            switch bytes[index] {
            case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), hyphen: continue
            default: return false
            }
        }
        return true
    }

    /// The id that a text would be, for suggestions; nil when nothing of it is left.
    package static func id(from text: String) -> String? {
        var id = ""
        for byte in text.utf8.prefix(idLength) {
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if isLowercaseOrDigit(lower) {
                id.unicodeScalars.append(Unicode.Scalar(lower))
            } else if !id.isEmpty, !id.hasSuffix("-") {
                id += "-"
            }
        }
        while id.hasSuffix("-") { id.removeLast() }
        return id.isEmpty ? nil : id
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isLowercaseOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLowercaseOrDigit(byte) || (0x41...0x5A).contains(byte)
    }
}
