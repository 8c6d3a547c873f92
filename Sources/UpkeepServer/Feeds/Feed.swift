import UpkeepEngine
import UpkeepKinds

/// What is new on a page, for those who subscribe: an entry for each update of an incident, and one for each maintenance.
struct Feed {
    /// How many entries there are.
    static let limit = 50

    /// What may become an entry: cheap to make, because there can be a hundred thousand.
    private struct Candidate {
        enum Subject {
            case update(ShownIncident, place: Int)
            case maintenance(ShownMaintenance)
        }

        /// When it became what it is.
        let time: Instant
        let subject: Subject
    }

    private let page: SitePage
    private let clock: PageClock
    /// The newest first.
    private let entries: [Candidate]
    /// Where it is itself, below the page.
    private let name: String

    init(_ name: String, of page: SitePage, in site: Site, at moment: inout Moment) {
        self.page = page
        self.name = name
        clock = PageClock(zone: page.published.specification.timeZone)
        let status = site.status(of: page, at: &moment)
        var candidates: [Candidate] = []
        for incident in status.incidents {
            // Of one incident no more than the newest can be among the newest of all.
            for (place, update) in incident.updates.enumerated().suffix(Self.limit) {
                candidates.append(
                    Candidate(time: update.at, subject: .update(incident, place: place))
                )
            }
        }
        let now = moment.now
        for maintenance in status.maintenances
            + site.withdrawnMaintenances(of: page, at: &moment)
        where maintenance.window.upperBound > maintenance.published.createdAt {
            candidates.append(
                Candidate(time: maintenance.changedAt(now), subject: .maintenance(maintenance))
            )
        }
        entries = Array(
            candidates.enumerated().sorted {
                ($0.element.time, $0.offset) > ($1.element.time, $1.offset)
            }.prefix(Self.limit).map(\.element)
        )
    }

    private func data(_ entry: Candidate) -> PageData {
        var data: PageData =
            switch entry.subject {
            case .update(let incident, let place): self.data(incident, place)
            case .maintenance(let maintenance): self.data(maintenance)
            }
        data["updated"] = .text(entry.time.description)
        data["date"] = .text(entry.time.httpDate)
        return data
    }

    private func data(_ incident: ShownIncident, _ place: Int) -> PageData {
        let update = incident.updates[place]
        return [
            "id": .text("urn:uuid:\(page.uuid)#incident-\(incident.id(ofUpdate: place))"),
            "title": .text("\(update.state.inWords): \(incident.title)"),
            "url": .text("\(page.url)/incidents/\(incident.number)"),
            "published": .text(update.at.description),
            "content": .text(Markdown.markup(of: update.message).html),
        ]
    }

    private func data(_ maintenance: ShownMaintenance) -> PageData {
        var markup = Markup()
        markup.append(tags: "<p>")
        markup.append(text: clock.words(maintenance.window))
        if let words = clock.words(maintenance.published.specification) {
            markup.append(text: ", \(words)")
        }
        markup.append(tags: "</p>")
        if let message = maintenance.message { markup.append(Markdown.markup(of: message)) }
        let kind = maintenance.isWithdrawn ? "Cancelled" : "Maintenance"
        return [
            "id": .text("urn:uuid:\(page.uuid)#\(maintenance.anchor)"),
            "title": .text("\(kind): \(maintenance.title)"),
            "url": .text("\(page.url)#\(maintenance.anchor)"),
            "published": .text(maintenance.published.createdAt.description),
            "content": .text(markup.html),
        ]
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
            "entries": .list(entries.map(data)),
        ]
    }

    /// RFC 4287.
    var atom: Content { .text(Templates.render("atom", data), .atom) }

    /// RSS 2.0.
    var rss: Content { .text(Templates.render("rss", data), .rss) }
}
