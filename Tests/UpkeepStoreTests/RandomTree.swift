import UpkeepEngine
import UpkeepStore

/// A tree of manifests that is edited at random, mostly as people do it, sometimes wrongly.
struct RandomTree {
    /// A file: its defaults, and its resources by section and id, as the text of their fields.
    private struct File {
        var interval: Int?
        var broken = false
        var sections: [String: [String: [String: String]]] = [:]
        /// Blank lines at its start, which move everything.
        var blanks = 0
    }

    private var contents: [String: File] = [:]
    private var random: SplitMix

    init(seed: Int) {
        random = SplitMix(state: UInt64(seed))
        for name in ["a", "b", "c", "d", "page"] { contents["\(name).yaml"] = File() }
        putPage(in: "page.yaml")
    }

    private mutating func putPage(in name: String) {
        let components = "{api: {name: API}, docs: {name: Docs}, old: {name: Old}}"
        put("status_pages", "acme", ["name": "Acme", "components": components], in: name)
    }

    var files: [ManifestFile] {
        contents.sorted { $0.key < $1.key }.map { name, file in
            ManifestFile(name: name, path: "tree/\(name)", bytes: Array(text(of: file).utf8))
        }
    }

    /// Mostly everything, sometimes a part.
    mutating func selection() -> Selection {
        if !chance(of: 8) { return Selection() }
        let ids = contents.values.flatMap { ($0.sections["monitors"] ?? [:]).keys }.sorted()
        return Selection(
            kinds: ["status_page", "maintenance"],
            resources: Set(ids.prefix(3).map { ResourceID(kind: "monitor", id: $0) })
        )
    }

    /// Between one and three edits.
    mutating func edit() {
        for _ in 0..<(chance(of: 4) ? 3 : 1) { editOnce() }
    }

    /// Takes out all that mistakes were made in.
    mutating func repair() {
        for (name, file) in contents {
            var repaired = File()
            repaired.sections = file.sections.filter { $0.key == "status_pages" }
            contents[name] = repaired
        }
        let hasPage = contents.values.contains { $0.sections["status_pages"]?.isEmpty == false }
        if !hasPage { putPage(in: contents.keys.sorted()[0]) }
        for index in 0..<12 {
            let name = contents.keys.sorted()[pick(contents.count)]
            put(
                "monitors",
                "n\(index)",
                ["name": "N", "type": "heartbeat", "status_page": "acme"],
                in: name
            )
        }
    }

    private mutating func editOnce() {
        let name = contents.keys.sorted()[pick(contents.count)]
        let id = chance(of: 2) ? "n\(pick(12))" : "m\(pick(30))"
        switch pick(16) {
        case 0...3: put("monitors", id, monitor(), in: name)
        case 4: put("monitors", id, nil, in: name)
        case 5: move(id, to: name)
        case 6:
            let interval = chance(of: 2) ? nil : 30 + 30 * pick(4)
            contents[name]?.interval = interval
        case 7:
            let blanks = pick(3)
            contents[name]?.blanks = blanks
        case 8:
            let isBroken = chance(of: 3)
            contents[name]?.broken = isBroken
        case 9: renameFile(name)
        case 10: rename(id, in: name)
        case 11: put("maintenances", "w\(pick(3))", window(), in: name)
        case 12: contents[name]?.sections["maintenances"] = nil
        case 13: editPage()
        case 14: put("keys", "k\(pick(3))", key(), in: name)
        default: contents[name]?.broken = false
        }
    }

    private mutating func put(
        _ section: String,
        _ id: String,
        _ fields: [String: String]?,
        in name: String
    ) {
        contents[name]?.sections[section, default: [:]][id] = fields
    }

    private mutating func monitor() -> [String: String] {
        var fields = ["name": "Monitor \(pick(5))", "type": "heartbeat", "status_page": "acme"]
        if chance(of: 2) {
            fields["component"] = ["api", "docs", "old", "nowhere"][chance(of: 12) ? 3 : pick(3)]
        }
        if chance(of: 4) { fields["interval"] = "\(10 + pick(3))s" }
        if chance(of: 5) { fields["protect"] = "true" }
        if chance(of: 20) { fields["intervall"] = "60s" }
        if chance(of: 10) { fields["previously"] = "[m\(pick(30))]" }
        return fields
    }

    private mutating func window() -> [String: String] {
        let day = 1 + pick(9)
        var fields = [
            "status_page": "acme", "title": "Work \(pick(3))", "time_zone": "Europe/Berlin",
            "start_at": "2026-12-0\(day)T22:00:00", "end_at": "2026-12-0\(day)T23:00:00",
            "components": "[\(["api", "docs", "old"][pick(3)])]",
        ]
        if chance(of: 2) { fields["monitors"] = "[n\(pick(12))]" }
        if chance(of: 3) { fields["allow_overlap"] = "true" }
        return fields
    }

    private mutating func key() -> [String: String] {
        chance(of: 3) ? [:] : ["scopes": "[monitors:read]"]
    }

    private mutating func editPage() {
        let components = ["api: {name: API}", "docs: {name: Docs}", "old: {name: Old}"]
        let kept = chance(of: 3) ? components : components.filter { _ in !chance(of: 4) }
        for name in contents.keys.sorted() {
            contents[name]?.sections["status_pages"]?["acme"]?["components"] =
                "{\(kept.joined(separator: ", "))}"
        }
    }

    private mutating func move(_ id: String, to name: String) {
        for other in contents.keys.sorted() where other != name {
            guard let fields = contents[other]?.sections["monitors"]?[id] else { continue }
            // Sometimes the old place is forgotten, and it is declared twice.
            if !chance(of: 6) { contents[other]?.sections["monitors"]?[id] = nil }
            contents[name]?.sections["monitors", default: [:]][id] = fields
            return
        }
    }

    private mutating func rename(_ id: String, in name: String) {
        guard var fields = contents[name]?.sections["monitors"]?[id] else { return }
        contents[name]?.sections["monitors"]?[id] = nil
        fields["previously"] = "[\(id)]"
        put("monitors", "m\(pick(30))", fields, in: name)
    }

    private mutating func renameFile(_ name: String) {
        let file = contents.removeValue(forKey: name)
        contents["f\(pick(20)).yaml"] = file
        if contents.count < 3 { contents["a.yaml"] = File() }
    }

    private func text(of file: File) -> String {
        var text = String(repeating: "\n", count: file.blanks)
        if let interval = file.interval {
            text += "defaults: {monitors: {interval: \(interval)s}}\n"
        }
        for (section, resources) in file.sections.sorted(by: { $0.key < $1.key })
        where !resources.isEmpty {
            text += "\(section):\n"
            for (id, fields) in resources.sorted(by: { $0.key < $1.key }) {
                let body = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                text += "  \(id): {\(body.joined(separator: ", "))}\n"
            }
        }
        return file.broken ? text + "monitors: [\n" : text
    }

    private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    private mutating func chance(of count: Int) -> Bool { pick(count) == 0 }
}

/// The same random numbers for the same seed (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
