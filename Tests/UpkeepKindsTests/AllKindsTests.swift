import TestSupport
import Testing
import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

@Suite("Every kind")
struct AllKindsTests {
    /// One manifest that uses every field of every kind.
    static let everything = """
        workspace:
          name: Acme
          plan: business
          base_url: https://status.acme.example
          maintenance_notice: 1h
          show_commit: true
          freezes: [{start_at: 2026-12-20T00:00:00Z, end_at: 2027-01-03T00:00:00+01:00, reason: Holidays}]
        status_pages:
          acme:
            name: Acme Status
            description: "How we are\\ntoday"
            url: https://status.acme.example
            time_zone: Europe/Berlin
            branding:
              logo: data:image/png;base64,iVBORw==
              accent: "#0F766E"
              footer: [{label: Imprint, url: https://acme.example/imprint}, {label: Help, url: "mailto:help@acme.example"}]
            embedders: [https://intranet.acme.example, "https://acme.example:8443"]
            components:
              web: {name: Web, group: Front, description: The shop}
              api: {name: "API \\u00e9 😀"}
        monitors:
          api:
            name: API
            type: api
            target: https://api.acme.example
            interval: 1h30m
            enabled: false
            status_page: acme
            component: api
            impact: degrade_only
            labels: {team: core, "app.kubernetes.io/name": api}
            protect: true
            previously: [old-api]
        keys:
          ci:
            name: CI
            scopes: [status-pages:read, monitors:write]
            not_before: 2026-01-01T00:00:00Z
            expires_at: 2027-06-30T00:00:00+02:00
            deliver_to: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea ci"]
            rotation: 3
            overlap: 1h
          own:
            scopes: []
            sha256: 4f1f0de6b4f7a7a6a2c1d1b6f9a3b3b2f7c2ce0b0d4cf27b6ba1f4b7d0d6a9c5
            revoked: true
        maintenances:
          weekly:
            status_page: acme
            title: Weekly work
            message: |
              Short breaks.

            time_zone: Europe/Berlin
            start_at: 2026-11-29T02:30:00
            end_at: 2026-11-29T03:30:00
            repeat: {every: week, interval: 2, on: [sunday, wed], until: 2027-06-01, except: [2026-12-27, 2026-12-23]}
            components: [web, api]
            monitors: [api]
            notify_subscribers: false
            allow_overlap: true
            emergency: true
            cancelled_at: 2027-05-01T00:00:00Z
          monthly:
            status_page: acme
            title: Monthly work
            time_zone: UTC
            start_at: 2026-12-06T02:30
            end_at: 2026-12-06T03:30
            repeat: {every: month, on: first sunday}
            emergency: true
        incidents:
          outage:
            status_page: acme
            title: Outage
            impact: critical
            components: [web]
            monitors: [api]
            updates:
              - {at: 2026-11-20T09:12:00Z, state: investigating, message: One}
              - {at: 2026-11-20T10:12:00Z, state: resolved, message: Two}
        """

    /// All fields asked for by a kind, once with a node and once without.
    @Test("asks for the same fields whatever the values are", arguments: Kind.all.map(\.name.word))
    func sameFields(word: String) throws {
        let kind = try #require(Kind.all.first { $0.name.word == word })
        // Every field is known when it is written, so a manifest of all described fields has no unknown one.
        let names = Reference.paths(of: kind).filter { !$0.contains(".") }
        let body = names.map { "\($0): {}" }.joined(separator: ", ")
        let yaml =
            kind.name.isSingleton ? "\(word): {\(body)}" : "\(kind.name.section): {a: {\(body)}}"
        let codes = TestManifests(yaml).diagnostics.all.map(\.code.word)
        #expect(!codes.contains("unknown-field"))
        #expect(!codes.contains("missing-field") || word == "maintenance")
        #expect(!codes.isEmpty, "no kind takes a map for every field")
    }

    @Test("reads what it has written as the same")
    func canonicalFixedPoint() throws {
        let manifests = TestManifests(Self.everything)
        #expect(manifests.diagnostics.all.map(\.outline).isEmpty)
        #expect(Set(manifests.desired.resources.map(\.id.kind)) == Set(Kind.all.map(\.name.word)))
        for resource in manifests.desired.resources {
            let (again, diagnostics) = canonical(resource)
            #expect(again == resource.specification, "\(resource.id)")
            #expect(diagnostics.isEmpty, "\(resource.id): \(diagnostics.all.map(\.outline))")
            let reread = try JSONReader.value(of: Array(resource.specification.json.utf8))
            #expect(reread == resource.specification)
        }
    }

    private func canonical(_ resource: Resource) -> (Value, Diagnostics) {
        func read<Spec: Specification>(_ type: Spec.Type) -> (Value, Diagnostics) {
            Spec.canonical(resource.specification, id: resource.id.id, zones: .system)
        }
        return switch resource.id.kind {
        case Workspace.kind.word: read(Workspace.self)
        case StatusPage.kind.word: read(StatusPage.self)
        case Monitor.kind.word: read(Monitor.self)
        case APIKey.kind.word: read(APIKey.self)
        case Maintenance.kind.word: read(Maintenance.self)
        default: read(Incident.self)
        }
    }

    @Test("uses every field in the manifest above, so that the test above means something")
    func everyFieldIsUsed() {
        let resources = TestManifests(Self.everything).desired.resources
        for kind in Kind.all {
            let used = resources.filter { $0.id.kind == kind.name.word }.map(\.specification)
            for field in kind.fields {
                #expect(used.contains { $0[field.name] != nil }, "\(kind.name.word).\(field.name)")
            }
        }
    }

    @Test("plans to nothing once it is applied")
    func convergence() {
        var state = TestState()
        state.apply(Self.everything)
        #expect(state.plan(Self.everything).isEmpty)
        #expect(state.state?.resources.count == 8)
    }

    @Test(
        "shows each changed field in the plan",
        arguments: ["name: CI", "title: Outage", "interval: 1h30m"]
    )
    func changedFields(line: String) {
        var state = TestState()
        state.apply(Self.everything)
        let changed = Self.everything.replacing(
            line,
            with: line == "interval: 1h30m" ? "interval: 2h" : line + "2"
        )
        let plan = state.plan(changed)
        let field = String(line.prefix { $0 != ":" })
        #expect(plan.changes.map(\.action) == [.update])
        #expect(plan.changes.first?.fields.map(\.path) == [field])
    }

    @Test(
        "has a help text and a place in the schema for every field",
        arguments: Kind.all.map(\.name.word)
    )
    func describedFields(word: String) throws {
        let kind = try #require(Kind.all.first { $0.name.word == word })
        let properties = JSONSchema.kind(kind)["properties"]
        for field in kind.fields {
            #expect(field.help.hasSuffix("."), "\(word).\(field.name)")
            #expect(properties?[field.name]?["description"]?.text == field.help)
        }
        for path in Reference.paths(of: kind) {
            #expect(Reference.page(of: kind, field: path) != nil, "\(word).\(path)")
        }
    }
}
