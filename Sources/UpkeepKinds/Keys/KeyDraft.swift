import UpkeepEngine
import UpkeepSource

/// A key that somebody is about to declare: what they have said, and the manifest that says it.
package struct KeyDraft: Sendable {
    /// What the key will be known by.
    package let id: String
    private let name: String
    private let scopes: Set<Scope>
    private let expiresAt: String?
    private let recipient: String?

    /// Texts are those that were typed; empty ones count as left out.
    ///
    /// `taken` are the ids that other keys have.
    package init(
        name: String,
        scopes: Set<Scope>,
        expiresAt: String,
        recipient: String,
        taken: Set<String>
    ) {
        self.name = name
        self.scopes = scopes
        self.expiresAt = expiresAt.isEmpty ? nil : expiresAt
        self.recipient = recipient.isEmpty ? nil : recipient
        // YAML has a meaning for this word.
        let wanted = Label.id(from: name).flatMap { $0 == "null" ? nil : $0 } ?? "new-key"
        // A number can make it longer than an id can be.
        let stem = String(wanted.prefix(Label.idLength - 4))
        let free = (2...(taken.count + 2)).lazy.map { "\(stem)-\($0)" }.first {
            !taken.contains($0)
        }
        id = taken.contains(wanted) ? free ?? wanted : wanted
    }

    /// Whether the key may do everything.
    package var hasFullAccess: Bool { scopes.isEmpty }

    private var value: Value {
        .map([
            "name": .text(name),
            "scopes": .list(scopes.map(\.rawValue).sorted().map { .text($0) }),
            "expires_at": expiresAt.map { .text($0) },
            "deliver_to": recipient.map { .list([.text($0)]) },
        ])
    }

    /// What is wrong with it, in the words in which `upkeep validate` would say it.
    package func problems(at now: Instant) -> [String] {
        let (_, diagnostics) = APIKey.canonical(value, id: id, zones: .empty)
        var problems = diagnostics.all.filter { $0.severity == .error }.map(\.message)
        if let expiry = expiresAt.flatMap({ Instant(rfc3339: $0) }), expiry <= now {
            problems.append("\(expiry) has passed already")
        }
        return problems
    }

    /// The manifest, to be committed.
    package var yaml: String {
        var lines = [
            "keys:", "  \(id):", "    name: \(YAMLScalar.inline(name))",
            "    scopes: [\(scopes.map(\.rawValue).sorted().joined(separator: ", "))]",
        ]
        if scopes.isEmpty { lines[3] += " # FULL ACCESS" }
        if let expiresAt { lines.append("    expires_at: \(expiresAt)") }
        if let recipient {
            lines += ["    deliver_to:", "      - \(YAMLScalar.inline(recipient))"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
