import UpkeepEngine
import UpkeepKinds

/// What is new on a page, for those who subscribe: an entry for each update of an incident, and one for each maintenance.
struct Feed {
    /// How many entries there are.
    static let limit = 50

    private struct Entry {
        /// Stays the same whatever is renamed.
        let id: String
        let title: String
        let url: String
        let time: Instant
        let markup: Markup
    }

    private let page: SitePage
    private let url: String
    private let entries: [Entry]
    /// Where it is itself, below the page.
    private let name: String

    init(_ name: String, of page: SitePage, in site: Site, at moment: inout Moment) {
        self.page = page
        self.name = name
        url = page.url
        let clock = PageClock(zone: page.published.specification.timeZone)
        var entries: [Entry] = []
        for incident in site.shownIncidents(of: page, at: &moment) {
            for (place, update) in incident.updates.enumerated() {
                entries.append(
                    Entry(
                        id: "urn:uuid:\(page.uuid)#incident-\(incident.id(ofUpdate: place))",
                        title: "\(update.state.inWords): \(incident.title)",
                        url: "\(page.url)/incidents/\(incident.number)",
                        time: update.at,
                        markup: Markdown.markup(of: update.message)
                    )
                )
            }
        }
        let announced =
            site.shownMaintenances(of: page, at: &moment)
            + site.withdrawnMaintenances(of: page, at: &moment)
        for maintenance in announced {
            let time = max(
                maintenance.published.createdAt,
                min(maintenance.published.updatedAt, moment.now)
            )
            let kind = maintenance.isWithdrawn ? "cancelled" : "maintenance"
            entries.append(
                Entry(
                    id: "urn:uuid:\(page.uuid)#\(kind)-\(maintenance.number)",
                    title: maintenance.isWithdrawn
                        ? "Cancelled: \(maintenance.title)" : "Maintenance: \(maintenance.title)",
                    url: "\(page.url)#maintenance-\(maintenance.number)",
                    time: time,
                    markup: Self.markup(of: maintenance, clock)
                )
            )
        }
        self.entries = Array(
            entries.sorted { ($0.time, $0.id) > ($1.time, $1.id) }.prefix(Self.limit)
        )
    }

    private static func markup(of maintenance: ShownMaintenance, _ clock: PageClock) -> Markup {
        var markup = Markup()
        markup.append(tags: "<p>")
        markup.append(text: clock.words(maintenance.window))
        if let recurrence = maintenance.published.specification.recurrence {
            markup.append(text: ", \(recurrence.inWords)")
        }
        markup.append(tags: "</p>")
        if let message = maintenance.message { markup.append(Markdown.markup(of: message)) }
        return markup
    }

    private var data: PageData {
        let updated = entries.first?.time ?? page.published.updatedAt
        return [
            "name": .text(page.name),
            "about": .text(
                page.published.specification.description ?? "How \(page.name) is doing."
            ),
            "id": .text("urn:uuid:\(page.uuid)"),
            "url": .text(page.url),
            "own": .text("\(page.url)/\(name)"),
            "updated": .text(updated.description),
            "entries": .list(
                entries.map { entry in
                    [
                        "id": .text(entry.id), "title": .text(entry.title),
                        "url": .text(entry.url), "time": .text(entry.time.description),
                        "date": .text(entry.time.httpDate), "content": .text(entry.markup.html),
                    ]
                }
            ),
        ]
    }

    /// RFC 4287.
    var atom: Content { .text(Templates.render("atom", data), .atom) }

    /// RSS 2.0.
    var rss: Content { .text(Templates.render("rss", data), .rss) }
}
