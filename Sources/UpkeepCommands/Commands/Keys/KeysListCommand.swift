import ArgumentParser
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

struct KeysListCommand: ExemplaryCommand {
    static let example = "upkeep keys list --all --format json"
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "List the keys of the state: what they may do, until when, and when they were used last."
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var moment: MomentOptions

    @Option(help: "The form of the result: text or json.")
    var format: DataFormat = .text

    @Flag(help: "Also list what was revoked, removed or replaced.")
    var all = false

    func run() throws {
        let store = state.store()
        let (state, ring) = try store.keyRing()
        let now = moment.now
        let usage = KeyUsage(of: store)
        var rows = ring.entries.map { entry in
            KeyRow(entry, lastUse: usage.lastUse(of: entry.id), at: now)
        }
        let known = Set(ring.entries.map(\.key))
        // Keys that `keys revoke` has ended are still declared.
        rows += state.resources(ofKind: APIKey.kind.word).filter { !known.contains($0.id.id) }.map {
            KeyRow(withoutCredential: $0)
        }
        rows.sort { ($0.key, $1.createdAt) < ($1.key, $0.createdAt) }
        if all {
            rows += ring.ended.map {
                KeyRow($0, lastUse: usage.lastUse(of: $0.id))
            }
        }
        switch format {
        case .json: try Console().write(Value.list(rows.map(\.value)).indentedJSON)
        case .text: try Console().write(KeyRow.table(rows))
        }
    }
}

/// What is told of one key.
private struct KeyRow {
    let key: String
    let name: String
    let id: String
    let prefix: String?
    let createdAt: String
    let lastUse: Instant?
    /// Nil where nobody knows any more.
    let scopes: Set<Scope>?
    let expiresAt: Instant?
    let endsAt: Instant?
    let status: String

    init(_ entry: KeyRing.Entry, lastUse: Instant?, at now: Instant) {
        key = entry.key
        name = entry.name
        id = entry.id
        prefix = entry.credential.prefix
        createdAt = entry.credential.createdAt.description
        self.lastUse = lastUse
        scopes = entry.scopes
        expiresAt = entry.expiresAt
        endsAt = entry.end?.endsAt
        let status = entry.status(at: now)
        let isReplaced = status == .active && entry.end != nil
        self.status = isReplaced ? "replaced" : status.rawValue
    }

    init(_ tombstone: Tombstone, lastUse: Instant?) {
        key = tombstone.resource.id
        name = tombstone.resource.id
        id = tombstone.id
        prefix = nil
        createdAt = tombstone.issuedAt.description
        self.lastUse = lastUse
        scopes = nil
        expiresAt = nil
        endsAt = tombstone.endsAt
        status = tombstone.reason.rawValue
    }

    init(withoutCredential stored: StoredResource) {
        let declared = APIKey.reading(
            stored.specification,
            id: stored.id.id,
            zones: .system
        )
        key = stored.id.id
        name = declared.name
        id = ""
        prefix = nil
        createdAt = stored.createdAt.description
        lastUse = nil
        scopes = declared.scopes
        expiresAt = declared.expiresAt
        endsAt = nil
        status = KeyStatus.revoked.rawValue
    }

    var value: Value {
        .map([
            "created_at": .text(createdAt),
            "ends_at": endsAt.map { .text($0.description) },
            "expires_at": expiresAt.map { .text($0.description) },
            "id": id.isEmpty ? nil : .text(id),
            "key": .text(key),
            "last_used_at": lastUse.map { .text($0.description) },
            "name": .text(name),
            "prefix": prefix.map(Value.text),
            "scopes": scopes.map { .list($0.map(\.rawValue).sorted().map(Value.text)) },
            "status": .text(status),
        ])
    }

    private var cells: [String] {
        let until = (endsAt ?? expiresAt).map(\.description) ?? "-"
        return [
            key, status, id.isEmpty ? "-" : id, prefix.map { "\($0)..." } ?? "-", createdAt,
            lastUse?.description ?? "never", until, scopes.map { Scope.text(of: $0) } ?? "-",
        ]
    }

    private static let titles = [
        "KEY", "STATUS", "ID", "PREFIX", "CREATED", "LAST USE", "UNTIL", "SCOPES",
    ]

    static func table(_ rows: [KeyRow]) -> String {
        let lines = [titles] + rows.map { $0.cells.map(\.printable) }
        let widths = titles.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { cells in
            let padded = cells.indices.map { column in
                cells[column]
                    + (column == cells.count - 1
                        ? ""
                        : String(repeating: " ", count: widths[column] - cells[column].count + 2))
            }
            return padded.joined() + "\n"
        }.joined()
    }
}
