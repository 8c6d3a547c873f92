import UpkeepEngine
import UpkeepKinds

/// Everything that was said about one incident.
struct IncidentDocument {
    static func content(
        _ incident: ShownIncident,
        in site: Site,
        _ links: PageLinks,
        at moment: inout Moment
    ) -> Content {
        let clock = PageClock(zone: incident.page.published.specification.timeZone)
        let document = Document(
            "\(incident.title) - \(incident.page.name)",
            of: incident.page,
            in: site,
            links,
            status: site.status(of: incident.page, at: &moment).overall
        )
        if !incident.isResolved { _ = moment.hasReached(moment.now.advanced(by: 60)) }
        var data = incident.data(links, clock, updates: .all, now: moment.now)
        data["started"] = .data(clock.time(incident.startedAt))
        return document.content("incident-page", data)
    }
}

/// The pages of a server, for whoever comes without saying which.
struct IndexDocument {
    static func content(of site: Site, at moment: inout Moment) -> Content {
        var pages: [PageData] = []
        for page in site.pages {
            let status = site.status(of: page, at: &moment).overall
            pages.append([
                "name": .text(page.name),
                "url": .text(page.slug),
                "tone": .text(page.components.isEmpty ? "off" : status.tone),
                "state": .text(page.components.isEmpty ? "No components yet" : status.inWords),
            ])
        }
        var document = Document(title: "Status pages", root: PageLinks.root(depth: 0))
        document.data = ["isPage": false, "name": .text(site.name), "home": "./"]
        return document.content("index", ["pages": .list(pages), "isEmpty": .flag(pages.isEmpty)])
    }
}

extension Refusal {
    /// The refusal as a page, for people.
    func page(at target: String, _ more: [(name: String, value: String)]) -> Answer {
        let path = target.prefix { $0 != "?" }
        let depth = path.utf8.count { $0 == UInt8(ascii: "/") }
        var document = Document(
            title: "\(status.code) \(status.reason)",
            root: PageLinks.root(depth: min(depth, 64))
        )
        document.script = nil
        document.data = ["isPage": false, "name": "Status", "home": .text(document.root)]
        let content = document.content(
            "refusal",
            [
                "status": .text(String(status.code)), "reason": .text(status.reason),
                "message": .text(message),
            ]
        )
        return Answer(
            status,
            body: content.bytes,
            type: content.type,
            fields: [Caching.none.field] + fields + content.fields + more,
            hasEntityTag: false
        )
    }
}
