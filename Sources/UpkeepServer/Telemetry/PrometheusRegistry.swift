import Metrics
import Synchronization

/// Collects what swift-metrics is told, and tells it in Prometheus' text format, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
///
/// A metric is known by its label and dimensions, and lasts as long as the registry: the server has a fixed number.
package final class PrometheusRegistry: MetricsFactory, Sendable {
    private struct Key: Hashable, Sendable {
        let name: String
        let dimensions: String
    }

    private struct Metrics: Sendable {
        var counters: [Key: CounterCell] = [:]
        var gauges: [Key: GaugeCell] = [:]
        var histograms: [Key: HistogramCell] = [:]
    }

    private let metrics = Mutex(Metrics())
    /// What the metrics are, by their names.
    private let help: [String: String]

    /// - Parameter help: What each metric is, by its name; each one needs some (OpenMetrics asks for it).
    package init(help: [String: String]) {
        self.help = help
    }

    package func makeCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any CounterHandler {
        cell(\.counters, label, dimensions) { CounterCell() }
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        cell(\.gauges, label, dimensions) { GaugeCell() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        cell(\.histograms, label, dimensions) { HistogramCell() }
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func cell<Cell: Sendable>(
        _ cells: any WritableKeyPath<Metrics, [Key: Cell]> & Sendable,
        _ label: String,
        _ dimensions: [(String, String)],
        _ make: () -> Cell
    ) -> Cell {
        let key = Key(name: label, dimensions: Self.text(of: dimensions))
        return metrics.withLock { metrics in
            if let cell = metrics[keyPath: cells][key] { return cell }
            let cell = make()
            metrics[keyPath: cells][key] = cell
            return cell
        }
    }

    private static func text(of dimensions: [(String, String)]) -> String {
        dimensions.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }

    /// All metrics as text.
    package var text: String {
        let metrics = metrics.withLock { $0 }
        let counters = metrics.counters.map { key, cell in
            (key, "counter", [Self.line(key, "", key.dimensions, String(cell.value))])
        }
        let gauges = metrics.gauges.map { key, cell in
            (key, "gauge", [Self.line(key, "", key.dimensions, Self.number(cell.value))])
        }
        let histograms = metrics.histograms.map { key, cell in
            (key, "histogram", Self.lines(key, cell))
        }
        var text = ""
        var last = ""
        for (key, type, lines) in (counters + gauges + histograms).sorted(by: {
            ($0.0.name, $0.0.dimensions) < ($1.0.name, $1.0.dimensions)
        }) {
            if key.name != last {
                text += "# HELP \(key.name) \(help[key.name] ?? key.name)\n"
                text += "# TYPE \(key.name) \(type)\n"
                last = key.name
            }
            text += lines.joined()
        }
        return text
    }

    private static func lines(_ key: Key, _ cell: HistogramCell) -> [String] {
        let separator = key.dimensions.isEmpty ? "" : ","
        var sum = 0
        var lines: [String] = []
        let counts = cell.counts
        for (bound, count) in zip(HistogramCell.bounds.map(\.text) + ["+Inf"], counts) {
            sum += count
            let dimensions = "\(key.dimensions)\(separator)le=\"\(bound)\""
            lines.append(line(key, "_bucket", dimensions, String(sum)))
        }
        let seconds = Double(cell.nanoseconds) / 1_000_000_000
        lines.append(line(key, "_sum", key.dimensions, number(seconds)))
        lines.append(line(key, "_count", key.dimensions, String(sum)))
        return lines
    }

    private static func line(
        _ key: Key,
        _ suffix: String,
        _ dimensions: String,
        _ value: String
    ) -> String {
        "\(key.name)\(suffix)\(dimensions.isEmpty ? "" : "{\(dimensions)}") \(value)\n"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}

private final class CounterCell: CounterHandler {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func increment(by amount: Int64) { count.wrappingAdd(Int(amount), ordering: .relaxed) }

    func reset() { count.store(0, ordering: .relaxed) }
}

private final class GaugeCell: RecorderHandler {
    private let current = Mutex(0.0)

    var value: Double { current.withLock { $0 } }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) { current.withLock { $0 = value } }
}

private final class HistogramCell: TimerHandler {
    /// In nanoseconds, and as seconds.
    static let bounds: [(nanoseconds: Int64, text: String)] = [
        (100_000, "0.0001"), (250_000, "0.00025"), (500_000, "0.0005"), (1_000_000, "0.001"),
        (2_500_000, "0.0025"), (5_000_000, "0.005"), (10_000_000, "0.01"), (25_000_000, "0.025"),
        (50_000_000, "0.05"), (100_000_000, "0.1"), (250_000_000, "0.25"), (500_000_000, "0.5"),
        (1_000_000_000, "1"), (2_500_000_000, "2.5"),
    ]

    private struct Buckets: Sendable {
        var counts = [Int](repeating: 0, count: bounds.count + 1)
        var nanoseconds: Int64 = 0
    }

    private let buckets = Mutex(Buckets())

    /// How many durations there were in each bucket, and behind all bounds.
    var counts: [Int] { buckets.withLock { $0.counts } }
    var nanoseconds: Int64 { buckets.withLock { $0.nanoseconds } }

    func recordNanoseconds(_ duration: Int64) {
        let index = Self.bounds.firstIndex { duration <= $0.nanoseconds } ?? Self.bounds.count
        buckets.withLock { buckets in
            buckets.counts[index] += 1
            buckets.nanoseconds &+= duration
        }
    }
}
