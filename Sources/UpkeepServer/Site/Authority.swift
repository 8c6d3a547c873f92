/// Hosts with their ports, as they stand in addresses and in the Host field (RFC 3986, section 3.2).
enum Authority {
    /// The host of an absolute web address, in lower case and without its port; nil where there is none.
    static func host(ofURL url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        return host(ofField: authority)
    }

    /// The scheme, host and port of an absolute web address; nil where there is none.
    static func origin(ofURL url: String) -> String? {
        guard let scheme = url.firstRange(of: "://"), host(ofURL: url) != nil else { return nil }
        return url[..<scheme.upperBound]
            + url[scheme.upperBound...].prefix { !"/?#".contains($0) }.lowercased()
    }

    /// What a Host field names (RFC 9110, section 7.2), in lower case and without its port; nil where it is no host.
    static func host(ofField field: some StringProtocol) -> String? {
        let bytes = Array(field.utf8)
        guard let (name, port) = parts(of: bytes) else { return nil }
        let isNumber = port.allSatisfy { (0x30...0x39).contains($0) }
        guard !name.isEmpty, name.allSatisfy(isPart), isNumber, port.count <= 5 else { return nil }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    private static func parts(of bytes: [UInt8]) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        let end =
            bytes.first == UInt8(ascii: "[")
            ? bytes.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 }
            : bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        guard let end else { return nil }
        let rest = bytes[end...]
        if rest.isEmpty { return (bytes[..<end], []) }
        guard rest.first == UInt8(ascii: ":") else { return nil }
        return (bytes[..<end], rest.dropFirst())
    }

    /// Letters, digits, and what stands in names and addresses beside them.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: ":"):
            true
        default: byte >= 0x80
        }
    }
}
