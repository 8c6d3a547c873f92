import UpkeepEngine
import UpkeepStore

/// What a watcher remembers beside the state: which commit it has reconciled, so that it does so once, also after a restart.
struct WatchRecord {
    private static let sizeLimit = 65_536

    let commit: String
    let result: String
    let at: Instant

    /// What was remembered last; nil for nothing, or for what cannot be read.
    static func read(_ store: StateStore) -> WatchRecord? {
        guard let bytes = (try? NewFiles.read(store.watchRecord, limit: sizeLimit)) ?? nil,
            let value = try? JSONReader.value(of: bytes), let commit = value["commit"]?.text,
            let result = value["result"]?.text,
            let at = value["at"]?.text.flatMap({ Instant(rfc3339: $0) })
        else { return nil }
        return WatchRecord(commit: commit, result: result, at: at)
    }

    func write(_ store: StateStore) throws(StoreError) {
        let value = Value.map([
            "at": .text(at.description), "commit": .text(commit), "result": .text(result),
        ])
        try NewFiles.replace(store.watchRecord, with: value.indentedJSON)
    }
}

/// That nothing is to be reconciled for a while: a file beside the state, so that it outlives a restart.
struct Suspension {
    private static let sizeLimit = 65_536

    let since: Instant
    /// Why, in the words of whoever did it.
    let reason: String

    /// The suspension that holds; nil for none.
    ///
    /// A file that cannot be read still suspends.
    static func read(_ store: StateStore) -> Suspension? {
        let bytes: [UInt8]?
        do throws(StoreError) {
            bytes = try NewFiles.read(store.suspension, limit: sizeLimit)
        } catch {
            return Suspension(since: .earliest, reason: "\(error.path): \(error.message)")
        }
        guard let bytes else { return nil }
        let value = try? JSONReader.value(of: bytes)
        return Suspension(
            since: (value?["since"]?.text).flatMap { Instant(rfc3339: $0) } ?? .earliest,
            reason: value?["reason"]?.text ?? ""
        )
    }

    func write(_ store: StateStore) throws(StoreError) {
        let value = Value.map(["reason": .text(reason), "since": .text(since.description)])
        try NewFiles.replace(store.suspension, with: value.indentedJSON)
    }

    static func end(_ store: StateStore) throws(StoreError) {
        try NewFiles.remove(store.suspension)
    }
}

extension StateStore {
    /// Where a watcher outside a checkout keeps commits.
    var watchedRepository: String { beside("repository.git") }
    fileprivate var watchRecord: String { beside("watch.json") }
    fileprivate var suspension: String { beside("watch.suspended.json") }
}
