import UpkeepEngine
import UpkeepSource

/// A key that lets an integration read, or a pipeline change, what its scopes cover.
package struct APIKey: Specification {
    package static let kind = KindName("key", section: "keys")
    package static let publicID = PublicIDForm.uuid
    package static let summary =
        "A key that lets an integration read, or a pipeline change, what its scopes cover."

    static let digestField = "sha256"

    /// An empty list is full access, which nobody should get by leaving something out.
    package static let alwaysWritten: Set = ["scopes"]

    /// What people read; the id where none is given.
    package let name: String
    /// Empty: full access.
    package let scopes: Set<Scope>
    package let notBefore: Instant?
    package let expiresAt: Instant?
    package let recipients: [String]
    /// The SHA-256 of a key that was made elsewhere; nil for one that an apply makes.
    package let digest: String?
    /// Each higher number is another key.
    package let rotation: Int
    /// How long the key before stays valid.
    package let overlap: Seconds
    package let isRevoked: Bool

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
        let recipients = fields.collection(
            "deliver_to",
            .list(.recipient, count: 0...20),
            "Who may read the key once it is made: age X25519 or ssh-ed25519 public keys."
        )
        let digest = fields.optional(
            Self.digestField,
            .sha256,
            "The SHA-256 of a key that was made elsewhere, as `upkeep keys generate` prints it."
        )
        rotation = fields.optional(
            "rotation",
            .integer(1...1_000_000),
            default: 1,
            "Raise it to replace the key with a new one."
        )
        overlap = fields.optional(
            "overlap",
            .duration(in: 0...31_536_000),
            default: 604_800,
            "How long the key before stays valid when it is replaced."
        )
        isRevoked = fields.optional(
            "revoked",
            .boolean,
            default: false,
            "Ends the key for good, and leaves its name."
        )
        self.notBefore = notBefore
        self.expiresAt = expiresAt
        self.recipients = recipients
        self.digest = digest
        if !fields.writes("scopes") { fields.report(at: "") { .scopesLeftOut(at: $0) } }
        if let notBefore, let expiresAt, expiresAt <= notBefore {
            fields.report(at: "expires_at") { .endNotAfterStart("validity", at: $0) }
        }
        if digest != nil, !recipients.isEmpty {
            fields.report(at: "deliver_to") { .nothingToDeliver(at: $0) }
        }
    }

    /// What is wrong with the keys together.
    package static func check(
        _ all: Declarations<APIKey>,
        in context: CheckContext
    ) -> [Diagnostic] {
        let workspace = Declarations<Workspace>(in: context.desired, zones: context.zones).first {
            _ in true
        }
        let plan = workspace?.specification.plan ?? .pro
        var problems: [Diagnostic] = []
        var holders: [String: Declared<APIKey>] = [:]
        for key in all {
            if !plan.hasAPIAccess {
                problems.append(.planWithoutKeys(plan, at: key.node))
            }
            guard let digest = key.specification.digest else { continue }
            if let first = holders[digest] {
                problems.append(.sameKey(at: key.node(of: "sha256"), first: first))
            }
            holders[digest] = key
        }
        return problems
    }
}
