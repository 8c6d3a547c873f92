import NIOCore

/// Puts a response together as it goes over the wire (RFC 9112).
enum ResponseWriter {
    /// Up to this size, in bytes, a body is copied behind the header; beyond, it goes out from where it is.
    static let copiedBody = 8_192

    /// Writes the header, and a small body; yields the large body that is to follow.
    static func write(
        _ response: Response,
        date: [UInt8],
        requestID: String,
        isHead: Bool,
        to buffer: inout ByteBuffer
    ) -> ByteBuffer? {
        let answer = response.answer
        let hasBody = !isHead && response.status.hasBody
        let isCopied = hasBody && answer.body.readableBytes <= copiedBody
        // The memory is that of the response before, unless that has not gone out yet.
        buffer.clear(minimumCapacity: 640 + (isCopied ? answer.body.readableBytes : 0))
        if response.isNotModified {
            buffer.writeString("HTTP/1.1 304 Not Modified\r\n")
        } else {
            buffer.writeBytes(answer.head)
        }
        buffer.writeBytes(answer.fields)
        buffer.writeBytes(response.fields)
        buffer.writeBytes(date)
        buffer.writeString("X-Request-ID: ")
        buffer.writeString(requestID)
        if let limit = response.limit {
            buffer.writeString("\r\nRateLimit-Limit: ")
            buffer.write(limit.limit)
            buffer.writeString("\r\nRateLimit-Remaining: ")
            buffer.write(limit.remaining)
            buffer.writeString("\r\nRateLimit-Reset: ")
            buffer.write(limit.reset)
        }
        buffer.writeString(response.closes ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n")
        guard hasBody else { return nil }
        if !isCopied { return answer.body }
        buffer.writeImmutableBuffer(answer.body)
        return nil
    }
}

extension ByteBuffer {
    /// Writes a number that is not negative in decimal digits.
    fileprivate mutating func write(_ number: Int) {
        if number < 10 {
            writeInteger(UInt8(ascii: "0") + UInt8(number))
        } else {
            write(number / 10)
            writeInteger(UInt8(ascii: "0") + UInt8(number % 10))
        }
    }
}
