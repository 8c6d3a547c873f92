import ArgumentParser
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

struct KeysVerifyCommand: ExemplaryCommand {
    static let example = "age -d -i identity.txt .upkeep/sealed/ci.age | upkeep keys verify"
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract:
            "Tell what the key on standard input may do. Exit status 4 when it opens nothing.",
        discussion: """
            Standard input holds the key alone, or text with one key in it, such as an opened seal. Its checksum is \
            looked at first, so that a slip of the pen is told from a key that is unknown.
            """
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var moment: MomentOptions

    @Option(help: "The form of the result: text or json.")
    var format: DataFormat = .text

    func run() throws {
        let key = KeyText.key(in: try StandardInput.read(limit: KeyText.sizeLimit))
        let (_, ring) = try state.store().keyRing()
        let now = moment.now
        let found = key.read { ring.find($0) }
        let hash = key.read { KeyHash(ofKey: $0) }
        let entry = found.entry
        let isWellFormed = key.read { KeyFormat.isValid($0) }
        let status =
            entry?.status(at: now).rawValue
            ?? found.tombstone.map { $0.isInForce(at: now) ? "revoked" : $0.reason.rawValue }
            ?? (isWellFormed ? "unknown" : "not a key: its form or checksum is wrong")
        let isKnown = entry != nil || found.tombstone != nil
        let value = Value.map([
            "ends_at": (found.tombstone?.endsAt).map { .text($0.description) },
            "expires_at": entry?.expiresAt.map { .text($0.description) },
            "id": isKnown || isWellFormed ? .text(hash.id) : nil,
            "key": (entry?.key ?? found.tombstone?.resource.id).map(Value.text),
            "name": entry.map { .text($0.name) },
            "not_before": entry?.notBefore.map { .text($0.description) },
            "scopes": entry.map { .list($0.scopes.map(\.rawValue).sorted().map(Value.text)) },
            "status": .text(status),
        ])
        switch format {
        case .json: try Console().write(value.indentedJSON)
        case .text: try Console().write(Self.text(value, entry))
        }
        try (entry?.status(at: now) == .active ? ExitStatus.done : .refused).end()
    }

    private static func text(_ value: Value, _ entry: KeyRing.Entry?) -> String {
        let rows = [
            ("status", value["status"]?.text), ("key", value["key"]?.text),
            ("name", value["name"]?.text), ("id", value["id"]?.text),
            ("scopes", entry.map { Scope.text(of: $0.scopes) }),
            ("from", value["not_before"]?.text), ("expires", value["expires_at"]?.text),
            ("ends", value["ends_at"]?.text),
        ]
        return rows.compactMap { title, text in
            text.map {
                "\(title)\(String(repeating: " ", count: 9 - title.count))\($0.printable)\n"
            }
        }.joined()
    }
}
