import UpkeepEngine
import UpkeepKinds
import UpkeepSource

// Uptime Kuma: its backup, and what programs that use its socket save in the same form.

/// What has been read of Uptime Kuma so far.
struct UptimeKumaIndex {
    /// The monitors by their ids there.
    var nodes: [String: Node] = [:]
    /// What became of monitors, by their ids there.
    var subjects: [String: Subject] = [:]

    struct Subject {
        let page: Int
        let component: String?
        let monitor: String?
    }
}

extension ImportDraft {
    /// Reads backups: monitors and, where they are there, status pages and maintenances.
    mutating func readUptimeKuma(_ roots: [Node]) {
        var index = UptimeKumaIndex()
        var monitors: [Node] = []
        var pages: [Node] = []
        for root in roots {
            guard let list = root.setting(anyOf: ["monitorList", "monitors"]) else { continue }
            ledger.add(root)
            leaveUptimeKumaOperation(root)
            monitors += list.records
            pages += root.setting(anyOf: ["statusPageList", "statusPages"])?.records ?? []
        }
        for monitor in monitors {
            if let id = monitor.setting("id")?.string { index.nodes[id] = monitor }
        }
        for page in pages { readUptimeKumaPage(page, &index) }
        let own = self.pages.isEmpty && !monitors.isEmpty ? addPage(named: "") : 0
        for monitor in monitors {
            guard let id = monitor.setting("id")?.string else {
                ledger.leave(monitor, .incomplete)
                continue
            }
            if index.subjects[id] != nil || self.pages.isEmpty { continue }
            // What no page shows is watched all the same.
            index.subjects[id] = readUptimeKumaMonitor(
                monitor,
                group: uptimeKumaGroup(of: monitor, index),
                on: own,
                isShown: pages.isEmpty
            )
        }
        for root in roots {
            for node in root.setting(anyOf: ["maintenanceList", "maintenances"])?.records ?? [] {
                readUptimeKumaMaintenance(node, index)
            }
        }
    }

    /// Notes what is about Uptime Kuma itself.
    private mutating func leaveUptimeKumaOperation(_ root: Node) {
        ledger.pass(root.setting("version"))
        ledger.leave(root.setting("notificationList"), .alerting)
        ledger.leave(root.setting("proxyList"), .operation)
        ledger.leave(root.setting("dockerHostList"), .operation)
        ledger.leave(root.setting("apiKeyList"), .secret)
        ledger.leave(root.setting("settings"), .operation)
    }

    /// The name of the group that a monitor is in.
    private mutating func uptimeKumaGroup(of node: Node, _ index: UptimeKumaIndex) -> String? {
        guard let parent = node.setting("parent"), let id = parent.string else { return nil }
        if node.setting("type")?.string == "group" {
            ledger.leave(parent, .heading)
            return nil
        }
        guard let group = index.nodes[id], let name = line(group.setting("name")) else {
            ledger.leave(parent, .nobody)
            return nil
        }
        ledger.carry(parent)
        return name
    }

    private mutating func readUptimeKumaPage(_ node: Node, _ index: inout UptimeKumaIndex) {
        let slug = node.setting("slug")
        let name = line(node.setting("title"))
        let page = addPage(named: slug?.string ?? name ?? "")
        if pages[page].id == slug?.string { ledger.carry(slug) }
        ledger.leave(slug, .identity)
        ledger.leave(node.setting("id"), .identity)
        pages[page].name = name
        pages[page].description = paragraphs(node.setting("description"), limit: 2_000)
        pages[page].logo = logo(node.setting("icon"))
        let domains = node.setting("domainNameList")?.elements.map { $0 } ?? []
        if let domain = domains.first.flatMap({ hostName($0) }) {
            pages[page].url = "https://\(domain)"
        }
        for domain in domains.dropFirst() { ledger.leave(domain, .tooMany) }
        expect(node.setting("published"), { $0.boolean == true }, else: .access)
        let looks = [
            "theme", "customCSS", "footerText", "showTags", "showPoweredBy",
            "showCertificateExpiry",
            "autoRefreshInterval", "googleAnalyticsId", "analyticsId", "analyticsType",
        ]
        for name in looks { ledger.leave(node.setting(name), .look) }
        for group in node.setting("publicGroupList")?.records ?? [] {
            let heading = line(group.setting("name"))
            ledger.leave(group.setting("id"), .identity)
            ledger.carry(group.setting("weight"))
            for listed in group.setting("monitorList")?.records ?? [] {
                readUptimeKumaListing(listed, heading, &index, on: page)
            }
        }
        if let incident = node.setting("incident"), incident.shape == .mapping {
            readUptimeKumaIncident(incident, on: page)
        }
    }

    /// Reads what a page says of a monitor; what is shown on a second page is only a component there.
    private mutating func readUptimeKumaListing(
        _ listed: Node,
        _ group: String?,
        _ index: inout UptimeKumaIndex,
        on page: Int
    ) {
        let id = listed.setting("id")
        guard let key = id?.string, let monitor = index.nodes[key] else {
            ledger.leave(listed, .nobody)
            return
        }
        ledger.carry(id)
        expect(
            listed.setting("name"),
            { $0.string == monitor.setting("name")?.string },
            else: .twice
        )
        ledger.leave(listed, .twice)
        if index.subjects[key] == nil {
            index.subjects[key] = readUptimeKumaMonitor(
                monitor,
                group: group,
                on: page,
                isShown: true
            )
        } else if let name = line(monitor.setting("name")) {
            _ = addComponent(name, group: group, to: page)
        }
    }

    /// Reads the notice on a page.
    private mutating func readUptimeKumaIncident(_ node: Node, on page: Int) {
        let time = node.setting(anyOf: ["createdDate", "created_date"])
        guard let at = time?.string.flatMap({ ForeignTime.instant($0) }),
            let title = line(node.setting("title"), limit: 200)
        else {
            ledger.leave(node, .incomplete)
            return
        }
        let message = paragraphs(node.setting("content"), limit: 10_000) ?? title
        ledger.carry(time)
        let style = node.setting("style")
        let impact: IncidentImpact
        switch style?.string {
        case "danger": impact = .major
        case "warning": impact = .minor
        default: impact = .none
        }
        ledger.carry(style)
        let isActive = flag(node.setting("active")) ?? true
        ledger.leave(node, .look)
        addIncident(
            title,
            impact,
            [.init(at: at, state: isActive ? .identified : .resolved, message: message)],
            on: page
        )
    }
}
