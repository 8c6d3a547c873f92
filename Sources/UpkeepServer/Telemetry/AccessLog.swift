import Logging
import Synchronization
import UpkeepEngine
import UpkeepKeys

/// What is told of each request, a line each, without the requests waiting for it.
///
/// Whoever answers only puts a record here; it is written a little later, by somebody else. When records come faster than
/// they can be written, some are dropped, and how many is told.
final class AccessLog: Sendable {
    struct Record: Sendable {
        let requestID: String
        let method: String
        let target: String
        let status: Int
        let bytes: Int
        /// In nanoseconds.
        let duration: UInt64
        let client: String
        let keyID: String?
    }

    private struct Pending: Sendable {
        var records: [Record] = []
        var dropped = 0
    }

    /// How many records wait at most.
    private static let capacity = 16_384
    /// How many characters of what was asked for are written.
    private static let targetLength = 300

    private let logger: Logger
    private let pending = Mutex(Pending())

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// What of a target is kept: as much as is written.
    static func kept(_ target: String) -> String {
        target.utf8.count > targetLength ? String(target.prefix(targetLength)) : target
    }

    func add(_ record: Record) {
        pending.withLock { pending in
            if pending.records.count < Self.capacity {
                pending.records.append(record)
            } else {
                pending.dropped += 1
            }
        }
    }

    /// Writes what is waiting.
    func flush() {
        let taken = pending.withLock { pending in
            let taken = pending
            pending = Pending()
            return taken
        }
        for record in taken.records { write(record) }
        if taken.dropped > 0 {
            logger.warning(
                "requests came faster than they could be logged",
                metadata: ["dropped": "\(taken.dropped)"]
            )
        }
    }

    private func write(_ record: Record) {
        var metadata: Logger.Metadata = [
            "request_id": "\(record.requestID)",
            "method": "\(record.method)",
            "target": "\(Self.harmless(record.target))",
            "status": "\(record.status)",
            "bytes": "\(record.bytes)",
            "duration_us": "\(record.duration / 1_000)",
            "client": "\(record.client)",
        ]
        if let keyID = record.keyID { metadata["key_id"] = "\(keyID)" }
        logger.info("request", metadata: metadata)
    }

    /// What was asked for, without anything that could be a key: people put them where they do not belong.
    private static func harmless(_ shown: String) -> String {
        // Whoever encodes a key in percent hides no more of it than the first letters.
        if let query = Query(shown), !query.mentions(KeyFormat.prefix) { return shown }
        return String(shown.prefix { $0 != "?" && $0 != "_" && $0 != "%" }) + "***"
    }
}

extension Query {
    fileprivate func mentions(_ text: String) -> Bool {
        parameters.contains { $0.name.contains(text) || $0.value.contains(text) }
    }
}
