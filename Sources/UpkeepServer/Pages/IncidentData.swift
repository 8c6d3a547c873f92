import UpkeepEngine
import UpkeepKinds

// Incidents and maintenances as the templates need them.

extension ShownIncident {
    /// `level` is that of its heading.
    func data(
        _ links: PageLinks,
        _ clock: PageClock,
        level: Int = 4,
        showsAllUpdates: Bool
    ) -> PageData {
        let shown = showsAllUpdates ? updates : [latest]
        let updates = shown.reversed().map { update -> PageData in
            [
                "state": .text(update.state.inWords),
                "time": .data(clock.time(update.at)),
                "messageHTML": .markup(Markdown.markup(of: update.message)),
            ]
        }
        let duration = resolvedAt.map { startedAt.distance(to: $0).inMinutes }
        return [
            "level": .text(String(level)),
            "number": .text(String(number)),
            "url": .text(links.incident(number)),
            "title": .text(title),
            "tone": .text(ComponentStatus(of: impact).tone),
            "impact": .text(impact.inWords),
            "state": .text(state.inWords),
            "components": .optional(componentNames),
            "resolved": .optional(duration.map { "Resolved after \($0)" }),
            "updates": .list(updates),
        ]
    }

    private var componentNames: String? {
        let names = components.map(page.name(of:))
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}

extension ShownMaintenance {
    func data(_ clock: PageClock) -> PageData {
        let names = components.map(page.name(of:))
        let isOpen = status == .inProgress
        return [
            "anchor": .text(anchor),
            "title": .text(title),
            "isOpen": .flag(isOpen),
            "state": .text(isWithdrawn ? "Cancelled" : isOpen ? "In progress" : "Scheduled"),
            "isWithdrawn": .flag(isWithdrawn),
            "window": .data(clock.window(window)),
            "repeats": .optional(
                clock.words(published.specification)
            ),
            "components": .optional(names.isEmpty ? nil : names.joined(separator: ", ")),
            "messageHTML": .markup(message.map(Markdown.markup(of:)) ?? Markup()),
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
