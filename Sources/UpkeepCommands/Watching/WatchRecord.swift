import UpkeepEngine
import UpkeepStore

/// What a watcher remembers beside the state: which commit it has reconciled, so that it does so once, also after a restart.
struct WatchRecord: Sendable {
    private static let sizeLimit = 65_536

    let commit: String
    let result: CommitReconciliation.Outcome.Result
    /// How many manifests were broken.
    let frozen: Int
    let at: Instant
    /// When a commit was applied in full last, or changed nothing; nil when that never was.
    let succeededAt: Instant?
    /// Stands for the options and the program: under other ones what was refused may be allowed.
    let rules: String

    /// What was remembered last; nil for nothing, or for what cannot be read.
    static func read(_ store: StateStore) -> WatchRecord? {
        guard let bytes = (try? NewFiles.read(store.watchRecord, limit: sizeLimit)) ?? nil,
            let value = try? JSONReader.value(of: bytes), let commit = value["commit"]?.text,
            let result = value["result"]?.text.flatMap(CommitReconciliation.Outcome.Result.init),
            let frozen = value["frozen"]?.integer, let rules = value["rules"]?.text,
            let at = value["at"]?.text.flatMap({ Instant(rfc3339: $0) })
        else { return nil }
        return WatchRecord(
            commit: commit,
            result: result,
            frozen: frozen,
            at: at,
            succeededAt: value["succeeded_at"]?.text.flatMap { Instant(rfc3339: $0) },
            rules: rules
        )
    }

    func write(_ store: StateStore) throws(StoreError) {
        let value = Value.map([
            "at": .text(at.description), "commit": .text(commit), "frozen": .integer(frozen),
            "result": .text(result.rawValue), "rules": .text(rules),
            "succeeded_at": (succeededAt?.description).map(Value.text),
        ])
        try NewFiles.replace(store.watchRecord, with: value.indentedJSON)
    }

    /// The status that a reconcile of the commit ended with.
    var status: ExitStatus {
        switch result {
        case .applied, .unchanged: frozen == 0 ? .done : .invalidManifests
        case .invalid: .invalidManifests
        case .refused: .refused
        }
    }
}

extension WatchRecord {
    /// What has become of a commit; `succeededBefore` is when one was applied in full before it.
    init(
        of commit: String,
        _ outcome: CommitReconciliation.Outcome,
        at now: Instant,
        succeededBefore: Instant?,
        rules: String
    ) {
        let isWhole = Self.isWhole(outcome.result, frozen: outcome.frozen.count)
        self.init(
            commit: commit,
            result: outcome.result,
            frozen: outcome.frozen.count,
            at: now,
            succeededAt: isWhole ? now : succeededBefore,
            rules: rules
        )
    }

    /// Whether everything that the commit declares is in the state.
    var isWhole: Bool { Self.isWhole(result, frozen: frozen) }

    private static func isWhole(
        _ result: CommitReconciliation.Outcome.Result,
        frozen: Int
    ) -> Bool {
        frozen == 0 && [.applied, .unchanged].contains(result)
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

    /// Writes it while nobody applies anything: what begins later does not begin.
    func write(_ store: StateStore, as record: LockRecord) throws(StoreError) {
        try store.whileLocked(as: record, patience: Self.patience) { () throws(StoreError) in
            try write(store)
        }
    }

    /// How long to wait for an apply.
    private static let patience = Seconds(60)

    private func write(_ store: StateStore) throws(StoreError) {
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
