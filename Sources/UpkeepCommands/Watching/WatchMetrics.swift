import Logging
import Metrics
import UpkeepEngine
import UpkeepServer
import UpkeepSource
import UpkeepStore

/// Tells the operator, in the log and in metrics, what has become of each commit.
struct WatchMetrics: Sendable {
    private static let commits = "upkeep_watch_commits_total"
    private static let failures = "upkeep_watch_failures_total"
    private static let failing = "upkeep_watch_consecutive_failures"
    private static let frozen = "upkeep_watch_frozen_manifests"
    private static let suspended = "upkeep_watch_suspended"
    private static let isSuccessful = "upkeep_watch_last_commit_successful"
    private static let lookTime = "upkeep_watch_last_look_timestamp_seconds"
    private static let successTime = "upkeep_watch_last_success_timestamp_seconds"

    static let help = [
        commits: "Commits that were reconciled, by result.",
        failures: "How often a commit could not be fetched, read or applied, and is tried again.",
        failing: "How often in a row that was so.",
        frozen: "Manifests of the last commit that are broken: what they declare stays as it was.",
        suspended: "Whether reconciling is suspended.",
        isSuccessful: "Whether the last commit was applied in full, or changed nothing.",
        lookTime: "When the newest commit was looked up last, in seconds since 1970.",
        successTime: "When a commit was applied in full last, or changed nothing.",
    ]

    /// How many problems of a commit are logged.
    private static let shownProblems = 20

    private let logger: Logger
    private let counters: [String: Counter]
    private let failureCounter: Counter
    private let gauges: [String: Gauge]

    init(in registry: PrometheusRegistry, _ logger: Logger) {
        self.logger = logger
        counters = Dictionary(
            uniqueKeysWithValues: CommitReconciliation.Outcome.Result.allCases.map { result in
                let dimensions = [("result", result.rawValue)]
                return (
                    result.rawValue,
                    Counter(label: Self.commits, dimensions: dimensions, factory: registry)
                )
            }
        )
        failureCounter = Counter(label: Self.failures, dimensions: [], factory: registry)
        let names = [
            Self.failing, Self.frozen, Self.suspended, Self.isSuccessful, Self.lookTime,
            Self.successTime,
        ]
        gauges = Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, Gauge(label: $0, dimensions: [], factory: registry))
            }
        )
    }

    func noteLook(at now: Instant) { gauges[Self.lookTime]?.record(now.secondsSinceEpoch) }

    func note(_ suspension: Suspension?, isNews: Bool) {
        gauges[Self.suspended]?.record(suspension == nil ? 0 : 1)
        guard isNews else { return }
        if let suspension {
            logger.warning(
                "watching is suspended",
                metadata: [
                    "reason": "\(suspension.reason.printable)", "since": "\(suspension.since)",
                ]
            )
        } else {
            logger.info("watching goes on")
        }
    }

    func note(_ error: StoreError, failures: Int, pause: Double) {
        failureCounter.increment()
        gauges[Self.failing]?.record(failures)
        var metadata: Logger.Metadata = [
            "path": "\(error.path.printable)", "error": "\(error.message.printable)",
            "failures": "\(failures)", "retry_in_seconds": "\(Int(pause.rounded()))",
        ]
        if let help = error.help { metadata["help"] = "\(help)" }
        logger.error("the newest commit cannot be reconciled", metadata: metadata)
    }

    /// Says how the last commit stands, also one of before the process began.
    func note(_ record: WatchRecord) {
        gauges[Self.frozen]?.record(record.frozen)
        gauges[Self.isSuccessful]?.record(record.isWhole ? 1 : 0)
        if let time = record.succeededAt {
            gauges[Self.successTime]?.record(time.secondsSinceEpoch)
        }
    }

    func note(_ outcome: CommitReconciliation.Outcome, _ record: WatchRecord) {
        counters[outcome.result.rawValue]?.increment()
        gauges[Self.failing]?.record(0)
        note(record)
        let isWhole = record.isWhole
        for diagnostic in outcome.diagnostics.sorted.prefix(Self.shownProblems) { log(diagnostic) }
        var metadata: Logger.Metadata = ["commit": "\(record.commit.prefix(12))"]
        if let serial = outcome.serial { metadata["serial"] = "\(serial)" }
        if let plan = outcome.plan, !plan.isEmpty {
            metadata["changes"] = "\(PlanReport.counts(of: plan.changes))"
        }
        if !outcome.frozen.isEmpty {
            let names = outcome.frozen.prefix(Self.shownProblems).map(\.printable)
            metadata["frozen"] = "\(names.joined(separator: ", "))"
        }
        switch outcome.result {
        case .applied where isWhole: logger.info("commit applied", metadata: metadata)
        case .unchanged where isWhole: logger.info("commit changes nothing", metadata: metadata)
        case .applied, .unchanged:
            logger.error("commit applied in part: some manifests are broken", metadata: metadata)
        case .invalid, .refused:
            logger.error(
                "commit \(outcome.result.rawValue): the last good state stays",
                metadata: metadata
            )
        }
    }

    private func log(_ diagnostic: Diagnostic) {
        var metadata: Logger.Metadata = ["code": "\(diagnostic.code.word)"]
        if let range = diagnostic.range { metadata["at"] = "\(range)" }
        if let help = diagnostic.help { metadata["help"] = "\(help.printable)" }
        let level: Logger.Level = diagnostic.severity == .error ? .error : .warning
        logger.log(level: level, "\(diagnostic.message.printable)", metadata: metadata)
    }
}
