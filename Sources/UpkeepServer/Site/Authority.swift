/// Hosts with their ports, as they stand in addresses and in the Host field (RFC 3986, section 3.2).
enum Authority {
    /// The host of an absolute web address, in lower case and without its port; nil where there is none.
    static func host(ofURL url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        return host(ofField: String(authority))
    }

    /// The scheme, host and port of an absolute web address; nil where there is none.
    static func origin(ofURL url: String) -> String? {
        guard let scheme = url.firstRange(of: "://"), host(ofURL: url) != nil else { return nil }
        return url[..<scheme.upperBound]
            + url[scheme.upperBound...].prefix { !"/?#".contains($0) }.lowercased()
    }

    /// What a Host field names (RFC 9110, section 7.2), in lower case and without its port; nil where it is no host.
    static func host(ofField field: String) -> String? {
        guard let count = nameCount(ofField: field) else { return nil }
        return String(decoding: field.utf8.prefix(count), as: UTF8.self).lowercased()
    }

    /// How many bytes of a Host field are in front of its port; nil where it is no host.
    static func nameCount(ofField field: String) -> Int? {
        let bytes = field.utf8.span
        let isBracketed = bytes.count > 0 && bytes[0] == UInt8(ascii: "[")
        let mark = isBracketed ? UInt8(ascii: "]") : UInt8(ascii: ":")
        var end = 0
        while end < bytes.count, bytes[end] != mark {
            guard isPart(bytes[end]) else { return nil }
            end += 1
        }
        if isBracketed {
            guard end < bytes.count else { return nil }
            end += 1
        }
        guard end > 0 else { return nil }
        if end == bytes.count { return end }
        guard bytes[end] == UInt8(ascii: ":"), bytes.count - end <= 6 else { return nil }
        for index in end + 1..<bytes.count where !(0x30...0x39).contains(bytes[index]) {
            return nil
        }
        return end
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
