import UpkeepEngine
import UpkeepKinds

/// The status page itself.
struct StatusDocument {
    /// How many days of past incidents there are.
    private static let pastDays = 14
    /// On a page of more components, groups are folded.
    private static let unfoldedComponents = 20
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
        // The worst first, of those the newest.
        let active = status.incidents.filter { !$0.isResolved }.sorted {
            (ComponentStatus(of: $0.impact), $0.startedAt) > (
                ComponentStatus(of: $1.impact), $1.startedAt
            )
        }
        let open = status.maintenances.filter { $0.status == .inProgress }
        let coming = status.maintenances.filter { $0.status == .scheduled }
        return document.content(
            "status",
            [
                "tone": .text(page.components.isEmpty ? "off" : status.overall.tone),
                "banner": .text(
                    page.components.isEmpty ? "No components yet" : status.overall.banner
                ),
                "about": .flag(page.published.specification.description != nil),
                "aboutHTML": .markup(
                    page.published.specification.description.map(Markdown.markup(of:)) ?? Markup()
                ),
                "updated": .data(clock.time(status.updatedAt)),
                "hasActive": .flag(!active.isEmpty),
                "active": .list(
                    active.map {
                        $0.data(links, clock, level: 3, updates: .folded, now: now)
                    }
                ),
                "hasOpen": .flag(!open.isEmpty),
                "open": .list(open.map { $0.data(clock) }),
                "hasUpcoming": .flag(!coming.isEmpty || !withdrawn.isEmpty),
                "upcoming": .list(
                    (withdrawn + coming).sorted { $0.window.lowerBound < $1.window.lowerBound }
                        .prefix(Self.upcomingLimit).map { $0.data(clock) }
                ),
                "hasGroups": .flag(!page.groups.isEmpty),
                "groups": .list(cards.map(data)),
                "past": .list(past),
            ]
        )
    }

    // MARK: Components

    /// The groups, and what has none together with what stands beside it.
    private var cards: [ComponentGroup] {
        page.groups.reduce(into: []) { cards, group in
            if let last = cards.last, last.name == nil, group.name == nil {
                cards[cards.count - 1].components += group.components
            } else {
                cards.append(group)
            }
        }
    }

    private func data(_ group: ComponentGroup) -> PageData {
        let worst = group.components.map(status.status).max() ?? .operational
        // On a large page only what is not well is unfolded.
        let isFolded = group.name != nil && page.components.count > Self.unfoldedComponents
        return [
            "heading": .optional(group.name),
            "isFolded": .flag(isFolded),
            "isOpen": .flag(worst != .operational),
            "groupTone": .text(worst.tone),
            "groupState": .text(worst.inWords),
            "components": .list(group.components.map(data)),
        ]
    }

    private func data(_ component: Component) -> PageData {
        let status = status.status(of: component)
        let history = history.history(of: component)
        let troubles = history.days.reversed().compactMap { day -> PageData? in
            guard let impairment = day.impairment else { return nil }
            let cause: PageData =
                switch impairment.cause {
                case .incident(let incident):
                    ["url": .text(links.incident(incident.number)), "title": .text(incident.title)]
                case .maintenance(let maintenance):
                    ["url": false, "title": .text(maintenance.title)]
                }
            return [
                "day": .text(Self.inWords(day)),
                "tone": .text(impairment.status.tone),
                "cause": .data(cause),
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
            "uptime": .text(uptime(history)),
            "daysHTML": .markup(Self.strip(history)),
            "troubled": .optional(
                count == 0 ? nil : count == 1 ? "1 day with an event" : "\(count) days with events"
            ),
            "troubles": .list(Array(troubles.prefix(Self.listedDays))),
            "more": .optional(more > 0 ? "and \(more) more" : nil),
        ]
    }

    /// `99.98 % uptime`, and since when that is where it is not the whole time.
    private func uptime(_ history: ComponentHistory) -> String {
        guard let first = history.days.first, !first.isKnown,
            let known = history.days.first(where: \.isKnown)
        else { return "\(history.uptimeInWords) uptime" }
        return "\(history.uptimeInWords) uptime since \(known.day.date.dayAndMonth)"
    }

    /// A bar a day, each with its text.
    ///
    /// There are a thousand on a page, so that a template would take too long, and end tags that HTML lets go are left out.
    private static func strip(_ history: ComponentHistory) -> Markup {
        var strip = Markup()
        for day in history.days {
            switch day.impairment?.status {
            case nil where !day.isKnown: strip.append(tags: "<li class=none><p>")
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
        guard let impairment = day.impairment else {
            return "\(date): \(day.isKnown ? "no downtime" : "no data")"
        }
        return
            "\(date): \(impairment.status.inWords.lowercased()), \(impairment.duration.inMinutes)"
    }

    // MARK: What is over

    /// The last days, those together on which nothing was.
    private var past: [PageData] {
        let days = clock.days(Self.pastDays, until: now)
        let period = days[0].range.lowerBound..<days[days.count - 1].range.upperBound
        let events = PastEvents(
            of: status,
            in: period,
            until: now,
            withRecurring: false,
            links,
            clock
        ).byDay
        var entries: [PageData] = []
        var quiet: [CivilDate] = []
        func endQuiet() {
            guard let last = quiet.first, let first = quiet.last else { return }
            let date =
                quiet.count == 1 ? last.inWords : "\(first.dayAndMonth) to \(last.inWords)"
            entries.append(["date": .text(date), "isQuiet": true, "events": .list([])])
            quiet = []
        }
        for date in days.map(\.date).reversed() {
            guard let day = events.first(where: { $0.date == date }) else {
                quiet.append(date)
                continue
            }
            endQuiet()
            entries.append([
                "date": .text(date.inWords), "isQuiet": false, "events": .list(day.events),
            ])
        }
        endQuiet()
        return entries
    }
}
