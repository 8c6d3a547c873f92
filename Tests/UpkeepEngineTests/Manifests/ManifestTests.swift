import TestSupport
import Testing
import UpkeepEngine
import UpkeepSource

@Suite("A manifest")
struct ManifestTests {
    @Test("is a map of sections")
    func sections() {
        check("1️⃣- a\n- b\n", Expected("1️⃣", "not-manifest"))
        check("1️⃣monitor: {}\n", Expected("1️⃣", "unknown-section", "did you mean \"monitors\"?"))
        check("monitors: 1️⃣[a]\n", Expected("1️⃣", "wrong-shape"))
        check("x-notes: {anything: [goes]}\n")
        check("")
        check("---\n# nothing\n---\n")
    }

    @Test("can have several documents, whose defaults are for the whole file")
    func documents() {
        check(
            TestPage.yaml + """
                monitors:
                  a: {name: A}
                ---
                defaults:
                  monitors: {type: heartbeat, status_page: acme, interval: 5m}
                ---
                monitors:
                  b: {name: B, interval: 30s}
                """
        )
    }

    @Test("has defaults for its own file only")
    func defaultsOfOneFile() {
        let manifests = TestManifests(files: [
            (
                "a.yaml",
                TestPage.yaml + "defaults: {monitors: {type: heartbeat, status_page: acme}}"
            ),
            ("b.yaml", "monitors: {b: {name: B}}"),
        ])
        #expect(manifests.diagnostics.all.map(\.code.word) == ["missing-field", "missing-field"])
    }

    @Test("gets defaults stored as if they were written")
    func resolvedDefaults() {
        let short = TestManifests(
            TestPage.yaml + """
                defaults: {monitors: {type: heartbeat, status_page: acme, interval: 5m, labels: {a: b}, protect: true}}
                monitors: {a: {name: A}}
                """
        )
        let long = TestManifests(
            TestPage.yaml + """
                monitors:
                  a:
                    name: A
                    type: heartbeat
                    status_page: acme
                    interval: 300s
                    labels: {a: b}
                    enabled: true
                    impact: full
                    protect: true
                """
        )
        #expect(short.diagnostics.isEmpty && long.diagnostics.isEmpty)
        #expect(
            short.desired.resources.map(\.specification)
                == long.desired.resources.map(\.specification)
        )
        #expect(
            short.desired.resources.map(\.isProtected) == long.desired.resources.map(\.isProtected)
        )
    }

    @Test("has mistakes in defaults told once, not for every resource")
    func mistakesInDefaults() {
        check(
            TestPage.yaml + """
                defaults:
                  monitors: {type: heartbeat, status_page: acme, interval: 1️⃣30, 2️⃣colour: red}
                  3️⃣monitor: {}
                monitors:
                  a: {name: A}
                  b: {name: B}
                """,
            Expected("1️⃣", "invalid-value"),
            Expected("2️⃣", "unknown-field"),
            Expected("3️⃣", "unknown-section")
        )
    }

    @Test("declares a resource once in the whole tree")
    func duplicates() throws {
        let manifests = TestManifests(files: [
            ("a.yaml", "keys:\n  ci: {scopes: []}\n"), ("b.yaml", "keys:\n  ci: {scopes: []}\n"),
        ])
        let diagnostic = try #require(manifests.diagnostics.all.first)
        #expect(manifests.diagnostics.all.count == 1)
        #expect(diagnostic.code.word == "duplicate-resource")
        #expect(diagnostic.range?.description == "b.yaml:2:3")
        #expect(diagnostic.notes.first?.range?.description == "a.yaml:2:3")
        check(
            "keys:\n  ci: {scopes: []}\n---\nkeys:\n  1️⃣ci: {scopes: []}\n",
            Expected("1️⃣", "duplicate-resource")
        )
        check(
            "workspace: {name: A}\n---\n1️⃣workspace: {name: B}\n",
            Expected("1️⃣", "duplicate-resource")
        )
    }

    @Test(
        "has ids that are DNS labels",
        arguments: [
            ("a", true), ("a-1", true), ("0", true), ("2026-11-20-api", true),
            (String(repeating: "a", count: 63), true), (String(repeating: "a", count: 64), false),
            ("A", false),
            ("-a", false), ("a-", false), ("a_b", false), ("a.b", false), ("ä", false),
            ("a b", false),
            ("\"\"", false), ("x-ray", true),
        ]
    )
    func ids(id: String, isValid: Bool) {
        let manifests = TestManifests("keys: {\(id): {scopes: []}}")
        #expect(manifests.diagnostics.all.map(\.code.word) == (isValid ? [] : ["invalid-id"]))
        #expect(!isValid || manifests.desired.resources.count == 1)
    }

    @Test("suggests the id that a name would be")
    func suggestedID() {
        check("keys: {1️⃣CI Pipeline: {scopes: []}}", Expected("1️⃣", "invalid-id", "\"ci-pipeline\""))
    }

    @Test(
        "has scalars that mean what their field takes, whatever YAML thinks of them",
        arguments: [
            "no", "on", "012", "1:30", "1e3", "0x10", "2026-01-01", "true", ".5", "~x", "=", "NaN",
        ]
    )
    func implicitTypes(scalar: String) {
        let manifests = TestManifests("keys: {ci: {name: \(scalar), scopes: []}}")
        #expect(manifests.diagnostics.isEmpty)
        #expect(manifests.desired.resources.first?.specification["name"]?.text == scalar)
    }

    @Test(
        "has booleans that are true or false and nothing else",
        arguments: ["yes", "on", "True", "1", "\"true\""]
    )
    func booleans(scalar: String) {
        check(
            TestPage.yaml
                + "monitors: {a: {name: A, type: heartbeat, status_page: acme, enabled: 1️⃣\(scalar)}}",
            Expected("1️⃣", "invalid-value", "true")
        )
    }

    @Test("renames with previously, and only from ids that are free")
    func previously() {
        check(
            """
            keys:
              a: {scopes: [], previously: [old, older]}
              b: {scopes: [], previously: 1️⃣[a]}
              c: {scopes: [], previously: 2️⃣[old]}
              d: {scopes: [], previously: [3️⃣NO]}
              e: {scopes: [], previously: 4️⃣old-e}
            """,
            Expected("1️⃣", "previous-id", "still declared"),
            Expected("2️⃣", "previous-id", "both previously key/old"),
            Expected("3️⃣", "invalid-id"),
            Expected("4️⃣", "wrong-shape")
        )
    }

    @Test("that is broken hides no other errors and invents none")
    func brokenFile() {
        let manifests = TestManifests(files: [
            ("a.yaml", "status_pages:\n  acme: {name: \"Acme\n"),
            (
                "b.yaml",
                "monitors:\n  a: {name: A, type: heartbeat, status_page: acme, enabled: maybe}\n"
            ),
        ])
        let outlines = manifests.diagnostics.sorted.map(\.outline)
        #expect(outlines.count == 2)
        #expect(outlines[0].hasPrefix("a.yaml:") && outlines[0].contains("yaml-syntax"))
        #expect(outlines[1].hasPrefix("b.yaml:2:61: error[invalid-value]"))
    }

    @Test(
        "has a resource with a mistake count as declared, so that references to it are no second mistake"
    )
    func referencesToBroken() {
        check(
            """
            status_pages:
              acme: {name: Acme, 1️⃣colour: red, components: {api: {name: API}}}
            monitors:
              a: {name: A, type: heartbeat, status_page: acme, component: api}
            """,
            Expected("1️⃣", "unknown-field")
        )
    }

    @Test("has the references of a resource with a mistake checked too")
    func referencesOfBroken() {
        check(
            TestPage.yaml + """
                monitors:
                  a: {name: A, type: heartbeat, status_page: acme, component: 1️⃣apii, enabled: 2️⃣maybe}
                """,
            Expected("1️⃣", "unknown-reference", "did you mean \"api\"?"),
            Expected("2️⃣", "invalid-value")
        )
    }

    @Test("has texts without characters that terminals and browsers obey")
    func controls() {
        check(
            #"""
            keys:
              a: {scopes: [], name: 1️⃣"a\x1b[31m"}
              b: {scopes: [], name: 2️⃣"a\u202eb"}
              c: {scopes: [], name: 3️⃣"a\nb"}
            """#,
            Expected("1️⃣", "control-character", "U+001B"),
            Expected("2️⃣", "control-character", "U+202E"),
            Expected("3️⃣", "control-character", "line break")
        )
    }

    @Test("says of labels, sets and lists how large they can be")
    func counts() {
        func labels(_ count: Int) -> String {
            let labels = (0..<count).map { "l\($0): v" }.joined(separator: ", ")
            return TestPage.yaml
                + "monitors: {a: {name: A, type: heartbeat, status_page: acme, labels: {\(labels)}}}"
        }
        #expect(TestManifests(labels(64)).diagnostics.isEmpty)
        #expect(TestManifests(labels(65)).diagnostics.all.map(\.code.word) == ["wrong-count"])
        func former(_ count: Int) -> String {
            "keys: {a: {scopes: [], previously: [\((0..<count).map { "o\($0)" }.joined(separator: ", "))]}}"
        }
        #expect(TestManifests(former(32)).diagnostics.isEmpty)
        #expect(TestManifests(former(33)).diagnostics.all.map(\.code.word) == ["wrong-count"])
    }
}
