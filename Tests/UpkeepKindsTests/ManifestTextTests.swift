import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource

/// What is exported, imported and rolled back is written as manifests, and read again by everybody.
@Suite struct ManifestTextTests {
    @Test func whatIsWrittenDeclaresTheSameAgain() throws {
        let manifests = TestManifests(AllKindsTests.everything)
        var state = TestState()
        state.apply(manifests)
        let text = ManifestText(try #require(state.state).resources).text
        let again = TestManifests(text)
        #expect(!again.diagnostics.hasErrors, "\(again.diagnostics.all)\n\(text)")
        #expect(state.plan(again).isEmpty)
    }

    @Test func itReadsAsSomebodyWouldHaveWrittenIt() throws {
        var state = TestState()
        state.apply(
            TestManifests(
                TestPage.yaml + """
                    monitors:
                      gateway: {name: "API: the gateway", type: api, target: "https://api.acme.example", interval: 60s,
                        status_page: acme, component: api, labels: {team: core}}
                    keys:
                      own: {scopes: [], sha256: 4f1f0de6b4f7a7a6a2c1d1b6f9a3b3b2f7c2ce0b0d4cf27b6ba1f4b7d0d6a9c5, protect: true}
                    """
            )
        )
        let expected = """
            status_pages:
              acme:
                name: Acme Status
                time_zone: Europe/Berlin
                components:
                  api:
                    name: API
                    group: Platform
                  docs:
                    name: Documentation

            monitors:
              gateway:
                name: "API: the gateway"
                type: api
                target: https://api.acme.example
                status_page: acme
                component: api
                labels:
                  team: core

            keys:
              own:
                scopes: []
                sha256: 4f1f0de6b4f7a7a6a2c1d1b6f9a3b3b2f7c2ce0b0d4cf27b6ba1f4b7d0d6a9c5
                protect: true

            """
        let text = ManifestText(try #require(state.state).resources).text
        #expect(text == expected, "\(text)")
    }

    static let texts = [
        "null", "Yes", "off", "~", "12", "1_000", "1:30", "0x1F", "0o17", "1e3", ".5", "-", "- a",
        "a: b", "a:", ": a", "a #b", "#a", "&a", "*a", "!a", "%a", "@a", "`a`", "'a'", "\"a\"",
        "[a]",
        "{a}", "a, b", "a\tb", "a\u{7}b", "\u{FEFF}a", "a\u{2028}b", "a\u{202E}b", "\u{1F600}",
        "\\",
        "2026-11-24", "2026-11-24T10:00:00Z", "C:\\x", "(a)", "<<", "=", "?", "? a", "| a", "> a",
        "---", "...", "--- a", "a'b", "0", "Infinity", ".nan", "\u{E000}",
    ]

    @Test(arguments: texts)
    func noTextIsTakenForSomethingElse(_ text: String) throws {
        try hold(text, in: "name")
    }

    static let messages = [
        "a\nb", "a\n\nb", " a\nb", "a\n b", "a \nb", "a\nb: c", "a\n# b", "a\n- b", "\ta\nb",
        "a\n\tb", "---\na", "a\n---\nb", "a\n...\nb", "a\u{85}b\nc", "\u{1F600}\nb",
    ]

    @Test(arguments: messages)
    func noLineBreakIsLost(_ text: String) throws {
        try hold(text, in: "description")
    }

    /// What a field says of characters that nobody can see.
    private static let refusals: Set = ["control-character"]

    /// Writes a page with a text in a field, and reads it again.
    private func hold(_ text: String, in field: String) throws {
        let kind = try #require(Kind.all.first { $0.name == StatusPage.kind })
        var fields: [String: Value] = ["name": "Acme", "time_zone": "UTC"]
        fields[field] = .text(text)
        let specification = Value.map(fields.map { Value.Entry($0.key, $0.value) })
        var manifest = ManifestText()
        manifest.add(kind, [ManifestText.Entry("acme", specification, comments: ["a\nb", ""])])
        let again = TestManifests(manifest.text)
        let page = again.desired[ResourceID(kind: "status_page", id: "acme")]
        // A field may refuse the text, or take the space around it away; what it reads is never another text.
        guard !again.diagnostics.hasErrors else {
            let refused = again.diagnostics.all.filter { $0.severity == .error }.map(\.code.word)
            #expect(Self.refusals.isSuperset(of: refused), "\(manifest.text)")
            return
        }
        #expect(page?.specification[field]?.text == text, "\(manifest.text)")
    }

    @Test(arguments: ["null", "true", "2026", "1e3", "0x10"])
    func idsAreTextToo(_ id: String) throws {
        let kind = try #require(Kind.all.first { $0.name == StatusPage.kind })
        var manifest = ManifestText()
        manifest.add(kind, [ManifestText.Entry(id, .map(["name": "Acme"]))])
        let again = TestManifests(manifest.text)
        #expect(again.desired[ResourceID(kind: "status_page", id: id)] != nil, "\(manifest.text)")
    }
}
