/// Random identifiers (RFC 9562, version 4) in their usual spelling.
package enum UUID {
    package static func random(using generator: inout some RandomNumberGenerator) -> String {
        let high = (generator.next() & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
        let low = (generator.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        let digits = (hexadecimal(high) + hexadecimal(low)).map(String.init)
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
            .map { digits[$0].joined() }
            .joined(separator: "-")
    }

    /// Whether a text is a UUID in lower case.
    package static func isValid(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { group in
                group.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            }
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
