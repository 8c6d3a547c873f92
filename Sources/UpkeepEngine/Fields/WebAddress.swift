/// The form of an absolute web URL, as far as a manifest can be held to it (RFC 3986).
enum WebAddress {
    private static let schemes = ["https://", "http://"].map { Array($0.utf8) }

    @Sendable static func problem(_ text: String) -> String? {
        // Bytes, not characters: an accent that combines with a delimiter would hide it.
        let bytes = Array(text.utf8)
        guard let scheme = schemes.first(where: { bytes.starts(with: $0) }) else {
            return "it has to begin with https:// or http://"
        }
        if hasSpace(text, bytes) { return "it contains white space" }
        let rest = bytes[scheme.count...]
        let authority = rest.prefix { !isDelimiter($0) }
        if authority.contains(UInt8(ascii: "@")) {
            return "it contains a user name or password, which would be published"
        }
        return problem(ofAuthority: authority)
    }

    private static func hasSpace(_ text: String, _ bytes: [UInt8]) -> Bool {
        if bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return true }
        // What is not ASCII is rare, and asking Unicode is dear.
        guard bytes.contains(where: { $0 > 0x7F }) else { return false }
        return text.unicodeScalars.contains { $0.value > 0x7F && $0.properties.isWhitespace }
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    private static func problem(ofAuthority authority: ArraySlice<UInt8>) -> String? {
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else {
                return "its address has no closing bracket"
            }
            let address = authority[..<end].dropFirst()
            let isAddress =
                address.count > 1
                && address.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
            if !isAddress { return "what is in brackets is not an address" }
            return problem(ofPort: authority[(end + 1)...])
        }
        let host = authority.prefix { $0 != UInt8(ascii: ":") }
        if host.isEmpty { return "it names no host" }
        if host.allSatisfy({ $0 < 0x80 }), let problem = HostName.problem(host) { return problem }
        return problem(ofPort: authority[host.endIndex...])
    }

    private static func problem(ofPort text: ArraySlice<UInt8>) -> String? {
        if text.isEmpty { return nil }
        let digits = text.dropFirst()
        let isNumber = digits.allSatisfy { (0x30...0x39).contains($0) }
        guard text.first == UInt8(ascii: ":"), isNumber,
            let port = UInt16(String(decoding: digits, as: UTF8.self)), port > 0
        else {
            return "its port is not a number from 1 to 65535"
        }
        return nil
    }
}
