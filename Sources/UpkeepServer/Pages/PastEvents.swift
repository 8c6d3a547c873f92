import UpkeepEngine
import UpkeepKinds

/// What is over on a page: an incident stands under the day on which it was resolved, a maintenance under that of its end.
struct PastEvents {
    private struct Event {
        let time: Instant
        let number: Int
        let data: PageData
    }

    private let events: [Event]
    private let clock: PageClock

    /// Of maintenances that recur, every window, or none.
    init(
        of status: PageStatus,
        in period: Range<Instant>,
        until now: Instant,
        withRecurring: Bool,
        _ links: PageLinks,
        _ clock: PageClock
    ) {
        self.clock = clock
        var events: [Event] = []
        for incident in status.incidents {
            guard let time = incident.resolvedAt, period.contains(time) else { continue }
            let data = incident.data(links, clock, updates: .latest)
            events.append(Event(time: time, number: incident.number, data: data))
        }
        for maintenance in status.maintenances {
            let declared = maintenance.published.specification
            if declared.recurrence != nil, !withRecurring { continue }
            for window in declared.windows(in: period, limit: 100)
            where window.upperBound <= now && period.contains(window.upperBound) {
                let data = maintenance.data(of: window, clock)
                events.append(
                    Event(time: window.upperBound, number: maintenance.number, data: data)
                )
            }
        }
        self.events = events.sorted { ($0.time, $0.number) > ($1.time, $1.number) }
    }

    var isEmpty: Bool { events.isEmpty }

    /// The days on which something was, the newest first.
    var byDay: [(date: CivilDate, events: [PageData])] {
        var days: [(date: CivilDate, events: [PageData])] = []
        for event in events {
            let date = clock.zone.local(at: event.time).date
            if days.last?.date == date {
                days[days.count - 1].events.append(event.data)
            } else {
                days.append((date, [event.data]))
            }
        }
        return days
    }
}
