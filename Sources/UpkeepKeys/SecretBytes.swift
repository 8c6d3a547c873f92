/// Bytes that are overwritten as soon as nobody needs them.
///
/// They never become a `String`, which would leave copies behind. Whoever reads them works on this one buffer.
package final class SecretBytes {
    private var bytes: [UInt8]

    /// Takes bytes over; the caller keeps no other copy.
    package init(_ bytes: consuming [UInt8]) {
        self.bytes = bytes
    }

    /// Has room for so many bytes, so that none of them is ever moved.
    package init(capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    deinit { bytes.overwrite() }

    package var count: Int { bytes.count }

    package func append(_ byte: UInt8) {
        precondition(bytes.count < bytes.capacity, "what is secret is not moved")
        bytes.append(byte)
    }

    package func append(_ text: String) { for byte in text.utf8 { append(byte) } }

    package func append(contentsOf bytes: some Sequence<UInt8>) {
        for byte in bytes { append(byte) }
    }

    package func append(_ other: SecretBytes) { for byte in other.bytes { append(byte) } }

    /// Lets a closure read the bytes, which it must not keep.
    package func read<Result>(_ body: ([UInt8]) throws -> Result) rethrows -> Result {
        try body(bytes)
    }
}

extension MutableCollection<UInt8> {
    /// Puts zeros in the place of all bytes.
    package mutating func overwrite() {
        for index in indices { self[index] = 0 }
    }
}
