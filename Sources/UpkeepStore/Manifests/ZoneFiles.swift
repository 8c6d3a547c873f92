import UpkeepEngine

extension ZoneDatabase {
    /// The folder that the package tzdata fills.
    private static let systemFolder = "/usr/share/zoneinfo"

    /// The machine's time zones (RFC 8536 files, as the package tzdata installs them).
    package static let system = ZoneDatabase(
        zone: { name in zone(name, in: systemFolder) },
        names: { systemNames }
    )

    private static let systemNames = names(in: systemFolder)

    /// A zone by its name, which must not lead out of the folder.
    private static func zone(_ name: String, in root: String) -> Zone? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }),
            !name.utf8.contains(0)
        else { return nil }
        let bytes = try? Self.bytes(of: parts.map(String.init), in: root)
        guard let bytes = bytes ?? nil else { return nil }
        return try? Zone(identifier: name, tzif: bytes)
    }

    private static func bytes(of parts: [String], in root: String) throws(StoreError) -> [UInt8]? {
        var path = root
        for part in parts.dropLast() { path += "/" + part }
        // Many names of the database are links to others in it.
        let folder = try Folder(path: path, followsLink: true)
        guard let name = parts.last, folder.statusBehindLink(name)?.form == .regular else {
            return nil
        }
        guard let file = try folder.linkedFile(name) else { return nil }
        return try file.readToEnd(limit: Zone.sizeLimit)
    }

    /// All names, from the list that the database carries.
    private static func names(in root: String) -> [String] {
        guard let folder = try? Folder(path: root, followsLink: true),
            let file = try? folder.linkedFile("tzdata.zi"),
            let bytes = try? file.readToEnd(limit: 1_048_576)
        else { return [] }
        // Lines of zones begin with Z and the name, lines of links with L, the target and the name (zic(8)).
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            if words.first == "Z", words.count > 1 { return String(words[1]) }
            return words.first == "L" && words.count > 2 ? String(words[2]) : nil
        }
    }
}
