import Synchronization
import UpkeepEngine

/// When each key was used last: kept in a file of its own beside the state, which never changes for it.
///
/// It is a help for people who want to know which keys nobody needs any more. Nothing else depends on it: it is written
/// at most once a minute, and what cannot be read counts as empty.
package final class KeyUsage: Sendable {
    /// How long what has been noted may wait to be written, in seconds.
    package static let interval = Seconds(60)
    private static let sizeLimit = 16_777_216

    private struct Record {
        var uses: [String: Instant]
        var writtenAt: Instant?
        var isChanged = false
    }

    private let path: String
    private let record: Mutex<Record>

    package init(of store: StateStore) {
        path = store.beside("key-usage.json")
        record = Mutex(Record(uses: Self.read(path)))
    }

    /// When a key was used last; nil when it never was.
    package func lastUse(of keyID: String) -> Instant? { record.withLock { $0.uses[keyID] } }

    /// Notes that a key was used, and writes everything when the last time is long enough ago.
    package func note(_ keyID: String, at now: Instant) {
        let isDue = record.withLock { record in
            if record.uses[keyID].map({ $0 >= now }) == true { return false }
            record.uses[keyID] = now
            record.isChanged = true
            return record.writtenAt.map { $0.advanced(by: Self.interval) <= now } ?? true
        }
        if isDue { flush(at: now) }
    }

    /// Writes what has been noted.
    package func flush(at now: Instant) {
        let uses = record.withLock { record -> [String: Instant]? in
            guard record.isChanged else { return nil }
            // Another process may have noted something since.
            record.uses.merge(Self.read(path), uniquingKeysWith: max)
            record.isChanged = false
            record.writtenAt = now
            return record.uses
        }
        guard let uses else { return }
        let value = Value.map(uses.map { Value.Entry($0.key, .text($0.value.description)) })
        try? NewFiles.replace(path, with: value.indentedJSON)
    }

    private static func read(_ path: String) -> [String: Instant] {
        guard let bytes = (try? NewFiles.read(path, limit: sizeLimit)) ?? nil,
            let entries = (try? JSONReader.value(of: bytes))?.entries
        else { return [:] }
        var uses: [String: Instant] = [:]
        for entry in entries { uses[entry.key] = entry.value.text.flatMap { Instant(rfc3339: $0) } }
        return uses
    }
}
