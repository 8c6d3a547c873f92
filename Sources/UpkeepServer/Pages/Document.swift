import Crypto
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds

/// A page of HTML: what all have in common, around what each is about.
struct Document: Sendable {
    /// What the tab says.
    let title: String
    /// From the document to the root of the server.
    let root: String
    /// More for the frame around it, and for what is in it.
    var data: PageData = [:]
    var script: Asset? = Asset.page
    var branding: Branding?
    var embedders: Set<String> = []
    /// Whether it has a form that is sent to the same place.
    var hasForm = false

    /// The document with what a template makes of the data in its middle.
    func content(_ template: String, _ body: PageData) -> Content {
        let style = accentStyle
        var frame = data
        frame["title"] = .text(title)
        frame["root"] = .text(root)
        frame["style"] = .text("\(root)assets/\(Asset.style.name)")
        frame["script"] = .optional(script.map { "\(root)assets/\($0.name)" })
        frame["accentHTML"] = .markup(style)
        frame["hasAccent"] = .flag(!style.isEmpty)
        let whole = frame.merging(body)
        frame["bodyHTML"] = .markup(Markup(rendered: Templates.render(template, whole)))
        return .text(
            Templates.render("layout", frame),
            .html,
            [
                ("Content-Security-Policy", policy(style)),
                ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ]
        )
    }

    /// The page's own colours, which stand in the document itself.
    private var accentStyle: Markup {
        guard let accent = branding?.accent, let dark = branding?.darkAccent else {
            return Markup()
        }
        return Markup(text: ":root{--accent-light:\(accent);--accent-dark:\(dark)}")
    }

    /// What the document may load (Content Security Policy Level 3): nothing of anybody else but a logo.
    private func policy(_ style: Markup) -> String {
        var styles = "'self'"
        if !style.isEmpty {
            let hash = Base64.encode(
                Array(SHA256.hash(data: Array(style.html.utf8))),
                isPadded: true
            )
            styles += " 'sha256-\(String(decoding: hash, as: UTF8.self))'"
        }
        var pictures = "'self' data:"
        if case .address(let address)? = branding?.logo,
            let origin = Authority.origin(ofURL: address)
        {
            pictures += " \(origin)"
        }
        let framers = embedders.isEmpty ? "'none'" : embedders.sorted().joined(separator: " ")
        return [
            "default-src 'none'", "style-src \(styles)", "script-src 'self'", "connect-src 'self'",
            "img-src \(pictures)", "base-uri 'none'",
            "form-action \(hasForm ? "'self'" : "'none'")",
            "frame-ancestors \(framers)",
        ].joined(separator: "; ")
    }
}

extension Document {
    /// A document of a status page.
    init(
        _ title: String,
        of page: SitePage,
        in site: Site,
        _ links: PageLinks,
        status: ComponentStatus
    ) {
        self.init(title: title, root: links.root)
        branding = page.published.specification.branding
        embedders = page.published.specification.embedders
        let footer = (branding?.footer ?? []).map { link -> PageData in
            ["label": .text(link.label), "url": .text(link.url)]
        }
        let logo: String? =
            switch branding?.logo {
            case nil: nil
            case .address(let address): address
            case .picture: links.logo
            }
        data = [
            "isPage": true,
            "name": .text(page.name),
            "description": .text(
                page.published.specification.description.map(Self.oneLine)
                    ?? "How \(page.name) is doing."
            ),
            "url": .text(page.url),
            "home": .text(links.home),
            "history": .text(links.history),
            "atom": .text(links.atom),
            "rss": .text(links.rss),
            "calendar": .text(links.calendar),
            "logo": .optional(logo),
            "footer": .list(footer),
            "zone": .text(page.published.specification.timeZone.identifier),
            "icon": .text(Self.icon(status)),
            "commit": .optional(site.shownCommit),
        ]
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// A dot in the colour of the status, for the tab.
    private static func icon(_ status: ComponentStatus) -> String {
        let colour = Badge(status).colour.dropFirst()
        return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
            + "%3Ccircle cx='8' cy='8' r='7' fill='%23\(colour)'/%3E%3C/svg%3E"
    }
}

extension ComponentStatus {
    /// The word that style sheets know it by.
    var tone: String {
        switch self {
        case .operational: "ok"
        case .underMaintenance: "work"
        case .degradedPerformance: "slow"
        case .partialOutage: "part"
        case .majorOutage: "down"
        }
    }

    /// What visitors read beside a component.
    var inWords: String {
        switch self {
        case .operational: "Operational"
        case .underMaintenance: "Maintenance"
        case .degradedPerformance: "Degraded"
        case .partialOutage: "Partial outage"
        case .majorOutage: "Outage"
        }
    }

    /// What visitors read at the top of a page.
    var banner: String {
        switch self {
        case .operational: "All systems are operational"
        case .underMaintenance: "Maintenance is in progress"
        case .degradedPerformance: "Some systems are degraded"
        case .partialOutage: "There is a partial outage"
        case .majorOutage: "There is a major outage"
        }
    }
}
