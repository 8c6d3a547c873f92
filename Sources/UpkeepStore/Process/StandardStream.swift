import Glibc

/// The process's output and error streams.
package enum StandardStream: CInt, Sendable {
    case output = 1
    case error = 2

    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// The width of the terminal in columns; nil when the stream is none.
    package var columns: Int? {
        var size = winsize()
        guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// Writes text.
    ///
    /// A reader that has gone away (`| head`) is no error: what is done does not depend on who watches.
    package func write(_ text: String) throws(StoreError) {
        let stream = BorrowedStream(number: rawValue)
        try stream.write(Array(text.utf8))
    }
}

/// A stream that stays open.
private struct BorrowedStream {
    let number: CInt

    func write(_ bytes: [UInt8]) throws(StoreError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    number,
                    buffer.baseAddress.map { unsafe $0 + written },
                    buffer.count - written
                )
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                return
            } else if errno != EINTR {
                throw StoreError(errno, number == 1 ? "standard output" : "standard error", "write")
            }
        }
    }
}
