import Synchronization
import UpkeepEngine
import UpkeepServer
import UpkeepStore

/// Follows a repository: every new commit is reconciled once, whatever comes of it; what the machine refuses is tried again.
final class Watcher: Sendable {
    private struct Memory: Sendable {
        var pace: WatchPace
        /// What has become of the commit that was reconciled last.
        var record: WatchRecord?
        var succeededAt: Instant?
        var isSuspended = false
        var isKnown = false
    }

    private let reconciliation: CommitReconciliation
    private let metrics: WatchMetrics
    private let memory: Mutex<Memory>

    init(_ plan: WatchPlan, _ metrics: WatchMetrics) {
        reconciliation = plan.reconciliation
        self.metrics = metrics
        memory = Mutex(Memory(pace: WatchPace(interval: plan.interval)))
    }

    private static var now: Instant { Instant(secondsSinceEpoch: ProcessEnvironment.now()) }

    /// Looks again and again until the process is told to end.
    var service: Repeating {
        // On a thread of its own: nobody else waits for git, manifests and the disk.
        Repeating { await OwnThread.value { .seconds(self.lookAndPause()) } }
    }

    /// Looks once, and yields the status of what has come of it.
    func lookOnce() -> ExitStatus { memory.withLock { look(&$0) } }

    /// Looks for a new commit and reconciles it, and yields how long to wait for the next look, in seconds.
    private func lookAndPause() -> Double {
        memory.withLock { memory in
            _ = look(&memory)
            return memory.pace.pause(chance: Double.random(in: 0...1))
        }
    }

    private func look(_ memory: inout Memory) -> ExitStatus {
        let store = reconciliation.store
        let suspension = Suspension.read(store)
        metrics.note(suspension, isNews: (suspension != nil) != memory.isSuspended)
        memory.isSuspended = suspension != nil
        if memory.isSuspended { return .done }
        do throws(StoreError) {
            let status = try reconcileNewest(&memory)
            memory.pace.succeed()
            return status
        } catch {
            memory.pace.fail()
            let pause = memory.pace.pause(chance: 1)
            metrics.note(error, failures: memory.pace.failures, pause: pause)
            return ExitStatus(of: error)
        }
    }

    private func reconcileNewest(_ memory: inout Memory) throws(StoreError) -> ExitStatus {
        let store = reconciliation.store
        let commit = try reconciliation.repository.newestCommit()
        metrics.noteLook(at: Self.now)
        if !memory.isKnown { try recall(&memory) }
        if let record = memory.record, record.commit == commit { return record.status }
        let outcome = try reconciliation.run(commit)
        let record = WatchRecord(
            of: commit,
            outcome,
            at: Self.now,
            succeededBefore: memory.succeededAt,
            rules: reconciliation.rules
        )
        memory.succeededAt = record.succeededAt
        memory.record = record
        metrics.note(outcome, record)
        try record.write(store)
        return record.status
    }

    /// Takes up what was done before the process began.
    private func recall(_ memory: inout Memory) throws(StoreError) {
        let store = reconciliation.store
        // Where there is no state, whatever was done before is gone; one that cannot be read comes back, and so does what was done.
        let hasState = try store.load() != nil
        memory.isKnown = true
        guard hasState, let record = WatchRecord.read(store) else { return }
        memory.succeededAt = record.succeededAt
        // What was refused under other rules may be allowed under these.
        if record.isWhole || record.rules == reconciliation.rules {
            memory.record = record
            metrics.note(record)
        }
    }
}
