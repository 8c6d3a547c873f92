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
    package func write(_ text: String) throws(StoreError) { try write(Array(text.utf8)) }

    package func write(_ bytes: [UInt8]) throws(StoreError) {
        let failure = FileDescriptor.write(bytes, to: rawValue)
        if failure == 0 || failure == EPIPE { return }
        throw StoreError(failure, self == .output ? "standard output" : "standard error", "write")
    }
}

/// The process's input.
package enum StandardInput {
    /// Reads to its end.
    ///
    /// More bytes than the limit are an error.
    package static func read(limit: Int) throws(StoreError) -> [UInt8] {
        let copy = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw StoreError(errno, "standard input", "read") }
        return try FileDescriptor(taking: copy, path: "standard input").readToEnd(limit: limit)
    }
}
