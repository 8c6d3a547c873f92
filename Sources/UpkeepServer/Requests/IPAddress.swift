/// An address of the Internet Protocol: 16 bytes; one of version 4 is mapped (RFC 4291, section 2.5.5.2).
package struct IPAddress: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    private static let mapped: UInt64 = 0xFFFF_0000_0000

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads an address as people write it: `192.0.2.7`, `2001:db8::7`, also in brackets; nil for anything else.
    package init?(_ text: some StringProtocol) {
        var text = Substring(text)
        if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
        if text.contains(":") {
            guard let groups = Self.groups(of: text) else { return nil }
            let (high, low) = (groups[..<4], groups[4...])
            self.init(
                high: high.reduce(0) { $0 << 16 | UInt64($1) },
                low: low.reduce(0) { $0 << 16 | UInt64($1) }
            )
        } else {
            guard let number = Self.version4(text) else { return nil }
            self.init(high: 0, low: Self.mapped | UInt64(number))
        }
    }

    private static func version4(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { part in UInt8(part).flatMap { String($0) == part ? $0 : nil }
        }
        guard parts.count == 4, bytes.count == 4 else { return nil }
        return bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The eight groups of an address of version 6 (RFC 4291, section 2.2).
    private static func groups(of text: Substring) -> [UInt16]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), text.utf8.count <= 45 else { return nil }
        let parts = halves.map { half -> [UInt16]? in
            half.isEmpty && halves.count == 2 ? [] : run(half)
        }
        guard let front = parts[0] else { return nil }
        guard parts.count == 2 else { return front.count == 8 ? front : nil }
        guard let back = parts[1], front.count + back.count < 8 else { return nil }
        return front + [UInt16](repeating: 0, count: 8 - front.count - back.count) + back
    }

    /// Groups with colons between them; the last two may be written as an address of version 4.
    private static func run(_ text: Substring) -> [UInt16]? {
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let number = version4(part) else { return nil }
                groups += [UInt16(number >> 16), UInt16(number & 0xFFFF)]
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.first != UInt8(ascii: "+"),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }

    fileprivate var isVersion4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// What limits count by: the address, or of version 6 the /64 network, of which one subscriber has all addresses.
    var limitKey: IPAddress { isVersion4 ? self : IPAddress(high: high, low: 0) }

    fileprivate func prefix(_ length: Int) -> IPAddress {
        let highMask = length >= 64 ? UInt64.max : ~(UInt64.max >> UInt64(length))
        let lowMask = length <= 64 ? 0 : ~(length == 128 ? 0 : UInt64.max >> UInt64(length - 64))
        return IPAddress(high: high & highMask, low: low & lowMask)
    }
}

/// A range of addresses, as `10.0.0.0/8`.
package struct Network: Hashable, Sendable {
    private let address: IPAddress
    private let length: Int

    /// Reads an address with the length of its prefix, or one address; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(parts[0]) else { return nil }
        let most = address.isVersion4 ? 32 : 128
        var length = most
        if parts.count == 2 {
            guard let number = Int(parts[1]), String(number) == parts[1],
                (0...most).contains(number)
            else { return nil }
            length = number
        }
        self.length = length + (128 - most)
        self.address = address.prefix(self.length)
    }

    func contains(_ other: IPAddress) -> Bool { other.prefix(length) == address }
}
