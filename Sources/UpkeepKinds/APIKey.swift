import UpkeepEngine
import UpkeepSource

/// A key that lets an integration read, or a pipeline change, what its scopes cover.
package struct APIKey: Specification {
    package static let kind = KindName("key", section: "keys")
    package static let publicID = PublicIDForm.uuid
    package static let summary =
        "A key that lets an integration read, or a pipeline change, what its scopes cover."

    /// What people read; the id where none is given.
    package let name: String
    /// Empty: full access.
    package let scopes: Set<Scope>
    package let notBefore: Instant?
    package let expiresAt: Instant?
    package let recipients: [String]

    package init(_ fields: inout FieldReader) {
        name =
            fields.optional("name", .text(1...120), "What people read; the id if left out.")
            ?? fields.id
        scopes = fields.collection(
            "scopes",
            .set(.choice(Scope.self), count: 0...Scope.allCases.count),
            "What the key may do. `[]` is full access. A write scope does not include its read scope."
        )
        let notBefore = fields.optional("not_before", .time, "From when on the key is valid.")
        let expiresAt = fields.optional("expires_at", .time, "Until when it is valid.")
        recipients = fields.collection(
            "deliver_to",
            .list(.recipient, count: 0...20),
            "Who may read the key once it is made: age X25519 or ssh-ed25519 public keys."
        )
        self.notBefore = notBefore
        self.expiresAt = expiresAt
        if !fields.writes("scopes") { fields.report(at: "") { .scopesLeftOut(at: $0) } }
        if let notBefore, let expiresAt, expiresAt <= notBefore {
            fields.report(at: "expires_at") { .endNotAfterStart("validity", at: $0) }
        }
    }

    package static func review(_ change: Transition<APIKey>, in context: PlanContext) -> Review {
        guard let after = change.after else {
            return Review(effects: ["integrations that use it get 401"])
        }
        var effects: [String] = []
        if let before = change.before {
            effects += Scope.effects(from: before.scopes, to: after.scopes)
        } else {
            let scopes = after.scopes.map(\.rawValue).sorted().joined(separator: ", ")
            effects.append(after.scopes.isEmpty ? "FULL ACCESS" : "may: \(scopes)")
        }
        if let expiresAt = after.expiresAt, change.before?.expiresAt != expiresAt {
            effects.append(expiresAt <= context.now ? "it has expired" : "it expires \(expiresAt)")
        }
        return Review(effects: effects)
    }
}

/// What a key may do.
package enum Scope: String, Choice {
    case readStatusPages = "status_pages:read"
    case readMonitors = "monitors:read"
    case writeMonitors = "monitors:write"
    case readIncidents = "incidents:read"
    case writeIncidents = "incidents:write"
    case readMaintenances = "maintenances:read"
    case writeMaintenances = "maintenances:write"
    case readAnalytics = "analytics:read"

    package static let spellings = ["status-pages:read": Scope.readStatusPages]

    package var help: String {
        switch self {
        case .readStatusPages: "read status pages and their components"
        case .readMonitors: "read monitors"
        case .writeMonitors: "apply changes of monitors"
        case .readIncidents: "read incidents and their updates"
        case .writeIncidents: "apply changes of incidents"
        case .readMaintenances: "read maintenances"
        case .writeMaintenances: "apply changes of maintenances"
        case .readAnalytics: "read availability and analytics"
        }
    }

    fileprivate static func effects(from before: Set<Scope>, to after: Set<Scope>) -> [String] {
        if before == after { return [] }
        if after.isEmpty { return ["FULL ACCESS, no longer only some scopes"] }
        if before.isEmpty { return ["it loses full access"] }
        let gained = after.subtracting(before).map(\.rawValue).sorted()
        let lost = before.subtracting(after).map(\.rawValue).sorted()
        return (gained.isEmpty ? [] : ["it gains \(gained.joined(separator: ", "))"])
            + (lost.isEmpty ? [] : ["it loses \(lost.joined(separator: ", "))"])
    }
}

extension FieldType where Self == PatternField {
    /// An age X25519 recipient (C2SP age specification) or an ssh-ed25519 public key (RFC 8709).
    fileprivate static var recipient: PatternField { .recipientField }
}

extension PatternField {
    fileprivate static let recipientField = PatternField(
        "recipient",
        length: 62...512,
        pattern:
            #"^(age1[02-9ac-hj-np-z]{58}|ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( .*)?)$"#
    ) { text in
        if text.hasPrefix("age1") {
            let isBech32 = text.dropFirst(4).utf8.allSatisfy {
                "023456789acdefghjklmnpqrstuvwxyz".utf8.contains($0)
            }
            return isBech32 && text.utf8.count == 62
                ? nil : "an age recipient is age1 and 58 lower-case characters"
        }
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "ssh-ed25519" else {
            return "it has to begin with age1 or ssh-ed25519"
        }
        // Base64 of the length 11, "ssh-ed25519", the length 32; then 43 characters of key (RFC 8709, section 4).
        guard parts[1].hasPrefix("AAAAC3NzaC1lZDI1NTE5AAAAI"), parts[1].utf8.count == 68 else {
            return "the key behind ssh-ed25519 is not one of that type"
        }
        return nil
    }
}
