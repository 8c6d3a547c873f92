import CBareScan

/// The yardstick: libyaml's event loop, which keeps nothing of what it reads.
enum BareScan {
    /// The number of events in a stream of YAML; nil when it cannot be read.
    static func eventCount(in bytes: Span<UInt8>) -> Int? {
        let count = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe bare_scan(buffer.baseAddress, buffer.count)
        }
        return count < 0 ? nil : count
    }
}
