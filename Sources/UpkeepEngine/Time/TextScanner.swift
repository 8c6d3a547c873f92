/// Reads a short ASCII text from left to right; nothing it is given can make it trap.
struct TextScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next byte, not yet taken.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    var isAtEnd: Bool { position == bytes.count }

    /// Takes the next byte when it is the given one.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    /// Takes the longest run of bytes that satisfy a condition.
    mutating func run(while condition: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = next, condition(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Takes a decimal number of so many digits, as many of them as there are.
    ///
    /// Nil when there are fewer digits than asked for. Digits behind the longest allowed number
    /// stay.
    mutating func number(digits: ClosedRange<Int>) -> Int? {
        precondition(digits.lowerBound > 0 && digits.upperBound <= 18)
        var value = 0
        var count = 0
        while count < digits.upperBound, let byte = next, TextScanner.isDigit(byte) {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            count += 1
            position += 1
        }
        return count >= digits.lowerBound ? value : nil
    }

    /// Takes a number of exactly so many digits.
    mutating func number(digits: Int) -> Int? { number(digits: digits...digits) }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension Int {
    /// The decimal digits, with zeros before them up to a width.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }

    /// The quotient rounded down, and the remainder, which is never negative.
    func dividedDown(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
