import UpkeepEngine
import UpkeepKinds
import UpkeepSource

// Gatus: a configuration of endpoints, in one file or several, and what holds such in Kubernetes.

extension ImportDraft {
    /// Reads configurations of Gatus: all of them are shown on one page, as Gatus does.
    mutating func readGatus(_ roots: [Node]) {
        let configurations = roots.flatMap { gatusConfigurations(in: $0) }
        let tops = configurations.compactMap(\.root)
        let page = gatusPage(tops.compactMap { $0.setting("ui") })
        for top in tops { leaveGatusOperation(top) }
        var shown: [GatusSubject] = []
        for configuration in configurations {
            for endpoint in configuration.endpoints {
                shown += readEndpoint(endpoint, configuration.defaultName, on: page)
            }
            for suite in configuration.root?.setting("suites")?.records ?? [] {
                shown += readSuite(suite, on: page)
            }
            for endpoint in configuration.root?.setting("external-endpoints")?.records ?? [] {
                shown += readExternalEndpoint(endpoint, on: page)
            }
        }
        for top in tops {
            if let window = top.setting("maintenance") {
                readGatusWindow(window, "Maintenance", shown, on: page)
            }
            for announcement in top.setting("announcements")?.records ?? [] {
                readAnnouncement(announcement, on: page)
            }
        }
    }

    /// The page of all configurations; where two describe it, the first counts.
    private mutating func gatusPage(_ descriptions: [Node]) -> Int {
        let names = descriptions.flatMap { ui in
            ["header", "dashboard-heading", "title"].compactMap { ui.setting($0) }
        }
        let name = names.first.flatMap { line($0) }
        for other in names.dropFirst() {
            expect(other, { $0.string == names.first?.string }, else: .name)
        }
        let page = addPage(named: name ?? "")
        pages[page].name = name
        for ui in descriptions {
            let texts = ["dashboard-subheading", "description"].compactMap { ui.setting($0) }
            for text in texts where text.string != nil {
                if pages[page].description == nil {
                    pages[page].description = paragraphs(text, limit: 2_000)
                } else {
                    ledger.leave(text, .twice)
                }
            }
            if pages[page].logo == nil { pages[page].logo = logo(ui.setting("logo")) }
            for button in ui.setting("buttons")?.records ?? [] {
                addLink(button.setting("name"), button.setting("link"), to: page)
            }
            ledger.leave(ui, .look)
        }
        return page
    }

    /// Notes what is about Gatus itself.
    private mutating func leaveGatusOperation(_ top: Node) {
        ledger.leave(top.setting("alerting"), .alerting)
        ledger.leave(top.setting("security"), .access)
        ledger.leave(top.setting("client"), .check)
        let operation = [
            "storage", "web", "metrics", "debug", "concurrency", "connectivity", "remote",
            "tunneling", "disable-monitoring-lock", "skip-invalid-config-update",
        ]
        for name in operation { ledger.leave(top.setting(name), .operation) }
    }

    /// A message on the dashboard: an incident, of whose course no more is known than what it is now.
    private mutating func readAnnouncement(_ node: Node, on page: Int) {
        let time = node.setting("timestamp")
        guard let at = time?.string.flatMap({ ForeignTime.instant($0) }), at <= now else {
            ledger.leave(node, .incomplete)
            ledger.leave(time, time == nil ? .incomplete : .notTime)
            return
        }
        guard let title = line(node.setting("message"), limit: 200),
            let message = paragraphs(node.setting("message"), limit: 10_000)
        else { return }
        ledger.carry(time)
        let type = node.setting("type")
        let impact: IncidentImpact
        switch type?.string {
        case "outage": impact = .major
        case "warning": impact = .minor
        default: impact = .none
        }
        expect(
            type,
            { ["outage", "warning", "operational", "none"].contains($0.string) },
            else: .changed
        )
        let archived = node.setting("archived")
        ledger.carry(archived)
        let isOver = archived?.boolean == true || type?.string == "operational"
        let update = ImportedIncident.Update(
            at: at,
            state: isOver ? .resolved : .identified,
            message: message
        )
        addIncident(title, impact, [update], on: page)
    }
}
