import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource

@Suite("A key")
struct KeyTests {
    @Test("says which scopes it has, and a slip of the pen is noticed")
    func scopes() {
        check(
            """
            keys:
              ci: {scopes: [monitors:read, 1️⃣monitor:write]}
              integration: {scopes: [status-pages:read]}
              admin: {scopes: []}
              forgotten: 2️⃣{name: Forgotten}
              doubled: {scopes: [monitors:read, 3️⃣monitors:read]}
            """,
            Expected("1️⃣", "invalid-value", "did you mean \"monitors:write\"?"),
            Expected("2️⃣", "scopes-left-out", "full access"),
            Expected("3️⃣", "repeated-element")
        )
    }

    @Test("has a name of at most 120 characters", arguments: [120, 121])
    func name(length: Int) {
        let name = String(repeating: "é", count: length)
        let codes = TestManifests("keys: {ci: {name: \(name), scopes: []}}").diagnostics.all.map(
            \.code.word
        )
        #expect(codes == (length == 120 ? [] : ["wrong-length"]))
    }

    @Test("is valid for a time that ends after it begins")
    func validity() {
        check(
            """
            keys:
              a: {scopes: [], not_before: 2027-01-01T00:00:00Z, expires_at: 1️⃣2026-01-01T00:00:00Z}
              b: {scopes: [], not_before: 2027-01-01T00:00:00Z, expires_at: 2028-01-01T00:00:00Z}
              c: {scopes: [], expires_at: 2️⃣2028-01-01}
            """,
            Expected("1️⃣", "end-not-after-start"),
            Expected("2️⃣", "invalid-value", "not a time")
        )
    }

    @Test("goes to recipients that can be recipients")
    func recipients() {
        let age = "age1lvpzg5txhrry0mhxqks2cmhlkl07urs3eawfs7j6m4zadc5009vq5gtu3j"
        let ssh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
        check(
            """
            keys:
              a: {scopes: [], deliver_to: [\(age), \(ssh) ci@acme]}
              b: {scopes: [], deliver_to: [1️⃣\(age.dropLast())k, 2️⃣ssh-rsa \(ssh.dropFirst(12))]}
            """,
            Expected("1️⃣", "invalid-value", "checksum"),
            Expected("2️⃣", "invalid-value", "has to begin with")
        )
    }

    @Test("is one secret, which only one name can have")
    func sameSecret() {
        let digest = String(repeating: "0123456789abcdef", count: 4)
        check(
            """
            keys:
              a: {scopes: [], sha256: \(digest)}
              b: {scopes: [monitors:read], sha256: 1️⃣\(digest)}
              c: {scopes: [], sha256: 2️⃣\(digest.uppercased())}
              d: {scopes: [], sha256: \(digest.dropLast())0, deliver_to: 3️⃣[\(Self.recipient)]}
            """,
            Expected("1️⃣", "same-key"),
            Expected("2️⃣", "invalid-value"),
            Expected("3️⃣", "nothing-to-deliver")
        )
    }

    static let recipient = "age1lvpzg5txhrry0mhxqks2cmhlkl07urs3eawfs7j6m4zadc5009vq5gtu3j"

    @Test("needs the plan Pro or above", arguments: BillingPlan.allCases)
    func plan(plan: BillingPlan) {
        let yaml = "workspace: {name: Acme, plan: \(plan.rawValue)}\nkeys: {ci: {scopes: []}}\n"
        let codes = TestManifests(yaml).diagnostics.all.map(\.code.word)
        #expect(codes == (plan.hasAPIAccess ? [] : ["plan-without-keys"]))
    }

    @Test("shows what it may do when it changes")
    func effects() {
        var state = TestState()
        state.apply("keys: {ci: {scopes: [monitors:read]}}")
        #expect(state.plan("keys: {ci: {scopes: [monitors:read]}}").isEmpty)
        #expect(
            state.plan("keys: {ci: {scopes: [monitors:write]}}").outline == [
                "~ key/ci scopes: monitors:read -> monitors:write"
                    + " | it gains monitors:write; it loses monitors:read"
            ]
        )
        #expect(
            state.plan("keys: {ci: {scopes: []}}").outline == [
                "~ key/ci scopes: monitors:read -> [] | FULL ACCESS, no longer only some scopes"
            ]
        )
    }
}
