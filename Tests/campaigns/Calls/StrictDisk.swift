/// A disk that forgets everything but what was synced.
struct StrictDisk {
    private(set) var problems: [String] = []
    private(set) var syncs = 0
    private let store: Store
    /// The names that are there.
    private var names: Set<String>
    /// Files whose bytes, and folders whose names, a power cut would take back.
    private var pending: Set<String> = []

    init(_ store: Store) {
        self.store = store
        names = Set(Files.names(in: store.folder).map { "\(store.folder)/\($0)" })
    }

    /// Takes in a call, as strace writes it with descriptors as paths.
    mutating func take(_ line: Substring) {
        guard let call = TracedCall(line), call.hasSucceeded else { return }
        switch call.name {
        case "openat":
            let path = call.result
            if line.contains("O_CREAT"), isOurs(path), names.insert(path).inserted {
                pending.formUnion([path, Self.folder(of: path)])
            }
        case "write", "pwrite64", "writev", "ftruncate", "fallocate":
            if call.descriptor == 1, !pending.isEmpty {
                problems.append("it told of the commit with \(pending.sorted()) not on the disk")
            }
            let path = call.path
            guard isOurs(path) else { return }
            if path == store.state { problems.append("the state was written in place") }
            pending.insert(path)
        case "fsync", "fdatasync":
            syncs += 1
            pending.remove(call.path)
        case "renameat", "renameat2":
            let names = call.texts.map { "\(call.path)/\($0)" }
            guard names.count == 2, isOurs(names[1]) else { return }
            if pending.contains(names[0]) {
                problems.append("\(names[0]) was renamed with its bytes not on the disk")
            }
            self.names.remove(names[0])
            self.names.insert(names[1])
            pending.insert(call.path)
        case "linkat": pending.insert(call.path)
        case "mkdirat": pending.insert(call.path)
        case "unlinkat":
            for name in call.texts {
                names.remove("\(call.path)/\(name)")
                pending.remove("\(call.path)/\(name)")
            }
        default: break
        }
    }

    mutating func end() {
        if !pending.isEmpty {
            problems.append("it ended with \(pending.sorted()) not on the disk")
        }
    }

    private static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    /// The lock says who runs; nobody needs it after a power cut.
    private func isOurs(_ path: String) -> Bool {
        path.hasPrefix(store.folder + "/") && path != store.lock
    }
}
