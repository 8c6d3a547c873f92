import UpkeepEngine
import UpkeepKinds
import UpkeepSource

// Atlassian Statuspage: answers of its public API (v2), and of the one for owners of pages (v1).

/// What has been read of answers so far.
struct StatuspageIndex {
    /// The places of pages by the ids that Statuspage knows them by.
    var pages: [String: Int] = [:]
    /// The page of everything that names none; nil until there is such.
    var page: Int?
    /// The names and places of groups by their ids.
    var groups: [String: (name: String, position: Int)] = [:]
    /// The ids of components by those that Statuspage knows them by.
    var components: [String: String] = [:]
}

extension ImportDraft {
    /// Reads answers of the API: objects with a page and what is on it, lists, or single things.
    mutating func readStatuspage(_ roots: [Node]) {
        var index = StatuspageIndex()
        var components: [Node] = []
        var incidents: [Node] = []
        for root in roots {
            ledger.add(root)
            if let page = root.setting("page") ?? (root.setting("subdomain") == nil ? nil : root) {
                readStatuspagePage(page, &index)
            }
            // How the page is on the whole follows from its components.
            if root.setting(at: "status", "indicator") != nil { ledger.pass(root["status"]) }
            let lists = root.shape == .sequence ? root.records : [root]
            for record in lists {
                components +=
                    record.setting("components").map { list in
                        record.isStatuspageIncident ? [] : list.records
                    } ?? []
                for name in ["incidents", "scheduled_maintenances"] {
                    incidents += record.setting(name)?.records ?? []
                }
                for name in ["incident", "scheduled_maintenance"] {
                    if let single = record.setting(name), single.shape == .mapping {
                        incidents.append(single)
                    }
                }
                if let single = record.setting("component"), single.shape == .mapping {
                    components.append(single)
                }
                if record.isStatuspageIncident {
                    incidents.append(record)
                } else if record.isStatuspageComponent {
                    components.append(record)
                }
            }
        }
        readStatuspageComponents(components, &index)
        for incident in incidents {
            let nested = incident.setting("components")?.records ?? []
            readStatuspageComponents(nested, &index)
            readStatuspageEvent(incident, index)
        }
    }

    private mutating func readStatuspagePage(_ node: Node, _ index: inout StatuspageIndex) {
        ledger.leave(node.setting("id"), .identity)
        ledger.leave(node.setting("updated_at"), .record)
        ledger.leave(node.setting("created_at"), .record)
        if let id = node.setting("id")?.string, index.pages[id] != nil {
            ledger.leave(node, .twice)
            return
        }
        let name = line(node.setting("name"))
        let page = addPage(named: name ?? "")
        pages[page].name = name
        pages[page].description = paragraphs(node.setting("page_description"), limit: 2_000)
        pages[page].zone = zone(node.setting("time_zone"))?.identifier
        let url = node.setting("url")
        if url?.string?.contains(".statuspage.io") == true {
            ledger.leave(url, .domain)
        } else {
            pages[page].url = address(url)
        }
        if let support = node.setting("support_url") {
            addLink(nil, or: "Support", support, to: page)
        }
        if let id = node.setting("id")?.string { index.pages[id] = page }
        if index.page == nil { index.page = page }
    }

    /// The page of something, which is made when nothing is known of it.
    mutating func statuspagePage(of node: Node, _ index: inout StatuspageIndex) -> Int {
        if let known = node.setting("page_id")?.string.flatMap({ index.pages[$0] }) ?? index.page {
            return known
        }
        let page = addPage(named: "")
        index.page = page
        return page
    }
}

extension Node {
    /// Whether a record is an incident or a maintenance.
    fileprivate var isStatuspageIncident: Bool {
        guard setting("name") != nil else { return false }
        return setting(anyOf: ["incident_updates", "impact", "scheduled_for", "incident_id"]) != nil
    }

    /// Whether a record is a component.
    fileprivate var isStatuspageComponent: Bool {
        setting("name") != nil && setting("status")?.shape == .scalar
            && setting(anyOf: [
                "showcase", "only_show_if_degraded", "group_id", "position", "page_id",
            ]) != nil
    }
}
