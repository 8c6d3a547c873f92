import FoundationEssentials
import Glibc
import UpkeepStore

/// A process that runs beside what is measured: a server, on the first core.
struct ServerProcess {
    let pid: pid_t

    init(pid: pid_t) {
        self.pid = pid
    }

    /// Starts a server, and waits until it listens.
    init(_ words: [String], readyAt port: Int) throws {
        pid = try Program(["taskset", "--cpu-list", "0"] + words).start()
        for _ in 0..<500 {
            if Self.isListening(port) { return }
            usleep(20_000)
        }
        stop()
        throw BenchmarkError("it does not listen on port \(port): \(words.joined(separator: " "))")
    }

    /// Ends it and waits for its end.
    func stop() {
        kill(pid, SIGTERM)
        wait()
    }

    func wait() { _ = waitpid(pid, nil, 0) }

    /// What its threads have used of the processor so far, in seconds.
    var processorTime: Double {
        let folder = "/proc/\(pid)/task"
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return tasks.reduce(0) { sum, task in
            // Nanoseconds on the processor come first (proc_pid_schedstat in the kernel's documentation).
            let text = (try? Self.text("\(folder)/\(task)/schedstat")) ?? ""
            return sum + (text.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1e9
        }
    }

    /// The memory that it holds, and the most that it held, in MiB.
    var memory: (now: Double, peak: Double) {
        let lines = ((try? Self.text("/proc/\(pid)/status")) ?? "").split(separator: "\n")
        func value(_ name: String) -> Double {
            let line = lines.first { $0.hasPrefix(name + ":") } ?? ""
            let number = line.split { " \t".contains($0) }.dropFirst().first
            return (number.flatMap { Double($0) } ?? 0) / 1_024
        }
        return (value("VmRSS"), value("VmHWM"))
    }

    /// A file of the kernel's, which does not say how long it is.
    private static func text(_ path: String) throws -> String {
        String(decoding: try NewFiles.read(path, limit: 65_536) ?? [], as: UTF8.self)
    }

    private static func isListening(_ port: Int) -> Bool {
        let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(socket, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
