import UpkeepEngine
import UpkeepKinds
import UpkeepSource

// Upptime: `.upptimerc.yml`, sites and the web site that shows them.

extension ImportDraft {
    /// Reads configurations of Upptime, each of which has a page of its own.
    mutating func readUpptime(_ roots: [Node]) {
        for root in roots where root.setting(anyOf: ["sites", "status-website"]) != nil {
            ledger.add(root)
            leaveUpptimeOperation(root)
            let page = upptimePage(root.setting("status-website"), of: root)
            let cron = root.setting(at: "workflowSchedule", "uptime")
            let interval = Self.seconds(cron: cron?.string)
            var isUsed = false
            for site in root.setting("sites")?.records ?? [] {
                if readSite(site, every: interval, on: page) { isUsed = true }
            }
            if isUsed, interval != nil { ledger.carry(cron) }
            ledger.leave(cron, isUsed ? .notDuration : .withoutMonitor)
        }
    }

    /// Notes what is about Upptime itself.
    private mutating func leaveUpptimeOperation(_ root: Node) {
        for name in ["notifications", "assignees", "alerts"] {
            ledger.leave(root.setting(name), .alerting)
        }
        ledger.leave(root.setting("i18n"), .wording)
        ledger.leave(root.setting("PAT"), .secret)
        let operation = [
            "owner", "repo", "user-agent", "workflowSchedule", "commitMessages", "secrets",
            "runner",
            "commitPrefixStatusUp", "delay", "skipDescriptionUpdate", "skipTopicsUpdate",
            "skipHomepageUpdate", "skipDeleteIssues", "skipPoweredByReadme",
            "summaryStartHtmlComment", "customStatusWebsitePackage",
        ]
        for name in operation { ledger.leave(root.setting(name), .operation) }
    }

    private mutating func upptimePage(_ website: Node?, of root: Node) -> Int {
        let name = line(website?.setting("name"))
        let page = addPage(named: name ?? "")
        pages[page].name = name
        guard let website else { return page }
        let texts = ["introTitle", "introMessage"].compactMap {
            paragraphs(website.setting($0), limit: 990)
        }
        pages[page].description = texts.isEmpty ? nil : texts.joined(separator: "\n\n")
        if let domain = hostName(website.setting("cname")) { pages[page].url = "https://\(domain)" }
        pages[page].logo = logo(website.setting("logoUrl"))
        for item in website.setting("navbar")?.records ?? [] {
            let link = item.setting("href")
            guard let address = link?.string, !address.hasPrefix("/") else {
                // A link to the page itself, which has one to itself anyway, or to another page of Upptime's.
                expect(link, { $0.string == "/" }, else: .look)
                expect(item.setting("title"), { _ in link?.string == "/" }, else: .look)
                continue
            }
            addUpptimeLink(item, address, of: root, to: page)
        }
        ledger.leave(website.setting("baseUrl"), .operation)
        ledger.leave(website, .look)
        return page
    }

    /// Adds a link in which Upptime puts in the names of the repository and its owner.
    private mutating func addUpptimeLink(
        _ item: Node,
        _ address: String,
        of root: Node,
        to page: Int
    ) {
        guard address.contains("$OWNER") || address.contains("$REPO") else {
            return addLink(item.setting("title"), item.setting("href"), to: page)
        }
        var whole = address
        var names: [Node] = []
        for (word, key) in [("$OWNER", "owner"), ("$REPO", "repo")] where address.contains(word) {
            guard let name = root.setting(key), let text = name.string else { continue }
            names.append(name)
            whole = Self.replacing(word, with: text, in: whole)
        }
        if let reason = Self.problem(ofAddress: whole) {
            ledger.leave(item, reason)
        } else if pages[page].links.count >= ImportedPage.linkLimit {
            ledger.leave(item, .tooMany)
        } else {
            pages[page].links.append((line(item.setting("title"), limit: 60) ?? "Link", whole))
            ledger.carry(item.setting("href"))
            for name in names { ledger.carry(name) }
        }
    }

    private static func replacing(_ word: String, with text: String, in whole: String) -> String {
        whole.split(separator: word, omittingEmptySubsequences: false).joined(separator: text)
    }

    /// Reads a site: a component, and a monitor where Upkeep has one; true when there is a monitor.
    private mutating func readSite(_ site: Node, every interval: Int?, on page: Int) -> Bool {
        guard pages[page].components.count < ImportedPage.componentLimit else {
            ledger.leave(site, .tooMany)
            return false
        }
        guard let name = line(site.setting("name") ?? site.setting("url")) else {
            ledger.leave(site, .incomplete)
            return false
        }
        let slug = site.setting("slug")
        let id = slug?.string.flatMap { Label.isID($0) ? $0 : nil }
        let component = addComponent(name, id: id, to: page)
        if id != nil, component == id { ledger.carry(slug) }
        ledger.leave(slug, .identity)
        ledger.leave(site.setting("icon"), .look)
        ledger.leave(site.setting("assignees"), .alerting)
        let method = site.setting("method")
        guard let target = upptimeTarget(of: site) else {
            for name in ["method", "expectedStatusCodes"] {
                ledger.leave(site.setting(name), .withoutMonitor)
            }
            ledger.leave(site, .check)
            return false
        }
        expect(method, { $0.string?.uppercased() == "GET" }, else: .check)
        // Of a list with other codes the meaning is not kept, although some of it is what Upkeep expects.
        expect(site.setting("expectedStatusCodes"), \.areCodesOfSuccess, else: .check)
        // Also what is down only when a text is missing, or slow.
        ledger.leave(site, .check)
        let isPage = method == nil || method?.string?.uppercased() == "GET"
        _ = addMonitor(name, id: id, on: page, isPage ? .site : .api) {
            $0.target = target
            // Upptime looks every five minutes unless it is told otherwise.
            $0.interval = Seconds(max(10, min(interval ?? 300, 86_400)))
            $0.component = component
        }
        return true
    }

    private mutating func upptimeTarget(of site: Node) -> String? {
        let check = site.setting("check")
        let url = site.setting("url")
        if let check, check.string != "http" {
            ledger.leave(check, .monitorType)
            ledger.leave(url, .monitorType)
            ledger.leave(site.setting("port"), .monitorType)
            return nil
        }
        ledger.carry(check)
        return address(url)
    }

    /// The time between the runs of a schedule that is `*/N * * * *` or `0 */N * * *`; nil for any other.
    private static func seconds(cron text: String?) -> Int? {
        let fields = (text ?? "").split(separator: " ")
        guard fields.count == 5, fields[2...].allSatisfy({ $0 == "*" }) else { return nil }
        if fields[0].hasPrefix("*/"), fields[1] == "*", let minutes = Int(fields[0].dropFirst(2)) {
            return (1...59).contains(minutes) ? minutes * 60 : nil
        }
        if fields[0] == "0", fields[1].hasPrefix("*/"), let hours = Int(fields[1].dropFirst(2)) {
            return (1...23).contains(hours) ? hours * 3_600 : nil
        }
        return nil
    }
}

extension Node {
    /// Whether all elements of a list are status codes of success.
    fileprivate var areCodesOfSuccess: Bool {
        shape == .sequence && elements.allSatisfy { $0.integer.map((200..<300).contains) ?? false }
    }
}
