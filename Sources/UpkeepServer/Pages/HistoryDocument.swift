import UpkeepEngine
import UpkeepKinds

/// The incidents of a month.
struct HistoryDocument {
    private let site: Site
    private let page: SitePage
    private let links: PageLinks
    private let clock: PageClock
    private let incidents: [ShownIncident]
    private let overall: ComponentStatus
    /// `2026-11`.
    private let month: String
    private let title: String

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
        let status = site.status(of: page, at: &moment)
        incidents = status.incidents
        overall = status.overall
        let today = clock.days(1, until: moment.now)[0]
        _ = moment.hasReached(today.range.upperBound)
        self.month = (month ?? today.date).monthText
        title = (month ?? today.date).monthInWords
    }

    private func date(_ incident: ShownIncident) -> CivilDate {
        clock.zone.local(at: incident.startedAt).date
    }

    var content: Content {
        let dates = incidents.map(date)
        let months = Set(dates.map(\.monthText))
        let ofMonth = zip(incidents, dates).filter { $0.1.monthText == month }
        var days: [(date: CivilDate, incidents: [ShownIncident])] = []
        for (incident, date) in ofMonth {
            if days.last?.date == date {
                days[days.count - 1].incidents.append(incident)
            } else {
                days.append((date, [incident]))
            }
        }
        let document = Document(
            "History, \(title) - \(page.name)",
            of: page,
            in: site,
            links,
            status: overall
        )
        return document.content(
            "history",
            [
                "month": .text(title),
                "isEmpty": .flag(days.isEmpty),
                "earlier": link(to: months.filter { $0 < month }.max()),
                "later": link(to: months.filter { $0 > month }.min()),
                "days": .list(
                    days.map { day in
                        [
                            "date": .text(day.date.inWords),
                            "isQuiet": false,
                            "incidents": .list(
                                day.incidents.map { $0.data(links, clock, showsAllUpdates: false) }
                            ),
                        ]
                    }
                ),
            ]
        )
    }

    private func link(to month: String?) -> PageData.Value {
        guard let month, let date = CivilDate("\(month)-01") else { return false }
        return .data([
            "url": .text(links.history(month: month)), "label": .text(date.monthInWords),
        ])
    }
}
