import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource

@Suite("The draft of a key")
struct KeyDraftTests {
    private static let now = testNow
    private static let recipient = "age1lvpzg5txhrry0mhxqks2cmhlkl07urs3eawfs7j6m4zadc5009vq5gtu3j"

    private func draft(
        _ name: String = "Grafana",
        _ scopes: Set<Scope> = [],
        expiresAt: String = "",
        recipient: String = "",
        taken: Set<String> = []
    ) -> KeyDraft {
        KeyDraft(
            name: name,
            scopes: scopes,
            expiresAt: expiresAt,
            recipient: recipient,
            taken: taken
        )
    }

    /// None, each scope, and each two of them.
    private static let choices: [Set<Scope>] =
        [[]] + Scope.allCases.flatMap { first in Scope.allCases.map { [first, $0] } }

    @Test("is a manifest without a mistake", arguments: choices)
    func valid(scopes: Set<Scope>) {
        for (expiry, recipient) in [
            ("", ""), ("2027-06-30T00:00:00Z", ""), ("", Self.recipient),
            ("2027-06-30T00:00:00Z", Self.recipient),
        ] {
            let draft = draft("CI \"1\" \\ 😀", scopes, expiresAt: expiry, recipient: recipient)
            #expect(draft.problems(at: Self.now).isEmpty)
            let manifests = TestManifests(draft.yaml)
            #expect(manifests.diagnostics.all.map(\.outline).isEmpty, "\(draft.yaml)")
            let key = manifests.desired.resources.first?.specification
            #expect(key?["name"]?.text == "CI \"1\" \\ 😀")
            #expect(key?["scopes"]?.list?.count == scopes.count)
        }
    }

    @Test(
        "is a manifest whatever its name means to YAML",
        arguments: [
            "null", "Null", "~", "true", "No", "123", "1e3", "0x1f", "2026-11-24", "12:30", "- a",
            "a: b", "#", "&a", "*a", "!a", "<<", "defaults",
        ]
    )
    func words(name: String) {
        let draft = draft(name)
        #expect(draft.problems(at: Self.now).isEmpty)
        let manifests = TestManifests(draft.yaml)
        #expect(manifests.diagnostics.all.map(\.outline).isEmpty, "\(draft.yaml)")
        #expect(manifests.desired.resources.first?.specification["name"]?.text == name)
    }

    @Test("says loudly that it may do everything")
    func fullAccess() {
        #expect(draft().yaml.contains("scopes: [] # FULL ACCESS"))
        #expect(!draft("A", [.readMonitors]).yaml.contains("FULL ACCESS"))
    }

    @Test("has an id that nobody has")
    func id() {
        #expect(draft("Grafana Dashboards!").id == "grafana-dashboards")
        #expect(draft("Grafana", taken: ["grafana"]).id == "grafana-2")
        #expect(draft("Grafana", taken: ["grafana", "grafana-2"]).id == "grafana-3")
        #expect(draft("日本").id == "new-key")
        let long = String(repeating: "a", count: 100)
        let ids = [draft(long).id, draft(long, taken: [draft(long).id]).id]
        #expect(Set(ids).count == 2)
        for id in ids { #expect(Label.isID(id)) }
    }

    @Test("says what is wrong in the words of a plan")
    func problems() {
        #expect(draft("").problems(at: Self.now).count == 1)
        #expect(draft(String(repeating: "a", count: 121)).problems(at: Self.now).count == 1)
        #expect(draft("a\u{202E}b").problems(at: Self.now).count == 1)
        #expect(draft(recipient: "age1nobody").problems(at: Self.now).count == 1)
        #expect(draft(expiresAt: "tomorrow").problems(at: Self.now).count == 1)
        #expect(draft(expiresAt: "2020-01-01T00:00:00Z").problems(at: Self.now).count == 1)
    }
}
