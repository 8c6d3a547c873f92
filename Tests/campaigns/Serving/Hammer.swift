import Dispatch
import Glibc
import Synchronization

/// Connections that ask again and again with a key, each as soon as it has heard the answer before.
final class Hammer: Sendable {
    private struct Record: Sendable {
        var accepted = 0
        /// When requests began that were refused; only the latest few thousand of each key.
        var refused: [Double] = []
        /// When the latest request began that was answered with something else than 401.
        var latestOther: Double?
    }

    private struct Work: Sendable {
        var key = ""
        var isOver = false
        var count = 0
        var records: [String: Record] = [:]
    }

    private let work = Mutex(Work())
    private let group = DispatchGroup()

    /// Begins; half of the connections are on either of two threads.
    init(port: Int, connections: Int) throws {
        for _ in 0..<2 {
            let sockets = try (0..<connections / 2).map { _ in try Self.connected(to: port) }
            DispatchQueue.global().async(group: group) { self.run(sockets) }
        }
    }

    func use(_ key: String) {
        work.withLock { work in
            work.key = key
            work.records[key] = Record()
        }
    }

    var count: Int { work.withLock { $0.count } }
    func accepted(_ key: String) -> Int { work.withLock { $0.records[key]?.accepted ?? 0 } }
    func latestOther(_ key: String) -> Double? { work.withLock { $0.records[key]?.latestOther } }

    /// How many requests that began after a time were refused.
    func refused(_ key: String, after time: Double) -> Int {
        work.withLock { work in work.records[key]?.refused.count { $0 > time } ?? 0 }
    }

    func stop() {
        work.withLock { $0.isOver = true }
        group.wait()
    }

    private func run(_ sockets: [CInt]) {
        defer { for socket in sockets { close(socket) } }
        while true {
            let (key, isOver) = work.withLock { ($0.key, $0.isOver) }
            if isOver { return }
            guard !key.isEmpty else {
                Clock.sleep(0.000_1)
                continue
            }
            let request = "GET /user/api/v1/key HTTP/1.1\r\nHost: x\r\nX-API-Key: \(key)\r\n\r\n"
            var starts: [Double] = []
            for socket in sockets {
                starts.append(Clock.now)
                Self.send(request, to: socket)
            }
            // All requests are on their way before any answer is read.
            let statuses = sockets.map { Self.status(from: $0) }
            work.withLock { work in
                work.count += sockets.count
                for (start, status) in zip(starts, statuses) {
                    if status == 401 {
                        work.records[key]?.refused.append(start)
                    } else {
                        if status == 200 { work.records[key]?.accepted += 1 }
                        let latest = work.records[key]?.latestOther ?? start
                        work.records[key]?.latestOther = max(latest, start)
                    }
                }
            }
        }
    }

    private static func connected(to port: Int) throws -> CInt {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        for _ in 0..<250 {
            let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
            let failed = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    unsafe connect(socket, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if failed == 0 { return socket }
            close(socket)
            Clock.sleep(0.02)
        }
        throw Failure("nobody listens on port \(port)")
    }

    private static func send(_ text: String, to socket: CInt) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.send(socket, bytes, bytes.count, CInt(MSG_NOSIGNAL))
    }

    /// The status of the next answer; 0 when there is none.
    private static func status(from socket: CInt) -> Int {
        var bytes: [UInt8] = []
        while true {
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = unsafe recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { return 0 }
            bytes += buffer.prefix(count)
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.firstRange(of: "\r\n\r\n"),
                let field = text.firstRange(of: "Content-Length: ")
            else { continue }
            let length = Int(text[field.upperBound...].prefix { $0.isNumber }) ?? 0
            if text.utf8.distance(from: end.upperBound, to: text.endIndex) < length { continue }
            return Int(text.dropFirst(9).prefix(3)) ?? 0
        }
    }
}
