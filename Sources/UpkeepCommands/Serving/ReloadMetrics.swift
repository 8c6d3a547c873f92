import Logging
import Metrics
import UpkeepEngine
import UpkeepServer
import UpkeepStore

/// Tells the operator, in the log and in metrics, which state is served and whether it could be read.
struct ReloadMetrics: Sendable {
    private static let serial = "upkeep_state_serial"
    private static let isSuccessful = "upkeep_reload_successful"
    private static let successTime = "upkeep_reload_success_timestamp_seconds"
    private static let reloads = "upkeep_reloads_total"

    static let help = [
        serial: "The serial of the state that is served.",
        isSuccessful: "Whether the state could be read when it was read last.",
        successTime: "When a state could be read last, in seconds since 1970.",
        reloads: "How often a state was read, by outcome.",
    ]

    private let logger: Logger
    private let serialGauge: Gauge
    private let successGauge: Gauge
    private let timeGauge: Gauge
    private let successes: Counter
    private let failures: Counter

    init(in registry: PrometheusRegistry, _ logger: Logger) {
        self.logger = logger
        serialGauge = Gauge(label: Self.serial, dimensions: [], factory: registry)
        successGauge = Gauge(label: Self.isSuccessful, dimensions: [], factory: registry)
        timeGauge = Gauge(label: Self.successTime, dimensions: [], factory: registry)
        func counter(_ outcome: String) -> Counter {
            Counter(label: Self.reloads, dimensions: [("outcome", outcome)], factory: registry)
        }
        successes = counter("success")
        failures = counter("failure")
        successGauge.record(0)
    }

    func note(_ event: StateFollower.Event, at now: Instant) {
        switch event {
        case .loaded(let serial):
            serialGauge.record(serial)
            successGauge.record(1)
            timeGauge.record(now.secondsSinceEpoch)
            successes.increment()
            logger.info("state loaded", metadata: ["serial": "\(serial)"])
        case .failed(let error):
            successGauge.record(0)
            failures.increment()
            var metadata: Logger.Metadata = ["path": "\(error.path)", "error": "\(error.message)"]
            if let help = error.help { metadata["help"] = "\(help)" }
            logger.error("the state cannot be read; no key is accepted", metadata: metadata)
        }
    }
}
