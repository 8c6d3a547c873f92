import Glibc

/// Keys are revoked while they are being used: no request that began after `keys revoke` had returned may be answered with anything
/// but 401.
struct RevocationCampaign: Campaign {
    static let name = "revocation"
    static let summary = "Keys revoked under the hands of 64 connections that use them."

    private static let connections = 64
    /// How long a key is hammered at after it was revoked, in seconds, at least.
    private static let aftermath = 0.005

    private let options: Options
    private let upkeep: Upkeep

    init(_ options: Options, _ upkeep: Upkeep) {
        self.options = options
        self.upkeep = upkeep
    }

    func run(in workspace: Workspace, _ tally: Tally) throws -> [String] {
        let count = options.cases(short: 50, long: 1_000)
        let folder = workspace["case"]
        let store = Store(folder: "\(folder)/state")
        try Files.makeFolder(store.folder)
        let keys = try makeKeys(count, declaredIn: "\(folder)/tree")
        try Child.check(upkeep.path, "reconcile", "\(folder)/tree", "--state", store.state)
        let port = try FreePort.find()
        let server = try Child([
            upkeep.path, "serve", "--state", store.state, "--listen", "127.0.0.1:\(port)",
            "--admin-listen", "off", "--no-access-log", "--key-limit", "off", "--address-limit",
            "off",
            "--failure-limit", "off",
        ])
        let line = "revocation --count \(count)"
        tally.judge(line, in: folder) {
            let hammer = try Hammer(port: port, connections: Self.connections)
            var problems: [String] = []
            for (number, key) in keys.enumerated() where problems.count < 20 {
                tally.add("revocations")
                problems += try revoke("k\(number)", key, hammer, store, tally)
            }
            hammer.stop()
            tally.note("requests", hammer.count)
            server.send(SIGTERM)
            let end = server.wait()
            if end.status != 0 { problems.append("the server ended with \(end)") }
            return problems
        }
        return []
    }

    private func revoke(
        _ id: String,
        _ key: String,
        _ hammer: Hammer,
        _ store: Store,
        _ tally: Tally
    ) throws -> [String] {
        hammer.use(key)
        let patience = Clock.now + 20
        while hammer.accepted(key) < Self.connections {
            guard Clock.now < patience else { return ["\(id) is not accepted"] }
            Clock.sleep(0.000_5)
        }
        try Child.check(upkeep.path, "keys", "revoke", id, "--state", store.state)
        let returned = Clock.now
        // Until every connection has heard something about a request that began afterwards.
        while hammer.refused(key, after: returned + Self.aftermath) < Self.connections {
            guard Clock.now < patience else { return ["\(id) is not refused everywhere"] }
            Clock.sleep(0.000_5)
        }
        tally.note("requests after the end of their key", hammer.refused(key, after: returned))
        return hammer.latestOther(key).flatMap { latest in
            latest < returned
                ? nil
                : [
                    "\(id): a request that began \((latest - returned) * 1e3) ms after the end was answered with something "
                        + "else than 401"
                ]
        } ?? []
    }

    /// Makes keys and declares them, and another one that stays.
    private func makeKeys(_ count: Int, declaredIn tree: String) throws -> [String] {
        var yaml = "keys:\n"
        var keys: [String] = []
        for number in 0...count {
            let words = try Child.check(upkeep.path, "keys", "generate").split {
                $0 == " " || $0 == "\n"
            }
            guard words.count > 3 else { throw Failure("there is no key in \(words)") }
            if number < count { keys.append(String(words[1])) }
            let name = number < count ? "k\(number)" : "rest"
            yaml += "  \(name): {scopes: [], sha256: \"\(words[3])\"}\n"
        }
        try Files.makeFolder(tree)
        try Files.write(yaml, to: "\(tree)/keys.yaml")
        return keys
    }
}

/// A port that nobody listens on.
enum FreePort {
    static func find() throws -> Int {
        let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(socket, pointer, length) + getsockname(socket, pointer, &length) != 0
            }
        }
        if failed { throw Failure("there is no free port: error \(errno)") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
