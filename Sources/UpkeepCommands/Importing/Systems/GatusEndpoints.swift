import UpkeepEngine
import UpkeepKinds
import UpkeepSource

/// What a page shows of an endpoint.
struct GatusSubject {
    let component: String
    let monitor: String?
}

extension ImportDraft {
    /// Reads an endpoint: a component, and a monitor of it where Upkeep has one of its type.
    mutating func readEndpoint(
        _ node: Node,
        _ defaultName: Node? = nil,
        group suite: String? = nil,
        on page: Int
    ) -> [GatusSubject] {
        guard pages[page].components.count < ImportedPage.componentLimit else {
            ledger.leave(node, .tooMany)
            return []
        }
        guard let name = line(node.setting("name") ?? defaultName) else {
            ledger.leave(node, .incomplete)
            return []
        }
        let group = line(node.setting("group")) ?? suite
        let description = paragraphs(node.setting("description"), limit: 2_000)
        guard
            let component = addComponent(name, group: group, description: description, to: page)
        else { return [] }
        let target = gatusTarget(of: node)
        var monitor: String?
        if let target {
            let interval = node.setting("interval")
            let seconds = self.interval(
                interval,
                seconds: interval?.string.flatMap(ForeignTime.seconds(go:))
            )
            let isEnabled = flag(node.setting("enabled")) ?? true
            let labels = self.labels(node.setting("extra-labels"))
            monitor = addMonitor(name, group: group, on: page, target.type) {
                $0.target = target.text
                $0.interval = seconds
                $0.isEnabled = isEnabled
                $0.component = component
                $0.labels = labels
            }
        } else {
            for name in ["interval", "enabled", "extra-labels", "conditions", "method", "dns"] {
                ledger.leave(node.setting(name), .withoutMonitor)
            }
        }
        judgeGatusCheck(node, target?.type)
        let subject = GatusSubject(component: component, monitor: monitor)
        for window in node.setting("maintenance-windows")?.records ?? [] {
            readGatusWindow(window, "\(name): maintenance", [subject], on: page)
        }
        return [subject]
    }

    /// Reads what reports to Gatus by itself.
    mutating func readExternalEndpoint(_ node: Node, on page: Int) -> [GatusSubject] {
        guard pages[page].components.count < ImportedPage.componentLimit else {
            ledger.leave(node, .tooMany)
            return []
        }
        guard let name = line(node.setting("name")) else {
            ledger.leave(node, .incomplete)
            return []
        }
        let group = line(node.setting("group"))
        let length = node.setting(at: "heartbeat", "interval")
        let seconds = interval(length, seconds: length?.string.flatMap(ForeignTime.seconds(go:)))
        let isEnabled = flag(node.setting("enabled")) ?? true
        ledger.leave(node.setting("token"), .secret)
        ledger.leave(node.setting("alerts"), .alerting)
        let component = addComponent(name, group: group, to: page)
        let monitor = addMonitor(name, group: group, on: page, .heartbeat) {
            $0.interval = seconds
            $0.isEnabled = isEnabled
            $0.component = component
        }
        return component.map { [GatusSubject(component: $0, monitor: monitor)] } ?? []
    }

    /// Reads endpoints that are checked one after the other: a group of components.
    mutating func readSuite(_ node: Node, on page: Int) -> [GatusSubject] {
        let name = line(node.setting("name"))
        ledger.leave(node.setting("interval"), .check)
        return node.setting("endpoints")?.records.flatMap {
            readEndpoint($0, group: name, on: page)
        } ?? []
    }

    /// What the monitor of an endpoint would watch; nil when Upkeep has none for it.
    private mutating func gatusTarget(of node: Node) -> (type: MonitorType, text: String)? {
        let url = node.setting("url")
        if let dns = node.setting("dns") {
            // The address is that of the server which is asked.
            ledger.leave(url, .check)
            let type = dns.setting("query-type")
            guard let host = hostName(dns.setting("query-name")) else { return nil }
            expect(type, { $0.string?.uppercased() == "A" }, else: .check)
            ledger.leave(dns, .check)
            return (.dns, host)
        }
        guard let url, let text = url.string else { return nil }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        if text.contains("://"), scheme != "http", scheme != "https" {
            let isUnknown = Placeholders.stand(in: String(scheme))
            ledger.leave(url, isUnknown ? .placeholder : .monitorType)
            return nil
        }
        guard let address = address(url) else { return nil }
        let method = node.setting("method")?.string?.uppercased() ?? "GET"
        let looksInside =
            node.setting("conditions")?.elements.contains { $0.text.contains("[BODY]") } ?? false
        let isAPI =
            method != "GET" || looksInside
            || node.setting(anyOf: ["body", "graphql", "headers"]) != nil
        return (isAPI ? .api : .site, address)
    }

    /// Notes how an endpoint is checked: what a monitor of Upkeep expects anyway is kept.
    private mutating func judgeGatusCheck(_ node: Node, _ type: MonitorType?) {
        ledger.leave(node.setting("alerts"), .alerting)
        if let type {
            for condition in node.setting("conditions")?.elements ?? Node.nothing.elements {
                expect(condition, { Self.isExpected($0.text, by: type) }, else: .check)
            }
            expect(node.setting("method"), { $0.string?.uppercased() == "GET" }, else: .check)
        }
        for name in ["body", "headers", "graphql", "ssh", "store", "always-run"] {
            ledger.leave(node.setting(name), .check)
        }
        if let client = node.setting("client") {
            for name in ["insecure", "ignore-redirect"] {
                expect(client.setting(name), { $0.boolean == false && type != nil }, else: .check)
            }
            ledger.leave(client, .check)
        }
        guard let ui = node.setting("ui") else { return }
        // Pages tell names and nothing of what is watched.
        for name in ["hide-hostname", "hide-url", "hide-port", "hide-conditions", "hide-errors"] {
            expect(ui.setting(name), { $0.boolean == true }, else: .look)
        }
        ledger.leave(ui, .look)
    }

    /// Whether a condition says what a monitor of a type waits for by itself: an answer, and one of success.
    private static func isExpected(_ condition: String, by type: MonitorType) -> Bool {
        let words = condition.split { $0 == " " }.joined(separator: " ")
        switch type {
        case .dns: return words == "[DNS_RCODE] == NOERROR"
        case .site, .api:
            if ["[CONNECTED] == true", "[STATUS] < 300", "[STATUS] <= 299"].contains(words) {
                return true
            }
            let prefix = "[STATUS] == "
            guard words.hasPrefix(prefix) else { return false }
            var codes = words.dropFirst(prefix.count)
            if codes.hasPrefix("any("), codes.hasSuffix(")") {
                codes = codes.dropFirst(4).dropLast()
            }
            let numbers = codes.split(separator: ",").map { Int($0.filter { $0 != " " }) }
            return !numbers.isEmpty && numbers.allSatisfy { $0.map((200..<300).contains) ?? false }
        case .heartbeat: return false
        }
    }
}
