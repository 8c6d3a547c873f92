import UpkeepEngine
import UpkeepKinds
import UpkeepSource

// OpenStatus: `openstatus.yaml`, monitors under ids, and the lock file that its program keeps of them.

extension ImportDraft {
    /// Reads monitors of OpenStatus, and pages where a file has some; what no page shows stands on one of its own.
    mutating func readOpenStatus(_ roots: [Node]) {
        var monitors: [(id: Node?, node: Node)] = []
        for root in roots {
            let found = openStatusMonitors(in: root)
            let pages = openStatusPages(in: root)
            if found.isEmpty, pages.isEmpty { continue }
            ledger.add(root)
            monitors += found
            for page in pages { readOpenStatusPage(page) }
        }
        if monitors.isEmpty { return }
        let page = pages.isEmpty ? addPage(named: "") : 0
        for (id, node) in monitors { readOpenStatusMonitor(id, node, on: page) }
    }

    /// The monitors of a document, by their ids: at its top, under `monitors`, or with what the lock file knows of them.
    private mutating func openStatusMonitors(in root: Node) -> [(id: Node?, node: Node)] {
        let place = root.setting("monitors") ?? root
        if place.shape == .sequence {
            return place.records.filter(\.isOpenStatusMonitor).map { (nil, $0) }
        }
        return place.entries.compactMap { key, value in
            if key.isRefused || value.shape != .mapping { return nil }
            if value.isOpenStatusMonitor { return (key, value) }
            guard let inner = value.setting("Monitor"), inner.isOpenStatusMonitor else {
                return nil
            }
            ledger.leave(value.setting("ID"), .identity)
            return (key, inner)
        }
    }

    private func openStatusPages(in root: Node) -> [Node] {
        let names = ["statusPages", "status_pages", "statuspages", "pages"]
        return root.setting(anyOf: names)?.records.filter {
            $0.setting(anyOf: ["title", "name"]) != nil && $0.setting("request") == nil
        } ?? []
    }

    private mutating func readOpenStatusPage(_ node: Node) {
        let slug = node.setting("slug")
        let name = line(node.setting(anyOf: ["title", "name"]))
        let page = addPage(named: slug?.string ?? name ?? "")
        if pages[page].id == slug?.string { ledger.carry(slug) }
        ledger.leave(slug, .identity)
        pages[page].name = name
        pages[page].description = paragraphs(node.setting("description"), limit: 2_000)
        pages[page].logo = logo(node.setting("icon"))
        if let domain = hostName(node.setting("customDomain")) {
            pages[page].url = "https://\(domain)"
        }
        for name in ["password", "passwordProtected"] { ledger.leave(node.setting(name), .access) }
        ledger.leave(node.setting("id"), .identity)
    }

    private mutating func readOpenStatusMonitor(_ id: Node?, _ node: Node, on page: Int) {
        guard pages[page].components.count < ImportedPage.componentLimit else {
            ledger.leave(node, .tooMany)
            return
        }
        guard let name = line(node.setting("name") ?? id) else {
            ledger.leave(node, .incomplete)
            return
        }
        judgeOpenStatusMonitor(node)
        let description = paragraphs(node.setting("description"), limit: 2_000)
        let label = id.flatMap { Label.isID($0.text) && Int($0.text) == nil ? $0.text : nil }
        let component = addComponent(name, description: description, id: label, to: page)
        guard let target = openStatusTarget(of: node) else {
            for name in ["kind", "frequency", "active", "assertions"] {
                ledger.leave(node.setting(name), .withoutMonitor)
            }
            ledger.leave(node.setting("request"), .withoutMonitor)
            return
        }
        ledger.carry(node.setting("kind"))
        let frequency = node.setting("frequency")
        let seconds = interval(
            frequency,
            seconds: frequency?.string.flatMap(ForeignTime.seconds(go:))
        )
        let isEnabled = flag(node.setting("active")) ?? true
        for assertion in node.setting("assertions")?.records ?? [] {
            judge(assertion: assertion, of: target.type)
        }
        _ = addMonitor(name, id: label, on: page, target.type) {
            $0.target = target.text
            $0.interval = seconds
            $0.isEnabled = isEnabled
            $0.component = component
        }
    }

    private mutating func openStatusTarget(of node: Node) -> (type: MonitorType, text: String)? {
        let request = node.setting("request")
        let url = request?.setting("url") ?? node.setting("url")
        switch node.setting("kind")?.string ?? "http" {
        case "http":
            guard let address = address(url) else { return nil }
            let method = request?.setting("method")
            expect(method, { $0.string?.uppercased() == "GET" }, else: .check)
            ledger.leave(request, .check)
            let isPage =
                (method?.string ?? "GET").uppercased() == "GET" && request?.setting("body") == nil
            return (isPage ? .site : .api, address)
        case "dns":
            guard let host = hostName(request?.setting(anyOf: ["uri", "host", "url"])) else {
                return nil
            }
            ledger.leave(request, .check)
            return (.dns, host)
        default:
            ledger.leave(node.setting("kind"), .monitorType)
            ledger.leave(request, .monitorType)
            return nil
        }
    }

    /// Notes how a monitor checks.
    private mutating func judgeOpenStatusMonitor(_ node: Node) {
        ledger.leave(node.setting("regions"), .location)
        for name in ["retry", "timeout", "degradedAfter", "followRedirects"] {
            ledger.leave(node.setting(name), .check)
        }
        ledger.leave(node.setting("openTelemetry"), .operation)
        ledger.leave(node.setting("id"), .identity)
        // Upkeep shows every component.
        expect(node.setting("public"), { $0.boolean == true }, else: .look)
    }

    /// An assertion that says what a monitor waits for anyway is kept.
    private mutating func judge(assertion: Node, of type: MonitorType) {
        let code = assertion.setting("target")?.integer ?? 0
        let isExpected =
            assertion.setting("kind")?.string == "statusCode" && type != .dns
            && assertion.setting("compare")?.string == "eq" && (200..<300).contains(code)
        if isExpected { ledger.carry(assertion) } else { ledger.leave(assertion, .check) }
    }
}

extension Node {
    fileprivate var isOpenStatusMonitor: Bool {
        setting(anyOf: ["request", "url"]) != nil
            && setting(anyOf: ["kind", "frequency", "regions"]) != nil
    }
}
