import UpkeepEngine
import UpkeepKinds

/// A monitor to be.
struct ImportedMonitor {
    let id: String
    var name: String
    var type: MonitorType
    var target: String?
    /// Nil for Upkeep's own.
    var interval: Seconds?
    var isEnabled = true
    var page: String
    var component: String?
    var labels: [String: String] = [:]

    static let labelLimit = 64

    var specification: Value {
        let entries = labels.map { Value.Entry($0.key, .text($0.value)) }
        return .map([
            "name": .text(name),
            "type": .text(type.rawValue),
            "target": target.map(Value.text),
            "interval": interval.map { .text($0.description) },
            "enabled": .boolean(isEnabled),
            "status_page": .text(page),
            "component": component.map(Value.text),
            "labels": entries.isEmpty ? nil : .map(entries),
        ])
    }
}
