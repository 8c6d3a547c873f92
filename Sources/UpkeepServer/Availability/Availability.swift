import UpkeepEngine

/// How available a monitor was in a period, by what is declared.
///
/// Down is what an incident of impact `major` or `critical` that names the monitor says, while it is not resolved. Where
/// several say so at the same time it counts once; while a maintenance names the monitor, or it is disabled, not at all.
struct Availability: Sendable {
    /// What one day, or a whole period, comes to.
    struct Share: Hashable, Sendable {
        let downtime: Int
        let total: Int

        /// In percent, to four digits behind the point; 100 only where there was no downtime at all.
        var uptime: JSON { .percentage(of: total - downtime, in: total) }

        static func sum(_ shares: some Sequence<Share>) -> Share {
            shares.reduce(Share(downtime: 0, total: 0)) {
                Share(downtime: $0.downtime + $1.downtime, total: $0.total + $1.total)
            }
        }
    }

    struct OfDay: Sendable {
        let date: CivilDate
        let share: Share
    }

    let whole: Share
    /// How many incidents took part in the downtime.
    let failures: Int
    /// The newest first.
    let days: [OfDay]

    /// `outages` are the windows of each incident; in what is excused, downtime does not count.
    init(in period: Range<Instant>, outages: [TimeRanges], excused: TimeRanges) {
        if outages.isEmpty {
            self.init(
                days: Day.newestFirst(in: period).map { day in
                    let total = day.range.clamped(to: period).seconds
                    return OfDay(date: day.date, share: Share(downtime: 0, total: total))
                },
                failures: 0
            )
            return
        }
        let counted = outages.map { $0.clamped(to: period).subtracting(excused) }
        let down = TimeRanges(counted.flatMap(\.ranges))
        self.init(
            days: Day.newestFirst(in: period).map { day in
                let part = day.range.clamped(to: period)
                let share = Share(downtime: down.clamped(to: part).seconds, total: part.seconds)
                return OfDay(date: day.date, share: share)
            },
            failures: counted.count { !$0.isEmpty }
        )
    }

    /// What several monitors come to together.
    init(days: [OfDay], failures: Int) {
        whole = .sum(days.map(\.share))
        self.failures = failures
        self.days = days
    }

    /// Mean time to recover in seconds, rounded; nil without a failure.
    var meanTimeToRecover: Int? { mean(whole.downtime) }

    /// Mean time between failures in seconds, rounded; nil without a failure.
    var meanTimeBetweenFailures: Int? { mean(whole.total - whole.downtime) }

    private func mean(_ seconds: Int) -> Int? {
        failures == 0 ? nil : (seconds + failures / 2) / failures
    }
}
