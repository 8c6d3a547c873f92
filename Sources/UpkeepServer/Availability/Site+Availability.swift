import UpkeepEngine
import UpkeepKinds

extension Site {
    /// How available a monitor was.
    func availability(
        of monitor: Published<Monitor>,
        in period: Range<Instant>,
        at moment: inout Moment
    ) -> Availability {
        var outages: [TimeRanges] = []
        for incident in incidents.of(monitor: monitor.id) where incident.specification.isOutage {
            outages.append(incident.specification.windows(at: &moment))
        }
        moment.changesEverySecond()
        if outages.isEmpty { return Availability(in: period, outages: [], excused: TimeRanges([])) }
        return Availability(
            in: period,
            outages: outages,
            excused: maintained(monitor.id, in: period).union(
                monitor.disabledTime(until: moment.now)
            )
        )
    }

    /// How available some monitors were together: a failure of one is a failure of all.
    func availability(
        of monitors: some Sequence<MonitorFacts>,
        in period: Range<Instant>,
        at moment: inout Moment
    ) -> Availability {
        let undisturbed = Availability(in: period, outages: [], excused: TimeRanges([]))
        var count = 0
        var failures = 0
        var downtime = [Int](repeating: 0, count: undisturbed.days.count)
        for facts in monitors {
            count += 1
            // Without an incident there is nothing to subtract.
            if incidents.of(monitor: state.resources[facts.place].id.id).isEmpty { continue }
            let own = availability(of: monitor(at: facts.place), in: period, at: &moment)
            failures += own.failures
            for (index, day) in own.days.enumerated() { downtime[index] += day.share.downtime }
        }
        moment.changesEverySecond()
        return Availability(
            days: zip(undisturbed.days, downtime).map { day, downtime in
                Availability.OfDay(
                    date: day.date,
                    share: Availability.Share(downtime: downtime, total: day.share.total * count)
                )
            },
            failures: failures
        )
    }

    /// When maintenances named a monitor.
    func maintained(_ id: String, in period: Range<Instant>) -> TimeRanges {
        // A year has so many windows at most, because none begins twice a day.
        let limit = 1_000
        return TimeRanges(
            maintenances.of(monitor: id).flatMap {
                $0.specification.windows(in: period, limit: limit)
            }
        )
    }
}

extension Published<Monitor> {
    /// When it was disabled.
    func disabledTime(until now: Instant) -> TimeRanges {
        let times = Monitor.DisabledTime(issued).times
        // A state that was put back by hand may say that it is enabled, and not since when.
        let openEnd = specification.isEnabled ? updatedAt : now
        return TimeRanges(
            times.map { from, to in
                from..<max(from, to ?? openEnd)
            }
        )
    }
}
