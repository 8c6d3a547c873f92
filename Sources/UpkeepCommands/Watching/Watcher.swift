import Synchronization
import UpkeepEngine
import UpkeepServer
import UpkeepStore

/// Follows a repository: every new commit is reconciled once, whatever comes of it; what the machine refuses is tried again.
final class Watcher: Sendable {
    private struct Memory: Sendable {
        var pace: WatchPace
        /// The commit that was reconciled last.
        var commit: String?
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
        if !memory.isKnown {
            // Where there is no state, whatever was done before is gone.
            memory.commit = try store.load() == nil ? nil : WatchRecord.read(store)?.commit
            memory.isKnown = true
        }
        if commit == memory.commit { return .done }
        let outcome = try reconciliation.run(commit)
        metrics.note(outcome, of: commit, at: Self.now)
        memory.commit = commit
        let result = outcome.result.rawValue
        try WatchRecord(commit: commit, result: result, at: Self.now).write(store)
        return outcome.status
    }
}
