import UpkeepEngine
import UpkeepKinds

/// The status page itself.
struct StatusDocument {
    /// How many days of past incidents there are.
    private static let pastDays = 14
    /// How many days with an event a component lists, the newest.
    private static let listedDays = 20
    /// How many maintenances that are to come.
    private static let upcomingLimit = 10

    private let site: Site
    private let status: PageStatus
    private let history: PageHistory
    private let links: PageLinks
    private let clock: PageClock
    private let withdrawn: [ShownMaintenance]
    private let now: Instant

    init(of page: SitePage, in site: Site, _ links: PageLinks, at moment: inout Moment) {
        self.site = site
        self.links = links
        clock = PageClock(zone: page.published.specification.timeZone)
        status = site.status(of: page, at: &moment)
        history = PageHistory(of: status, in: site, clock, at: &moment)
        withdrawn = site.withdrawnMaintenances(of: page, at: &moment)
        now = moment.now
    }

    private var page: SitePage { status.page }

    var content: Content {
        let document = Document(page.name, of: page, in: site, links, status: status.overall)
        let active = status.incidents.filter { !$0.isResolved }
        let open = status.maintenances.filter { $0.status == .inProgress }
        let coming = status.maintenances.filter { $0.status == .scheduled }
        return document.content(
            "status",
            [
                "tone": .text(status.overall.tone),
                "banner": .text(
                    page.components.isEmpty ? "Nothing is watched yet" : status.overall.banner
                ),
                "about": .flag(page.published.specification.description != nil),
                "aboutHTML": .markup(
                    page.published.specification.description.map(Markdown.markup(of:)) ?? Markup()
                ),
                "updated": .data(clock.time(status.updatedAt)),
                "hasActive": .flag(!active.isEmpty),
                "active": .list(
                    active.map { $0.data(links, clock, level: 3, showsAllUpdates: true) }
                ),
                "hasOpen": .flag(!open.isEmpty),
                "open": .list(open.map { $0.data(clock) }),
                "hasUpcoming": .flag(!coming.isEmpty || !withdrawn.isEmpty),
                "upcoming": .list(
                    (withdrawn + coming).sorted { $0.window.lowerBound < $1.window.lowerBound }
                        .prefix(Self.upcomingLimit).map { $0.data(clock) }
                ),
                "hasGroups": .flag(!page.groups.isEmpty),
                "groups": .list(page.groups.map(data)),
                "past": .list(past),
            ]
        )
    }

    // MARK: Components

    private func data(_ group: ComponentGroup) -> PageData {
        [
            "heading": .optional(group.name),
            "components": .list(group.components.map(data)),
        ]
    }

    private func data(_ component: Component) -> PageData {
        let status = status.status(of: component)
        let history = history.history(of: component)
        let troubles = history.days.reversed().compactMap { day -> PageData? in
            guard let impairment = day.impairment else { return nil }
            let incident = impairment.incident.map { incident -> PageData in
                ["url": .text(links.incident(incident.number)), "title": .text(incident.title)]
            }
            return [
                "day": .text(Self.inWords(day)),
                "tone": .text(impairment.status.tone),
                "incident": .optional(incident),
            ]
        }
        let count = troubles.count
        let more = count - Self.listedDays
        return [
            "name": .text(component.name),
            "about": .flag(component.description != nil),
            "aboutHTML": .markup(component.description.map(Markdown.markup(of:)) ?? Markup()),
            "tone": .text(status.tone),
            "state": .text(status.inWords),
            "uptime": .text(history.uptimeInWords),
            "daysHTML": .markup(Self.strip(history)),
            "troubled": .optional(
                count == 0 ? nil : count == 1 ? "1 day with an event" : "\(count) days with events"
            ),
            "troubles": .list(Array(troubles.prefix(Self.listedDays))),
            "more": .optional(more > 0 ? "and \(more) more" : nil),
        ]
    }

    /// A bar a day, each with its text.
    ///
    /// There are a thousand on a page, so that a template would take too long, and end tags that HTML lets go are left out.
    private static func strip(_ history: ComponentHistory) -> Markup {
        var strip = Markup()
        for day in history.days {
            switch day.impairment?.status {
            case nil, .operational: strip.append(tags: "<li><p>")
            case .underMaintenance: strip.append(tags: "<li class=work><p>")
            case .degradedPerformance: strip.append(tags: "<li class=slow><p>")
            case .partialOutage: strip.append(tags: "<li class=part><p>")
            case .majorOutage: strip.append(tags: "<li class=down><p>")
            }
            strip.append(text: inWords(day))
        }
        return strip
    }

    /// `24 Nov: partial outage, 2 h 48 min`.
    private static func inWords(_ day: ComponentHistory.OfDay) -> String {
        let date = day.day.date.dayAndMonth
        guard let impairment = day.impairment else { return "\(date): no downtime" }
        return
            "\(date): \(impairment.status.inWords.lowercased()), \(impairment.duration.inMinutes)"
    }

    // MARK: What is over

    /// The last days, those together on which nothing was.
    private var past: [PageData] {
        let days = clock.days(Self.pastDays, until: now)
        // By when they were over: an incident of weeks is not gone the moment it is resolved.
        let resolved = status.incidents.compactMap { incident in
            incident.resolvedAt.map { (time: $0, incident: incident) }
        }.sorted { ($0.time, $0.incident.number) > ($1.time, $1.incident.number) }
        var entries: [PageData] = []
        var quiet: [LocalDay] = []
        func endQuiet() {
            guard let last = quiet.first, let first = quiet.last else { return }
            let date =
                quiet.count == 1
                ? last.date.inWords : "\(first.date.dayAndMonth) to \(last.date.inWords)"
            entries.append(["date": .text(date), "isQuiet": true, "incidents": .list([])])
            quiet = []
        }
        for day in days.reversed() {
            let ofDay = resolved.filter { day.range.contains($0.time) }.map(\.incident)
            if ofDay.isEmpty {
                quiet.append(day)
                continue
            }
            endQuiet()
            entries.append([
                "date": .text(day.date.inWords),
                "isQuiet": false,
                "incidents": .list(ofDay.map { $0.data(links, clock, showsAllUpdates: false) }),
            ])
        }
        endQuiet()
        return entries
    }
}
