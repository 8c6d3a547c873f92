import UpkeepEngine
import UpkeepKinds

/// The API Console: the keys that there are, what they may do, and the YAML for another one.
struct ConsoleDocument {
    static let path = "/user/api-console"

    /// What the form asks for.
    struct Form {
        let name: String
        let scopes: Set<Scope>
        /// A day, as 2027-06-30, or nothing.
        let expiry: String
        let recipient: String
        /// Whether it has been filled in.
        let isSent: Bool
    }

    private let site: Site
    private let form: Form
    private let lastUse: @Sendable (String) -> Instant?
    private let now: Instant
    private let clock = PageClock(zone: .utc)

    init(
        of site: Site,
        _ form: Form,
        lastUse: @escaping @Sendable (String) -> Instant?,
        now: Instant
    ) {
        self.site = site
        self.form = form
        self.lastUse = lastUse
        self.now = now
    }

    /// What is to be seen where the plan has no keys.
    static func upgrade(_ plan: BillingPlan) -> Content {
        var document = Document(title: "API Console", root: "../")
        document.script = nil
        document.data = frame
        let paid = BillingPlan.allCases.filter(\.hasAPIAccess).map(\.rawValue)
        return document.content(
            "console",
            [
                "needsUpgrade": true,
                "plan": .text(plan.rawValue),
                "plans": .text(paid.joined(separator: ", ")),
            ]
        )
    }

    private static let frame: PageData = [
        "isPage": false, "name": "Upkeep", "home": "./api-console",
    ]

    var content: Content {
        var document = Document(title: "API Console", root: "../")
        document.script = .console
        document.hasForm = true
        document.data = Self.frame
        let rows = site.keys.entries.map { ($0, $0.status(at: now)) }
        let live = rows.filter { $0.1 == .active || $0.1 == .notYetValid }
        let over = rows.filter { $0.1 == .revoked || $0.1 == .expired }
        let ended = over.map { data($0.0, $0.1) } + site.keys.ended.map(data)
        return document.content(
            "console",
            [
                "needsUpgrade": false,
                "base": .text("\(site.baseURL)/user/api/v1"),
                "keys": .list(live.map { data($0.0, $0.1) }),
                "hasEnded": .flag(!ended.isEmpty),
                "endedCount": .text(String(ended.count)),
                "ended": .list(ended),
                "scopes": .list(Scope.allCases.map(data)),
                "form": .data(formData),
            ]
        )
    }

    // MARK: Keys

    private func data(_ entry: KeyRing.Entry, _ status: KeyStatus) -> PageData {
        let isReplaced = status == .active && entry.end != nil
        return [
            "key": .text(entry.key),
            "name": .text(entry.name),
            "prefix": .optional(entry.credential.prefix),
            "id": .text(entry.id),
            "created": .data(clock.time(entry.credential.createdAt)),
            "used": .optional(lastUse(entry.id).map(clock.time)),
            "hasFullAccess": .flag(entry.scopes.isEmpty),
            "scopes": .text(Scope.text(of: entry.scopes)),
            "until": .optional(entry.validUntil.map(clock.time)),
            "status": .text(isReplaced ? "replaced" : status.rawValue),
            "tone": .text(isReplaced || status != .active ? "slow" : "ok"),
        ]
    }

    private func data(_ tombstone: Tombstone) -> PageData {
        [
            "key": .text(tombstone.resource.id),
            "name": .text(tombstone.resource.id),
            "id": .text(tombstone.id),
            "prefix": false,
            "created": .data(clock.time(tombstone.issuedAt)),
            "used": .optional(lastUse(tombstone.id).map(clock.time)),
            "until": .data(clock.time(tombstone.endsAt)),
            "status": .text(tombstone.reason == .rotated ? "replaced" : tombstone.reason.rawValue),
        ]
    }

    private func data(_ scope: Scope) -> PageData {
        [
            "scope": .text(scope.rawValue),
            "help": .text(scope.help),
            "isChosen": .flag(form.scopes.contains(scope)),
        ]
    }

    // MARK: The form

    private var formData: PageData {
        let keys = site.state.resources(ofKind: APIKey.kind.word).map(\.id.id)
        let draft = KeyDraft(
            name: form.name,
            scopes: form.scopes,
            expiresAt: form.expiry.isEmpty ? "" : "\(form.expiry)T00:00:00Z",
            recipient: form.recipient,
            taken: Set(keys)
        )
        let problems = form.isSent ? draft.problems(at: now) : []
        return [
            "name": .text(form.name),
            "expiry": .text(form.expiry),
            "recipient": .text(form.recipient),
            "hasProblems": .flag(!problems.isEmpty),
            "problems": .list(problems.map { ["text": .text($0)] }),
            "isGood": .flag(form.isSent && problems.isEmpty),
            "yaml": .text(draft.yaml),
            "id": .text(draft.id),
            "hasFullAccess": .flag(draft.hasFullAccess),
            "hasRecipient": .flag(!form.recipient.isEmpty),
        ]
    }
}
