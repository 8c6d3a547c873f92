import UpkeepSource

/// Text of a form that machines read: a URL, a host name, an id.
package struct PatternField: ScalarFieldType {
    /// What it is called, in words: `web address`.
    let name: String
    let length: ClosedRange<Int>
    /// For JSON Schema; `problem` may refuse more.
    let pattern: String
    /// Why a text is not of the form; nil when it is.
    package let problem: @Sendable (String) -> String?

    package init(
        _ name: String,
        length: ClosedRange<Int>,
        pattern: String,
        problem: @escaping @Sendable (String) -> String?
    ) {
        self.name = name
        self.length = length
        self.pattern = pattern
        self.problem = problem
    }

    package var placeholder: String { "" }

    package var shape: FieldShape { .text(length: length, pattern: pattern, name: name) }

    package func canonical(_ output: String) -> Value { .text(output) }

    package func read(scalar node: Node, _ context: inout ReadingContext) -> String? {
        let text = node.text
        let count = text.unicodeScalars.count
        guard length.contains(count) else {
            context.report(.wrongLength(count, allowed: length, at: node))
            return nil
        }
        if let reason = problem(text) {
            context.report(.malformed(text, name, because: reason, at: node))
            return nil
        }
        return text
    }
}

extension FieldType where Self == PatternField {
    /// An absolute `http` or `https` URL without credentials.
    package static var webAddress: PatternField { .webAddressField }

    /// A DNS name.
    package static var hostName: PatternField { .hostNameField }
}

extension PatternField {
    fileprivate static let webAddressField = PatternField(
        "web address",
        length: 8...2_048,
        pattern: #"^https?://[^\s/@?#]+(:[0-9]+)?([/?#]\S*)?$"#,
        problem: WebAddress.problem
    )

    fileprivate static let hostNameField = PatternField(
        "host name",
        length: 1...253,
        pattern:
            #"^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\.?$"#,
        problem: HostName.problem
    )
}

/// The form of a DNS name (RFC 1123; underscores, which service records need, are allowed).
enum HostName {
    @Sendable static func problem(_ text: String) -> String? {
        var labels = text.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last == "" { labels.removeLast() }
        for label in labels {
            if label.isEmpty { return "a part between dots is empty" }
            if label.utf8.count > 63 { return "a part is longer than 63 characters" }
            if label.hasPrefix("-") || label.hasSuffix("-") {
                return "a part begins or ends with a hyphen"
            }
            if !label.utf8.allSatisfy(isAllowed) {
                return "only letters, digits, hyphens and dots make a name"
            }
        }
        return nil
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

/// The form of an absolute web URL, as far as a manifest can be held to it (RFC 3986).
enum WebAddress {
    @Sendable static func problem(_ text: String) -> String? {
        let rest: Substring
        if text.hasPrefix("https://") {
            rest = text.dropFirst(8)
        } else if text.hasPrefix("http://") {
            rest = text.dropFirst(7)
        } else {
            return "it has to begin with https:// or http://"
        }
        if text.unicodeScalars.contains(where: {
            $0.value <= 0x20 || $0.value == 0x7F || ($0.value > 0x7F && $0.properties.isWhitespace)
        }) {
            return "it contains white space"
        }
        // Bytes, not characters: an accent that combines with a delimiter would hide it.
        let authority = rest.utf8.prefix { !"/?#".utf8.contains($0) }
        if authority.contains(UInt8(ascii: "@")) {
            return "it contains a user name or password, which would be published"
        }
        return problem(ofAuthority: String(decoding: authority, as: UTF8.self))
    }

    private static func problem(ofAuthority authority: String) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else {
                return "its address has no closing bracket"
            }
            let address = authority[..<end].dropFirst().utf8
            let isAddress =
                address.count > 1
                && address.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
            if !isAddress { return "what is in brackets is not an address" }
            return problem(ofPort: authority[authority.index(after: end)...])
        }
        let host = String(
            decoding: authority.utf8.prefix { $0 != UInt8(ascii: ":") },
            as: UTF8.self
        )
        if host.isEmpty { return "it names no host" }
        if host.utf8.allSatisfy({ $0 < 0x80 }), let problem = HostName.problem(host) {
            return problem
        }
        return problem(ofPort: authority.dropFirst(host.count))
    }

    private static func problem(ofPort text: Substring) -> String? {
        if text.isEmpty { return nil }
        guard text.hasPrefix(":"), let port = UInt16(text.dropFirst()), port > 0 else {
            return "its port is not a number from 1 to 65535"
        }
        return nil
    }
}
