import UpkeepEngine
import UpkeepKinds

/// What was over in a month.
struct HistoryDocument {
    private let site: Site
    private let page: SitePage
    private let links: PageLinks
    private let clock: PageClock
    private let status: PageStatus
    private let now: Instant
    /// The first of the month.
    private let month: CivilDate

    /// Nil for the month that it is.
    init(
        of page: SitePage,
        month: CivilDate?,
        in site: Site,
        _ links: PageLinks,
        at moment: inout Moment
    ) {
        self.site = site
        self.page = page
        self.links = links
        clock = PageClock(zone: page.published.specification.timeZone)
        status = site.status(of: page, at: &moment)
        now = moment.now
        let today = clock.days(1, until: now)[0]
        _ = moment.hasReached(today.range.upperBound)
        let date = month ?? today.date
        self.month = date.advanced(byDays: 1 - date.day)
    }

    private var period: Range<Instant> {
        let length = CivilDate.daysInMonth(month.month, of: month.year)
        let start = LocalDay(month, in: clock.zone).range.lowerBound
        let end = LocalDay(month.advanced(byDays: length), in: clock.zone).range.lowerBound
        return start..<max(start, end)
    }

    var content: Content {
        let past = PastEvents(
            of: status,
            in: period,
            until: now,
            withRecurring: true,
            links,
            clock
        )
        let open = status.incidents.filter { !$0.isResolved && period.contains($0.startedAt) }
        let months = Set(status.incidents.map { date($0).monthText })
        let title = month.monthInWords
        let document = Document(
            "History, \(title) - \(page.name)",
            of: page,
            in: site,
            links,
            status: status.overall
        )
        return document.content(
            "history",
            [
                "month": .text(title),
                "isEmpty": .flag(past.isEmpty && open.isEmpty),
                "earlier": link(to: months.filter { $0 < month.monthText }.max()),
                "later": link(to: months.filter { $0 > month.monthText }.min()),
                "hasOpen": .flag(!open.isEmpty),
                "open": .list(open.map { $0.data(links, clock, updates: .latest) }),
                "days": .list(
                    past.byDay.map { day in
                        ["date": .text(day.date.inWords), "events": .list(day.events)]
                    }
                ),
            ]
        )
    }

    /// The day that an incident stands under.
    private func date(_ incident: ShownIncident) -> CivilDate {
        clock.zone.local(at: incident.resolvedAt ?? incident.startedAt).date
    }

    private func link(to month: String?) -> PageData.Value {
        guard let month, let date = CivilDate("\(month)-01") else { return false }
        return .data([
            "url": .text(links.history(month: month)), "label": .text(date.monthInWords),
        ])
    }
}
