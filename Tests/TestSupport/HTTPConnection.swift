import Foundation
import Glibc

/// A connection to a server on this machine over which a test says what it wants, byte by byte.
package final class HTTPConnection {
    package struct Failure: Error {
        let reason: String
    }

    private let socket: CInt
    private var received: [UInt8] = []

    /// Whoever has to be there as long as the connection is.
    private let host: AnyObject?

    package init(port: Int, of host: AnyObject? = nil) throws {
        self.host = host
        socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        _ = unsafe setsockopt(
            socket,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &patience,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let failed = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(socket, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if failed != 0 { throw Failure(reason: "connect: \(errno)") }
    }

    deinit { close(socket) }

    package func send(_ text: String) { send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.send(socket, buffer.baseAddress, buffer.count, CInt(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more will be sent.
    package func endSending() { shutdown(socket, CInt(SHUT_WR)) }

    /// Lets the kernel keep little of what the server sends: whoever reads slowly shows it soon.
    package func keepLittle() {
        var size: CInt = 65_536
        _ = unsafe setsockopt(
            socket,
            SOL_SOCKET,
            SO_RCVBUF,
            &size,
            socklen_t(MemoryLayout<CInt>.size)
        )
    }

    /// Reads what is there, or waits for something; false when the server has ended the connection.
    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            unsafe recv(socket, buffer.baseAddress, buffer.count, 0)
        }
        if count < 0, errno == EAGAIN { throw Failure(reason: "the server says nothing") }
        if count <= 0 { return false }
        received += buffer.prefix(count)
        return true
    }

    /// Everything until the server ends the connection.
    package func readToEnd() throws -> String {
        while try receive() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    /// Whether the server ends the connection without another word.
    package func isEnded() throws -> Bool { try received.isEmpty && !receive() }

    /// The next response; `hasBody` is false for one to a HEAD.
    package func response(hasBody: Bool = true) throws -> HTTPResponse {
        let separator = Array("\r\n\r\n".utf8)
        while received.firstRange(of: separator) == nil {
            if try !receive() { throw Failure(reason: "the connection has ended") }
        }
        guard let end = received.firstRange(of: separator) else {
            throw Failure(reason: "there is no header")
        }
        var response = try HTTPResponse(
            head: String(decoding: received[..<end.lowerBound], as: UTF8.self)
        )
        received.removeSubrange(..<end.upperBound)
        let length = hasBody ? Int(response["content-length"] ?? "") ?? 0 : 0
        while received.count < length, try receive() {}
        response.body = Array(received.prefix(length))
        received.removeFirst(min(length, received.count))
        return response
    }

    /// One request, one response.
    package func get(
        _ path: String,
        _ fields: String...,
        method: String = "GET"
    ) throws -> HTTPResponse {
        let lines = (["Host: localhost"] + fields).map { $0 + "\r\n" }.joined()
        send("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n")
        return try response(hasBody: method != "HEAD")
    }
}

/// What a server has answered.
package struct HTTPResponse: Sendable, CustomStringConvertible {
    package let status: Int
    /// Names in lower case.
    package let fields: [(name: String, value: String)]
    package fileprivate(set) var body: [UInt8] = []

    fileprivate init(head: String) throws {
        var lines = head.components(separatedBy: "\r\n")
        let words = lines.removeFirst().split(separator: " ")
        guard words.count > 1, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw HTTPConnection.Failure(reason: "this is no response: \(head)")
        }
        self.status = status
        fields = lines.map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            let value = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            return (parts[0].lowercased(), value)
        }
    }

    package subscript(field: String) -> String? { fields.first { $0.name == field }?.value }

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as an object.
    package var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }

    /// What is below `data`, where that is an object, and where it is a list.
    package var data: [String: Any] { json["data"] as? [String: Any] ?? [:] }
    package var list: [[String: Any]] { json["data"] as? [[String: Any]] ?? [] }

    package var description: String {
        "\(status) \(fields.map { "\($0.name): \($0.value)" }) \(text.prefix(400))"
    }
}

/// Waits on this thread: tests that are busy beside it can keep a task from waking for minutes.
package func pause(milliseconds: UInt32) { usleep(milliseconds * 1_000) }
