/// A tree that is served, with the server and with nginx beside it.
struct ServeSite {
    static let port = 18_080
    static let nginxPort = 18_090

    let folder: String
    private let upkeep: String
    /// The key that opens everything.
    let key: String
    private let tree: BenchmarkTree

    /// Writes a tree and applies it.
    init(monitorCount: Int, below parent: String, upkeep: String) throws {
        folder = "\(parent)/serve-\(monitorCount)"
        self.upkeep = upkeep
        tree = BenchmarkTree(monitorCount: monitorCount, fileCount: max(1, monitorCount / 100))
        try tree.write(to: "\(folder)/manifests")
        let output = "\(folder)/key.txt"
        _ = try Program([upkeep, "keys", "generate"], output: output).run()
        let words = String(decoding: try Files.read(output), as: UTF8.self)
            .split { $0 == " " || $0 == "\n" }.map(String.init)
        guard words.count > 3 else { throw BenchmarkError("there is no key in \(output)") }
        key = words[1]
        try Files.write(
            "keys: {bench: {scopes: [], sha256: \(words[3])}}\n",
            to: "\(folder)/manifests/keys.yaml"
        )
        try apply()
    }

    private var state: String { "\(folder)/state/state.json" }

    private func apply() throws {
        try Files.makeFolder("\(folder)/state")
        _ = try Program(upkeep, "reconcile", "\(folder)/manifests", "--state", state).run()
    }

    /// Changes one monitor of every hundredth file, and starts to apply that a little later.
    func startChange(afterSeconds seconds: Int) throws -> ServerProcess {
        var changed = tree
        changed.changedPercent = 1
        try changed.write(to: "\(folder)/manifests")
        let apply = [upkeep, "reconcile", "\(folder)/manifests", "--state", state]
        return ServerProcess(
            pid: try Program(["sh", "-c", "sleep \(seconds); exec \"$@\"", "sh"] + apply).start()
        )
    }

    func serve() throws -> ServerProcess {
        try ServerProcess(
            [
                upkeep, "serve", "--state", state, "--listen", "127.0.0.1:\(Self.port)",
                "--admin-listen", "off", "--threads", "1", "--no-access-log", "--key-limit", "off",
                "--address-limit", "off", "--failure-limit", "off",
            ],
            readyAt: Self.port
        )
    }

    /// One process with static files of some sizes, `/SIZE`, and no access log.
    func serveStatic(_ sizes: [Int]) throws -> ServerProcess {
        for size in sizes {
            try Files.write(String(repeating: "a", count: size), to: "\(folder)/static/\(size)")
        }
        let settings = """
            daemon off;
            master_process off;
            pid \(folder)/nginx.pid;
            error_log /dev/null;
            events { worker_connections 1024; }
            http {
                access_log off;
                sendfile on;
                tcp_nopush on;
                keepalive_requests 1000000000;
                server { listen 127.0.0.1:\(Self.nginxPort); root \(folder)/static; }
            }

            """
        try Files.write(settings, to: "\(folder)/nginx.conf")
        return try ServerProcess(["nginx", "-c", "\(folder)/nginx.conf"], readyAt: Self.nginxPort)
    }
}
