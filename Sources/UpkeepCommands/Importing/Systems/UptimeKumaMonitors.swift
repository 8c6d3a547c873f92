import UpkeepEngine
import UpkeepKinds
import UpkeepSource

extension ImportDraft {
    /// Reads a monitor; nil for a group, whose name stands with its members.
    mutating func readUptimeKumaMonitor(
        _ node: Node,
        group: String?,
        on page: Int,
        isShown: Bool
    ) -> UptimeKumaIndex.Subject? {
        let type = node.setting("type")?.string ?? "http"
        if isShown, type != "group", pages[page].components.count >= ImportedPage.componentLimit {
            ledger.leave(node, .tooMany)
            return nil
        }
        judgeUptimeKumaMonitor(node, type)
        if type == "group" {
            ledger.carry(node.setting("type"))
            ledger.carry(node.setting("name"))
            ledger.leave(node.setting("description"), .heading)
            // Nothing is checked by a group.
            ledger.pass(node)
            return nil
        }
        guard let name = line(node.setting("name")) else {
            ledger.leave(node, .incomplete)
            return nil
        }
        let description = isShown ? paragraphs(node.setting("description"), limit: 2_000) : nil
        let component =
            isShown ? addComponent(name, group: group, description: description, to: page) : nil
        guard let target = uptimeKumaTarget(of: node, type) else {
            for name in ["interval", "active", "method", "accepted_statuscodes", "tags"] {
                ledger.leave(node.setting(name), .withoutMonitor)
            }
            return UptimeKumaIndex.Subject(page: page, component: component, monitor: nil)
        }
        ledger.carry(node.setting("type"))
        let length = node.setting("interval")
        let seconds = interval(length, seconds: length?.integer)
        let isEnabled = flag(node.setting("active")) ?? true
        let labels = uptimeKumaLabels(node.setting("tags"))
        let monitor = addMonitor(name, group: group, on: page, target.type) {
            $0.target = target.text
            $0.interval = seconds
            $0.isEnabled = isEnabled
            $0.component = component
            $0.labels = labels
        }
        return UptimeKumaIndex.Subject(page: page, component: component, monitor: monitor)
    }

    private mutating func uptimeKumaTarget(
        of node: Node,
        _ type: String
    ) -> (type: MonitorType, text: String?)? {
        switch type {
        case "http", "keyword", "json-query", "real-browser":
            guard let address = address(node.setting("url")) else { return nil }
            let method = node.setting("method")
            expect(method, { $0.string?.uppercased() == "GET" }, else: .check)
            let isPage = (method?.string ?? "GET").uppercased() == "GET" && type != "json-query"
            return (isPage ? .site : .api, address)
        case "dns":
            return hostName(node.setting("hostname")).map { (.dns, $0) }
        case "push":
            return (.heartbeat, nil)
        default:
            for name in ["type", "url", "hostname", "port"] {
                ledger.leave(node.setting(name), .monitorType)
            }
            return nil
        }
    }

    /// Labels of tags: a name, and the value that it has here.
    private mutating func uptimeKumaLabels(_ tags: Node?) -> [String: String] {
        var labels: [String: String] = [:]
        for tag in tags?.records ?? [] {
            for name in ["id", "tag_id", "monitor_id"] { ledger.pass(tag.setting(name)) }
            ledger.leave(tag.setting("color"), .look)
            let name = tag.setting("name")
            guard let label = name?.string.map(Self.labelName), Label.isName(label),
                !Secrets.stand(in: label),
                labels[label] == nil, labels.count < ImportedMonitor.labelLimit
            else {
                ledger.leave(tag, .tooMany)
                continue
            }
            labels[label] = line(tag.setting("value"), limit: 256) ?? ""
            if label == name?.string { ledger.carry(name) } else { ledger.leave(name, .changed) }
        }
        return labels
    }

    /// A name with a hyphen in the place of what a label cannot have in it.
    private static func labelName(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar -> Character in
                let isTaken =
                    scalar.isASCII
                    && (scalar.properties.isAlphabetic
                        || "0123456789_./-".unicodeScalars.contains(scalar))
                return isTaken ? Character(scalar) : "-"
            }
        )
    }
}

// A backup writes every field of every monitor, of whatever type it is.

extension ImportDraft {
    /// Notes how a monitor checks; a field of another type than the monitor's has no effect.
    private mutating func judgeUptimeKumaMonitor(_ node: Node, _ type: String) {
        for (key, value) in node.entries where !key.isRefused {
            judge(uptimeKuma: key.text, value, of: type)
        }
    }

    private mutating func judge(uptimeKuma name: String, _ value: Node, of type: String) {
        let isWeb = ["http", "keyword", "json-query", "real-browser"].contains(type)
        switch name {
        case "id": ledger.leave(value, .identity)
        case "pathName", "childrenIDs", "maintenance", "includeSensitiveData", "dns_last_result",
            "path":
            // It follows from other settings, or tells how things were when the backup was made.
            ledger.pass(value)
        case "weight": expect(value, { $0.integer == 2_000 }, else: .look)
        case "forceInactive", "upsideDown": expect(value, { $0.boolean == false }, else: .check)
        case "maxretries": expect(value, { $0.integer == 0 }, else: .check)
        case "retryInterval", "timeout": ledger.leave(value, .check)
        case "resendInterval", "notificationIDList": ledger.leave(value, .alerting)
        case "expiryNotification", "domainExpiryNotification":
            if isWeb {
                expect(value, { $0.boolean == false }, else: .alerting)
            } else {
                ledger.pass(value)
            }
        case "ignoreTls", "invertKeyword":
            if isWeb {
                expect(value, { $0.boolean == false }, else: .check)
            } else {
                ledger.pass(value)
            }
        case "accepted_statuscodes":
            if isWeb {
                expect(value, { $0.elements.allSatisfy { Self.isSuccess($0.text) } }, else: .check)
            } else {
                ledger.pass(value)
            }
        case "method" where !isWeb: ledger.pass(value)
        case "maxredirects", "headers", "body", "httpBodyEncoding":
            if isWeb { ledger.leave(value, .check) } else { ledger.pass(value) }
        case _ where Self.secrets.contains(name): ledger.leave(value, .secret)
        default:
            guard let owner = Self.owners.first(where: { name.hasPrefix($0.prefix) }) else {
                return
            }
            if owner.types.contains(type) {
                ledger.leave(value, .check)
            } else {
                ledger.pass(value)
            }
        }
    }

    /// Whether a range of status codes is within that of success.
    private static func isSuccess(_ text: String) -> Bool {
        let ends = text.split(separator: "-").map { Int($0) }
        return (1...2).contains(ends.count)
            && ends.allSatisfy { $0.map((200..<300).contains) ?? false }
    }

    private static let secrets: Set = [
        "basic_auth_user", "basic_auth_pass", "oauth_client_id", "oauth_client_secret", "pushToken",
        "databaseConnectionString", "radiusUsername", "radiusPassword", "radiusSecret",
        "mqttUsername",
        "mqttPassword", "authWorkstation", "authDomain", "tlsCa", "tlsCert", "tlsKey",
        "kafkaProducerSaslOptions", "grpcMetadata", "rabbitmqUsername", "rabbitmqPassword",
    ]

    /// Which types of monitors the fields that begin with a word are for.
    private static let owners: [(prefix: String, types: Set<String>)] = [
        ("dns_resolve", ["dns"]), ("packetSize", ["ping", "tailscale-ping"]), ("ping", ["ping"]),
        ("docker", ["docker"]), ("mqtt", ["mqtt"]), ("kafka", ["kafka-producer"]),
        ("grpc", ["grpc-keyword"]), ("radius", ["radius"]), ("game", ["gamedig", "steam"]),
        ("keyword", ["keyword", "grpc-keyword", "mqtt"]), ("json", ["json-query", "mqtt", "snmp"]),
        ("expectedValue", ["json-query", "snmp"]),
        ("database", ["sqlserver", "postgres", "mysql", "mongodb"]),
        ("oauth", ["http", "keyword", "json-query"]),
        ("authMethod", ["http", "keyword", "json-query"]),
        ("snmp", ["snmp"]), ("rabbitmq", ["rabbitmq"]), ("smtp", ["smtp"]),
        ("ws", ["websocket-upgrade"]),
        ("remote_browser", ["real-browser"]), ("cacheBust", ["http", "keyword", "json-query"]),
        ("conditions", ["dns"]), ("hostname", ["dns", "ping", "port", "mqtt"]),
        ("port", ["dns", "port", "mqtt"]), ("url", ["http", "keyword", "json-query"]),
    ]
}
