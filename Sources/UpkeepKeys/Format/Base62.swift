/// The 62 letters and digits of ASCII, in the order of their bytes.
enum Base62 {
    static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// A digit that chance chooses, each with the same probability.
    static func randomDigit(using generator: inout some RandomNumberGenerator) -> UInt8 {
        while true {
            // Of the 64 values of six bits two are drawn again: a remainder would make some digits more likely.
            let bits: UInt64 = generator.next()
            let value = Int(bits & 63)
            if value < digits.count { return digits[value] }
        }
    }

    /// A number in so many digits, the highest first.
    static func digits(of number: UInt32, count: Int) -> [UInt8] {
        var rest = Int(number)
        var text: [UInt8] = []
        for _ in 0..<count {
            text.append(digits[rest % digits.count])
            rest /= digits.count
        }
        return text.reversed()
    }
}
