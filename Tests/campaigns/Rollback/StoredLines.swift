/// The resources of a state, a line each, without the times that applies note.
struct StoredLines {
    let serial: Int
    /// By kind and id.
    private let lines: [String: String]

    init?(_ store: Store) {
        guard let bytes = Files.bytes(store.state), let state = StateText(bytes) else { return nil }
        serial = state.serial
        var lines: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        where line.hasPrefix(#"{"declared":"#) {
            guard let name = line.firstMatch(of: /"id":"([^"]+)","kind":"([^"]+)"/) else {
                return nil
            }
            var text = String(line)
            if text.hasSuffix(",") { text.removeLast() }
            // When it was made and changed, and when a monitor was disabled.
            text.replace(/"(created|updated)_at":"[^"]*"/, with: "")
            text.replace(/"issued":\{"disabled":\[[^\]]*\]\},/, with: "")
            lines["\(name.2)/\(name.1)"] = text
        }
        self.lines = lines
    }

    var keys: Set<String> {
        // By what everybody knows them by, since they can be renamed.
        Set(lines.filter { $0.key.hasPrefix("key/") }.compactMap { publicID(of: $0.value) })
    }

    private func publicID(of line: String) -> String? {
        line.firstMatch(of: /"public_id":"([^"]+)"/).map { String($0.1) }
    }

    /// What is otherwise in another state, but for keys by their public ids.
    func differences(from other: StoredLines, leavingOut keys: Set<String>) -> [String] {
        let names = Set(lines.keys).union(other.lines.keys).sorted()
        return names.compactMap { name in
            let (one, two) = (lines[name], other.lines[name])
            if one == two { return nil }
            if let one, two == nil, let id = publicID(of: one), keys.contains(id) { return nil }
            return "\(name): \(one ?? "nothing") is now \(two ?? "nothing")"
        }
    }
}
