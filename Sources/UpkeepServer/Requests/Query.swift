/// The parameters of a query string, in the order in which they stand.
struct Query: Sendable {
    private(set) var parameters: [(name: String, value: String)] = []

    /// Reads `name=value` pairs (application/x-www-form-urlencoded); nil for what is no UTF-8 or badly encoded.
    init?(_ text: some StringProtocol) {
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = Self.decoded(pair[..<equals]),
                let value = Self.decoded(pair[equals...].dropFirst())
            else { return nil }
            parameters.append((name, value))
        }
    }

    /// The value of a parameter, of several the last; nil where it is not given.
    subscript(name: String) -> String? { parameters.last { $0.name == name }?.value }

    private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
        var text: [UInt8] = []
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"):
                text.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit)
                else { return nil }
                text.append(high << 4 | low)
            default:
                text.append(byte)
            }
        }
        return String(validating: text, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
