import UpkeepEngine
import UpkeepKinds

// Incidents and maintenances as the templates need them.

/// Which updates of an incident are to be read.
enum ShownUpdates {
    case all
    /// The newest at once, and all others when somebody unfolds them.
    case folded
    case latest
}

extension ShownIncident {
    /// How many updates are to be read at once of an incident that goes on.
    private static let openUpdates = 3

    /// `level` is that of its heading; until `now` an incident that is not resolved goes on.
    func data(
        _ links: PageLinks,
        _ clock: PageClock,
        level: Int = 4,
        updates shown: ShownUpdates,
        now: Instant? = nil
    ) -> PageData {
        let newestFirst = Array(updates.reversed())
        let count =
            switch shown {
            case .all: newestFirst.count
            case .folded: min(newestFirst.count, Self.openUpdates)
            case .latest: 1
            }
        let rest = shown == .latest ? [] : newestFirst.dropFirst(count)
        var duration = resolvedAt.map { "Resolved after \(startedAt.distance(to: $0).inMinutes)" }
        if let now, !isResolved {
            duration = "Ongoing for \(startedAt.distance(to: now).inMinutes)"
        }
        return [
            "isIncident": true,
            "level": .text(String(level)),
            "number": .text(String(number)),
            "url": .text(links.incident(number)),
            "title": .text(title),
            "tone": .text(ComponentStatus(of: impact).tone),
            "impact": .text(impact.inWords),
            "components": .optional(componentNames),
            "duration": .optional(duration),
            "updates": .list(newestFirst.prefix(count).map { Self.data($0, clock) }),
            "earlier": .optional(
                rest.isEmpty
                    ? nil : rest.count == 1 ? "1 earlier update" : "\(rest.count) earlier updates"
            ),
            "earlierUpdates": .list(rest.map { Self.data($0, clock) }),
        ]
    }

    private static func data(_ update: IncidentUpdate, _ clock: PageClock) -> PageData {
        [
            "state": .text(update.state.inWords),
            "time": .data(clock.time(update.at)),
            "messageHTML": .markup(Markdown.markup(of: update.message)),
        ]
    }

    private var componentNames: String? {
        let names = components.map(page.name(of:))
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}

extension ShownMaintenance {
    /// About the window that counts.
    func data(_ clock: PageClock) -> PageData {
        let isOpen = status == .inProgress
        let state = isWithdrawn ? "Cancelled" : isOpen ? "In progress" : "Scheduled"
        return data(clock, window, state, level: 3).merging([
            "anchor": .text(anchor),
            "repeats": .optional(clock.words(published.specification)),
            "messageHTML": .markup(message.map(Markdown.markup(of:)) ?? Markup()),
        ])
    }

    /// About a window that is over.
    func data(of window: Range<Instant>, _ clock: PageClock) -> PageData {
        data(clock, window, "Completed", level: 4)
    }

    private func data(
        _ clock: PageClock,
        _ window: Range<Instant>,
        _ state: String,
        level: Int
    ) -> PageData {
        let names = components.map(page.name(of:))
        return [
            "isIncident": false,
            "level": .text(String(level)),
            "anchor": false,
            "title": .text(title),
            "state": .text(state),
            "tone": .text(isWithdrawn ? "off" : "work"),
            "window": .data(clock.window(window)),
            "repeats": false,
            "components": .optional(names.isEmpty ? nil : names.joined(separator: ", ")),
            "messageHTML": .markup(Markup()),
        ]
    }
}

extension IncidentState {
    var inWords: String {
        switch self {
        case .investigating: "Investigating"
        case .identified: "Identified"
        case .monitoring: "Monitoring"
        case .resolved: "Resolved"
        }
    }
}

extension IncidentImpact {
    var inWords: String {
        switch self {
        case .none: "No impact"
        case .minor: "Minor impact"
        case .major: "Major impact"
        case .critical: "Critical impact"
        }
    }
}
