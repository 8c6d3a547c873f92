/// Finds what other systems replace before they read their settings.
enum Placeholders {
    /// Whether a text holds one: `${NAME}`, `$NAME`, or a template's `{{ ... }}`.
    static func stand(in text: String) -> Bool {
        let bytes = Array(text.utf8)
        for (byte, next) in zip(bytes, bytes.dropFirst()) {
            if byte == UInt8(ascii: "{"), next == byte { return true }
            if byte == UInt8(ascii: "$"), next == UInt8(ascii: "{") || next.beginsName {
                return true
            }
        }
        return false
    }
}

extension UInt8 {
    fileprivate var beginsName: Bool {
        (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self == UInt8(ascii: "_")
    }
}
