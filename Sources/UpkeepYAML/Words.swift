// Eight bytes at a time: what is done to every byte of a file must cost a small part of what
// libyaml does to it.

extension Span<UInt8> {
    /// Eight bytes from an offset on.
    ///
    /// - Precondition: there are as many.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        precondition(index >= 0 && index + 8 <= count)
        return unsafe withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        }
    }
}

extension UInt64 {
    static let highBits: UInt64 = 0x8080_8080_8080_8080
    static let sevenBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    @inline(__always)
    init(repeating byte: UInt8) { self = 0x0101_0101_0101_0101 &* UInt64(byte) }

    /// The high bits of the bytes that are equal to one.
    @inline(__always)
    func bytes(equalTo byte: UInt8) -> UInt64 {
        let differences = self ^ UInt64(repeating: byte)
        return ~(((differences & .sevenBits) &+ .sevenBits) | differences | .sevenBits)
    }

    /// How many of the bytes begin a character of UTF-8.
    @inline(__always)
    var characterCount: Int {
        8 - (self & ~(self << 1) & .highBits).nonzeroBitCount
    }
}
