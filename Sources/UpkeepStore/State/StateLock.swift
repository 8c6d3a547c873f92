import Glibc
import UpkeepEngine

/// Who holds the lock, since when and for what.
package struct LockRecord: Hashable, Sendable {
    package let processID: Int
    package let host: String
    package let since: String
    package let operation: String

    package init(processID: Int, host: String, since: String, operation: String) {
        self.processID = processID
        self.host = host
        self.since = since
        self.operation = operation
    }

    /// This process, from now on.
    package static func current(operation: String, now: Instant) -> LockRecord {
        var name = [CChar](repeating: 0, count: 256)
        let host = unsafe gethostname(&name, name.count - 1) == 0 ? name : []
        let bytes = host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return LockRecord(
            processID: Int(getpid()),
            host: String(decoding: bytes, as: UTF8.self),
            since: now.description,
            operation: operation
        )
    }

    fileprivate var value: Value {
        .map([
            "host": .text(host), "operation": .text(operation), "pid": .integer(processID),
            "since": .text(since),
        ])
    }

    fileprivate init?(_ bytes: [UInt8]) {
        guard let value = try? JSONReader.value(of: bytes), let processID = value["pid"]?.integer,
            let host = value["host"]?.text, let since = value["since"]?.text,
            let operation = value["operation"]?.text
        else { return nil }
        self.init(processID: processID, host: host, since: since, operation: operation)
    }
}

/// The lock that keeps two applies apart: flock(2) on a file that is never deleted, so that everyone locks the same one.
///
/// The kernel releases it when the process ends, however it ends; the record in the file only tells who it was.
struct StateLock: ~Copyable {
    private let file: FileDescriptor

    /// Takes the lock, or waits for it.
    ///
    /// Whoever has it is waited for as long as the patience lasts.
    init(
        _ name: String,
        in folder: borrowing Folder,
        as record: LockRecord,
        patience: Seconds
    ) throws(StoreError) {
        let file = try folder.writableFile(name, isNew: false)
        var clock = ProcessEnvironment.monotonicMilliseconds()
        let end = clock + patience.count * 1_000
        while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw StoreError(errno, file.path, "lock") }
            guard clock < end else { throw Self.held(by: try? Self.record(in: file), file.path) }
            usleep(50_000)
            clock = ProcessEnvironment.monotonicMilliseconds()
        }
        try file.truncate(to: 0)
        try file.write(Array((record.value.json + "\n").utf8))
        self.file = file
    }

    deinit {
        _ = ftruncate(file.number, 0)
        // Closing the file would leave the lock to a program that is just being started elsewhere in the process, for a moment.
        _ = flock(file.number, LOCK_UN)
    }

    /// What a lock file says: who has the lock, or who was killed while having it.
    static func record(
        _ name: String,
        in folder: borrowing Folder
    ) throws(StoreError) -> LockRecord? {
        guard let file = try folder.file(name) else { return nil }
        return try record(in: file)
    }

    private static func record(in file: borrowing FileDescriptor) throws(StoreError) -> LockRecord?
    {
        _ = lseek(file.number, 0, SEEK_SET)
        return LockRecord(try file.readToEnd(limit: 65_536))
    }

    private static func held(by record: LockRecord??, _ path: String) -> StoreError {
        let holder =
            (record ?? nil).map {
                "process \($0.processID) on \($0.host), \($0.operation) since \($0.since)"
            }
            ?? "another process"
        return StoreError(
            .locked,
            path,
            "the state is locked by \(holder)",
            help: "wait for it, or give --lock-timeout a duration such as 30s"
        )
    }
}
