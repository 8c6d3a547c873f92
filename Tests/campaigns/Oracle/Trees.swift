/// Manifests that the campaigns apply.
enum Trees {
    /// A page, and monitors in files of at most a hundred.
    static func monitors(
        _ count: Int,
        interval: Int = 60,
        renaming renamed: Bool = false
    ) -> [String: String] {
        var files = ["page.yaml": page]
        for start in stride(from: 1, through: count, by: 100) {
            var text = "defaults:\n  monitors: {status_page: acme, interval: \(interval)s}\n"
            text += "monitors:\n"
            for number in start..<min(start + 100, count + 1) {
                let isRenamed = renamed && number == 1
                let id = isRenamed ? "renamed" : "m-\(number)"
                let former = isRenamed ? ", previously: [m-1]" : ""
                let target = "https://m-\(number).example.com"
                text += "  \(id): {name: m-\(number), type: site, target: \"\(target)\"\(former)}\n"
            }
            files["monitors-\(start / 100).yaml"] = text
        }
        return files
    }

    /// Keys of which one is replaced by another as its rotation rises; the one before stays valid for a week.
    static func keys(rotation: Int) -> [String: String] {
        let receiver = "deliver_to: [\(KeyOracle.recipient)]"
        let text = """
            keys:
              ci: {scopes: [monitors:read], rotation: \(rotation), overlap: 7d, \(receiver)}
              root: {scopes: [], \(receiver)}

            """
        return ["keys.yaml": text]
    }

    static let page = """
        status_pages:
          acme:
            name: Acme Status
            components:
              api: {name: API}

        """

    /// Writes a tree as if it were a checkout, so that the search for the commit ends in it.
    static func write(_ files: [String: String], to folder: String) throws {
        try Files.makeFolder("\(folder)/.git/refs/heads")
        try Files.write("ref: refs/heads/main\n", to: "\(folder)/.git/HEAD")
        let commit = String(repeating: "c0ffee00", count: 5)
        try Files.write(commit + "\n", to: "\(folder)/.git/refs/heads/main")
        for (name, text) in files { try Files.write(text, to: "\(folder)/\(name)") }
    }
}
