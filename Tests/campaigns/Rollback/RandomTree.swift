/// Manifests that somebody keeps changing: a page, and whatever else there is by chance.
struct RandomTree: Sendable {
    private struct Declared: Sendable {
        /// The section, and the file that it stands in.
        let section: String
        var file: Int
        /// The fields, each a line of YAML.
        var fields: [String: String]
    }

    /// By section and id; ids of different sections differ.
    private var resources: [String: Declared] = [:]
    private var components = ["api", "docs"]
    private var count = 0

    /// A tree with a few of everything.
    init(using dice: inout Dice) {
        for _ in 0..<Int.random(in: 6...14, using: &dice) { add(using: &dice) }
        if let id = any(using: &dice) { resources[id]?.fields["protect"] = "true" }
    }

    /// Does so many things to it that people do to manifests.
    mutating func edit(_ edits: Int, using dice: inout Dice) {
        for _ in 0..<edits {
            switch Int.random(in: 0..<10, using: &dice) {
            case 0...2: add(using: &dice)
            case 3: remove(using: &dice)
            case 4: rename(using: &dice)
            case 5: move(using: &dice)
            case 6: components.append("c\(next())")
            default: change(using: &dice)
            }
        }
    }

    private mutating func next() -> Int {
        count += 1
        return count
    }

    private func any(using dice: inout Dice) -> String? {
        resources.keys.sorted().randomElement(using: &dice)
    }

    private mutating func add(using dice: inout Dice) {
        let number = next()
        let section =
            ["monitors", "monitors", "maintenances", "incidents", "keys"]
            .randomElement(using: &dice) ?? "monitors"
        resources["\(section.dropLast())-\(number)"] = Declared(
            section: section,
            file: Int.random(in: 0..<3, using: &dice),
            fields: fields(of: section, number, using: &dice)
        )
    }

    private func fields(
        of section: String,
        _ number: Int,
        using dice: inout Dice
    ) -> [String: String] {
        let component = components.randomElement(using: &dice) ?? "api"
        let day = Int.random(in: 10...28, using: &dice)
        switch section {
        case "monitors":
            return [
                "name": "Monitor \(number)", "type": "site", "status_page": "acme",
                "target": "https://m-\(number).example.com", "component": component,
            ]
        case "maintenances":
            return [
                "status_page": "acme", "title": "Work \(number)", "components": "[\(component)]",
                "start_at": "2027-02-\(day)T10:00:00Z", "end_at": "2027-02-\(day)T11:30:00Z",
                "allow_overlap": "true",
            ]
        case "incidents":
            return [
                "status_page": "acme", "title": "Trouble \(number)", "impact": "major",
                "components": "[\(component)]",
                "updates":
                    "[{at: 2026-11-\(day)T09:00:00Z, state: investigating, message: Number \(number)}]",
            ]
        default:
            // A key that was made elsewhere, so that none has to be delivered.
            let digits = String(dice.next(), radix: 16)
            let digest = String(repeating: "0", count: 64 - digits.count) + digits
            return ["scopes": "[monitors:read]", "sha256": "\"\(digest)\""]
        }
    }

    private mutating func remove(using dice: inout Dice) {
        guard resources.count > 3, let id = any(using: &dice),
            resources[id]?.fields["protect"] == nil
        else { return }
        resources[id] = nil
    }

    private mutating func rename(using dice: inout Dice) {
        guard let id = any(using: &dice), var declared = resources[id] else { return }
        resources[id] = nil
        declared.fields["previously"] = "[\(id)]"
        resources["\(declared.section.dropLast())-\(next())"] = declared
    }

    private mutating func move(using dice: inout Dice) {
        guard let id = any(using: &dice) else { return }
        resources[id]?.file = Int.random(in: 0..<3, using: &dice)
    }

    private mutating func change(using dice: inout Dice) {
        guard let id = any(using: &dice), let section = resources[id]?.section else { return }
        let number = next()
        let changes: [(String, String)] =
            switch section {
            case "monitors":
                [
                    ("interval", "\(10 + number % 3_000)s"), ("name", "Renamed \(number)"),
                    ("enabled", number.isMultiple(of: 2) ? "false" : "true"),
                    ("labels", "{team: t\(number)}"), ("impact", "degrade_only"),
                ]
            case "maintenances":
                [
                    ("title", "\"Work: \(number)\""), ("message", "\"First\\nSecond \(number)\""),
                    ("notify_subscribers", number.isMultiple(of: 2) ? "false" : "true"),
                ]
            case "incidents": [("title", "Trouble again \(number)"), ("impact", "critical")]
            default:
                [
                    ("scopes", "[incidents:read, monitors:read]"), ("name", "Key \(number)"),
                    ("expires_at", "2030-01-01T00:00:0\(number % 10)Z"),
                ]
            }
        guard let (name, value) = changes.randomElement(using: &dice) else { return }
        resources[id]?.fields[name] = value
    }

    /// The files, by their names.
    var files: [String: String] {
        let parts = components.map { "      \($0): {name: \($0)}\n" }.joined()
        var files = [
            "page.yaml": "status_pages:\n  acme:\n    name: Acme\n    components:\n\(parts)"
        ]
        for file in 0..<3 {
            let own = resources.filter { $0.value.file == file }.sorted { $0.key < $1.key }
            var text = ""
            for section in Set(own.map(\.value.section)).sorted() {
                text += "\(section):\n"
                for (id, declared) in own where declared.section == section {
                    text += "  \(id):\n"
                    for (name, value) in declared.fields.sorted(by: { $0.key < $1.key }) {
                        text += "    \(name): \(value)\n"
                    }
                }
            }
            if !text.isEmpty { files["part-\(file).yaml"] = text }
        }
        return files
    }

    /// Takes the keys out that a former tree does not have: a rollback has ended them for good.
    mutating func removeKeys(besidesThoseOf former: RandomTree) {
        resources = resources.filter { id, declared in
            let known = [
                id, declared.fields["previously"].map { String($0.dropFirst().dropLast()) },
            ]
            return declared.section != "keys"
                || known.contains { $0.flatMap { former.resources[$0] } != nil }
        }
    }
}
