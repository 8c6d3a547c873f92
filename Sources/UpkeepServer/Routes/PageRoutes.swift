import UpkeepEngine
import UpkeepKeys
import UpkeepKinds

/// What makes a document of a status page.
private typealias Making =
    @Sendable (Call, SitePage, PageLinks, inout Moment) throws(Refusal) -> Content

extension Route {
    /// What people read, and what belongs to it.
    static let pages: [Route] =
        [start] + statusPage
        + ofPage(
            "history",
            "History",
            "The incidents of a month.",
            .text(.html),
            parameters: [month.description]
        ) { call, page, links, moment throws(Refusal) in
            let month = try call.value(month)
            return HistoryDocument(
                of: page,
                month: month,
                in: call.site,
                links,
                at: &moment
            ).content
        }
        + ofPage(
            "incidents/{id}",
            "IncidentPage",
            "Everything that was said about an incident.",
            .text(.html)
        ) { call, page, links, moment throws(Refusal) in
            guard let number = call.number,
                let published = call.site.incidents[number],
                published.specification.statusPage == page.slug,
                let incident = ShownIncident(published, in: call.site, at: &moment)
            else { throw .notFound("incident") }
            return IncidentDocument.content(incident, in: call.site, links, at: &moment)
        }
        + ofPage("feed.atom", "AtomFeed", "What is new, as an Atom feed.", .text(.atom)) {
            call,
            page,
            _,
            moment throws(Refusal) in
            Feed("feed.atom", of: page, in: call.site, at: &moment).atom
        }
        + ofPage("feed.rss", "RSSFeed", "What is new, as an RSS feed.", .text(.rss)) {
            call,
            page,
            _,
            moment throws(Refusal) in
            Feed("feed.rss", of: page, in: call.site, at: &moment).rss
        }
        + ofPage(
            "maintenances.ics",
            "Calendar",
            "The maintenances from three months ago to in a year, for calendars.",
            .text(.calendar)
        ) { call, page, _, moment throws(Refusal) in
            Calendar(of: page, in: call.site, at: &moment).content
        } + [logo, asset]

    /// How long pages may be kept, and their feeds.
    static let pageCaching = Caching.lasting(seconds: 15)

    private static let start = Route(
        "/",
        "getStart",
        "The status page whose domain is asked for, or the only one; where there are several, a list of them.",
        .everyone(pageCaching),
        .text(.html),
        dependsOn: .host
    ) { call, moment throws(Refusal) in
        guard let page = call.site.page(host: call.host) else {
            return IndexDocument.content(of: call.site, at: &moment)
        }
        let links = PageLinks(of: page, depth: 0, isAtRoot: true)
        return StatusDocument(of: page, in: call.site, links, at: &moment).content
    }

    private static let statusPage = [
        Route(
            "/{page}",
            "getPage",
            "The status page.",
            .everyone(pageCaching),
            .text(.html)
        ) { call, moment throws(Refusal) in
            let page = try call.pageInPath()
            let links = PageLinks(of: page, depth: 1, isAtRoot: false)
            return StatusDocument(of: page, in: call.site, links, at: &moment).content
        }
    ]

    /// Two routes to the same: below the page's slug, and at the root of its domain.
    fileprivate static func ofPage(
        _ path: String,
        _ name: String,
        _ about: String,
        _ shape: Shape,
        parameters: [ParameterDescription] = [],
        _ make: @escaping Making
    ) -> [Route] {
        [
            Route(
                "/\(path)",
                "getOwn\(name)",
                "\(about) Of the page whose domain is asked for, or of the only page.",
                .everyone(pageCaching),
                parameters: parameters,
                shape,
                dependsOn: .host
            ) { call, moment throws(Refusal) in
                guard let page = call.site.page(host: call.host) else {
                    throw .notFound("status page: no page has the domain \"\(call.host)\"")
                }
                let links = PageLinks(of: page, depth: call.depth, isAtRoot: true)
                return try make(call, page, links, &moment)
            },
            Route(
                "/{page}/\(path)",
                "getPage\(name)",
                about,
                .everyone(pageCaching),
                parameters: parameters,
                shape
            ) { call, moment throws(Refusal) in
                let page = try call.pageInPath()
                let links = PageLinks(of: page, depth: call.depth, isAtRoot: false)
                return try make(call, page, links, &moment)
            },
        ]
    }

    private static let logo = Route(
        "/{page}/logo",
        "getLogo",
        "The picture of a page.",
        .everyone(.shared(seconds: 300)),
        .text(.svg)
    ) { call, _ throws(Refusal) in
        let page = try call.pageInPath()
        guard case .picture(let type, let base64)? = page.published.specification.branding?.logo,
            let media = MediaType(rawValue: type),
            let bytes = Base64.decode(base64.utf8, isPadded: true)
        else { throw .notFound("logo") }
        // Whoever opens the picture by itself does not run what is in it.
        let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        return Content(bytes: bytes, type: media, fields: [("Content-Security-Policy", policy)])
    }

    private static let asset = Route(
        "/assets/{file}",
        "getAsset",
        "A style sheet or a script of the pages.",
        .everyone(.immutable),
        .text(.css)
    ) { call, _ throws(Refusal) in
        guard let asset = Asset.all[call.variables[0]] else { throw .notFound("file") }
        return asset.content
    }

    private static let month = Parameter<CivilDate?>(
        name: "month",
        about: "A month, as 2026-12; the one that it is where it is left out.",
        schema: .pattern("^(19[7-9][0-9]|2[0-9]{3})-(0[1-9]|1[0-2])$"),
        standard: nil,
        requirement: "has to be a month from 1970 on, as 2026-12",
        isRequired: false
    ) { text in
        guard let text else { return .some(nil) }
        guard text.utf8.count == 7, let date = CivilDate("\(text)-01"),
            (1970..<3000).contains(date.year)
        else { return nil }
        return .some(date)
    }
}
