import UpkeepEngine
import UpkeepKinds

/// A maintenance to be.
///
/// Another one may have the same components at the same time: most systems do not forbid it.
struct ImportedMaintenance {
    /// How it recurs.
    enum Rule {
        case daily(every: Int)
        case weekly(on: [Weekday])
        case monthly(day: Int)
    }

    let id: String
    let page: String
    var title: String
    var message: String?
    /// The zone in which it recurs.
    var zone: String?
    var start: Instant
    var end: Instant
    var rule: Rule?
    /// The last day on which it can begin.
    var until: CivilDate?
    var components: [String] = []
    var monitors: [String] = []
    var notifiesSubscribers = true

    /// How many components or monitors it can be about.
    static let monitorLimit = 1_000

    var specification: Value {
        .map([
            "status_page": .text(page),
            "title": .text(title),
            "message": message.map(Value.text),
            "time_zone": zone.map(Value.text),
            "start_at": .text(start.description),
            "end_at": .text(end.description),
            "repeat": rule.map { repetition($0) },
            "components": .list(components.map(Value.text)),
            "monitors": .list(monitors.map(Value.text)),
            "notify_subscribers": .boolean(notifiesSubscribers),
            "allow_overlap": true,
        ])
    }

    private func repetition(_ rule: Rule) -> Value {
        let until = until.map { Value.text($0.description) }
        return switch rule {
        case .daily(let interval):
            .map(["every": "day", "interval": .integer(interval), "until": until])
        case .weekly(let days):
            .map([
                "every": "week", "on": .list(days.map { .text($0.shortName) }), "until": until,
            ])
        case .monthly(let day):
            .map(["every": "month", "on": .list([.text(String(day))]), "until": until])
        }
    }
}
