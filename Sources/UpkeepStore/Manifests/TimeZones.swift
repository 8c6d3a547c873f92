import Synchronization
import UpkeepEngine

/// Time zones as files (RFC 8536) in a folder.
package struct TimeZones: Sendable {
    /// The machine's time zones, as the package tzdata installs them.
    package static let system = TimeZones(folder: "/usr/share/zoneinfo")

    private let folder: String
    /// The same as pure code knows them.
    package let database: ZoneDatabase

    package init(folder: String) {
        self.folder = folder
        let names = Names(folder: folder)
        database = ZoneDatabase(
            zone: { name in
                Self.bytes(of: name, in: folder).flatMap { try? Zone(identifier: name, tzif: $0) }
            },
            names: { names.all }
        )
    }

    /// The digest of a zone's file; nil when there is none.
    func digest(of name: String) -> String? {
        Self.bytes(of: name, in: folder).map { Digest.of($0) }
    }

    /// A zone's file by its name, which must not lead out of the folder.
    private static func bytes(of name: String, in root: String) -> [UInt8]? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }),
            !name.utf8.contains(0)
        else { return nil }
        return (try? bytes(of: parts.map(String.init), in: root)) ?? nil
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
}

extension ZoneDatabase {
    /// The machine's time zones.
    package static let system = TimeZones.system.database
}

/// All names of a folder of time zones, read once, when somebody asks.
private final class Names: Sendable {
    private let folder: String
    private let known = Mutex<[String]?>(nil)

    init(folder: String) {
        self.folder = folder
    }

    var all: [String] {
        known.withLock { known in
            if let known { return known }
            let names = Self.names(in: folder)
            known = names
            return names
        }
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
