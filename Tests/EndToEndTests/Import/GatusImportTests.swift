import Testing

/// From Gatus: YAML in, YAML out.
@Suite struct GatusImportTests {
    @Test func endpointsAreComponentsWithMonitors() throws {
        let run = try ImportRun(
            """
            ui: {header: Example, description: How we are., logo: "https://example.com/logo.svg"}
            endpoints:
              - name: Front door
                group: Web
                url: https://example.com
                interval: 30s
                conditions: ["[STATUS] == 200", "[RESPONSE_TIME] < 300"]
                alerts: [{type: slack}]
              - name: Orders
                group: Web
                enabled: false
                url: https://api.example.com/orders
                interval: 1h30m
                conditions: ["[BODY].ok == true"]
                extra-labels: {team: core}
              - name: Name server
                url: 192.0.2.1
                dns: {query-name: example.com, query-type: A}
                conditions: ["[DNS_RCODE] == NOERROR"]
              - name: Database
                url: tcp://db.example.com:5432
                conditions: ["[CONNECTED] == true"]
            external-endpoints:
              - name: Backup
                token: hidden-word
                heartbeat: {interval: 24h}
            """,
            "gatus"
        )
        #expect(
            try run.manifest() == """
                status_pages:
                  example:
                    name: Example
                    description: How we are.
                    branding:
                      logo: https://example.com/logo.svg
                    components:
                      front-door:
                        name: Front door
                        group: Web
                      orders:
                        name: Orders
                        group: Web
                      name-server:
                        name: Name server
                      database:
                        name: Database
                      backup:
                        name: Backup

                monitors:
                  front-door:
                    name: Front door
                    type: site
                    target: https://example.com
                    interval: 30s
                    status_page: example
                    component: front-door
                  orders:
                    name: Orders
                    type: api
                    target: https://api.example.com/orders
                    interval: 1h30m
                    enabled: false
                    status_page: example
                    component: orders
                    labels:
                      team: core
                  name-server:
                    name: Name server
                    type: dns
                    target: example.com
                    status_page: example
                    component: name-server
                  backup:
                    name: Backup
                    type: heartbeat
                    interval: 1d
                    status_page: example
                    component: backup

                """
        )
        #expect(
            try Set(run.left().keys) == [
                "endpoints[0].conditions[1]", "endpoints[0].alerts[0].type",
                "endpoints[1].conditions[0]",
                "endpoints[2].url", "endpoints[3].url", "endpoints[3].conditions[0]",
                "external-endpoints[0].token",
            ]
        )
        #expect(try run.counts() == [21, 7, 0])
        #expect(!"\(run.outcome)".contains("hidden-word"))
    }

    @Test func windowsAreMaintenances() throws {
        let run = try ImportRun(
            """
            endpoints:
              - name: Web
                url: https://example.com
                maintenance-windows:
                  - {start: "02:00", duration: 1h, timezone: Europe/Berlin}
            maintenance: {start: "23:00", duration: 90m, every: [Sunday, Friday]}
            """,
            "gatus"
        )
        let manifest = try run.manifest()
        #expect(
            manifest.contains(
                """
                maintenances:
                  web-maintenance:
                    status_page: status
                    title: "Web: maintenance"
                    time_zone: Europe/Berlin
                    start_at: 2026-11-28T01:00:00Z
                    end_at: 2026-11-28T02:00:00Z
                    repeat:
                      every: day
                    components: [web]
                    monitors: [web]
                    notify_subscribers: false
                    allow_overlap: true
                  maintenance:
                    status_page: status
                    title: Maintenance
                    time_zone: UTC
                    start_at: 2026-11-27T23:00:00Z
                    end_at: 2026-11-28T00:30:00Z
                    repeat:
                      every: week
                      "on": [fri, sun]
                """
            )
        )
        #expect(try run.left() == [:])
    }

    @Test(arguments: [
        #"{start: "23:00", duration: 23h}"#, #"{start: "25:00", duration: 1h}"#,
        #"{start: "23:00", duration: 1h, timezone: "${TZ}"}"#,
        #"{start: "23:00", duration: 1h, timezone: Mars/North}"#,
        #"{start: "23:00", duration: 1h, every: [Someday]}"#, "{duration: 1h}",
    ])
    func windowsThatDoNotFitAreLeft(_ window: String) throws {
        let run = try ImportRun(
            "endpoints: [{name: Web, url: https://example.com}]\nmaintenance: \(window)\n",
            "gatus"
        )
        #expect(try !run.manifest().contains("maintenances:"))
        #expect(try run.left()["maintenance.duration"] != nil)
    }

    @Test func announcementsAreIncidents() throws {
        let run = try ImportRun(
            """
            announcements:
              - {timestamp: 2026-11-20T10:00:00Z, type: outage, message: The mail is down.}
              - {timestamp: 2026-11-19T10:00:00Z, type: warning, message: Slow., archived: true}
              - {timestamp: 2027-11-19T10:00:00Z, type: outage, message: Not yet.}
            """,
            "gatus"
        )
        #expect(
            try run.manifest().contains(
                """
                incidents:
                  2026-11-20-the-mail-is-down:
                    status_page: status
                    title: The mail is down.
                    impact: major
                    updates:
                      - at: 2026-11-20T10:00:00Z
                        state: identified
                        message: The mail is down.
                  2026-11-19-slow:
                    status_page: status
                    title: Slow.
                    impact: minor
                    updates:
                      - at: 2026-11-19T10:00:00Z
                        state: resolved
                """
            )
        )
        #expect(try run.left().keys.sorted().last == "announcements[2].type")
    }

    @Test func defaultsAreMergedAndCountedOnce() throws {
        let run = try ImportRun(
            """
            x-defaults: &defaults
              interval: 2m
              conditions: ["[STATUS] == 200"]
            endpoints:
              - {<<: *defaults, name: A, url: https://a.example.com}
              - {<<: *defaults, name: B, url: https://b.example.com, interval: 3m}
            """,
            "gatus"
        )
        let manifest = try run.manifest()
        #expect(manifest.contains("interval: 2m") && manifest.contains("interval: 3m"))
        #expect(try run.counts() == [7, 0, 0])
    }

    @Test func configMapsHoldConfigurations() throws {
        let run = try ImportRun(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: gatus}
            data:
              config.yaml: |
                endpoints:
                  - name: Web
                    url: https://example.com
                    client: {timeout: 3s}
            ---
            kind: Service
            spec: {ports: [80]}
            """,
            "gatus"
        )
        #expect(try run.manifest().contains("target: https://example.com\n"))
        #expect(try run.left().keys.sorted() == [#"["config.yaml"].endpoints[0].client.timeout"#])
        #expect(run.outcome.errors.contains("source.yaml:9:27: "))
        #expect(try run.counts() == [2, 1, 0])
    }

    /// The mark of a document is none when it is indented, so that the text is read by itself.
    @Test(arguments: ["|\n    ---\n    ", "'"])
    func otherTextInConfigMapsIsReadByItself(_ opening: String) throws {
        let text =
            "kind: ConfigMap\ndata:\n  a.yaml: \(opening)endpoints: [{name: Web, url: https://example.com, x: 1}]"
        let run = try ImportRun(text + (opening == "'" ? "'\n" : "\n"), "gatus")
        #expect(try run.manifest().contains("target: https://example.com\n"))
        #expect(run.outcome.errors.contains("source.yaml:3:11: [\"a.yaml\"].endpoints[0].x: "))
    }

    @Test(arguments: [
        "configMaps: {a: {data: {config.yaml: 'endpoints: [{name: Web, url: https://example.com}]'}}}\n",
        "config:\n  endpoints: [{name: Web, url: https://example.com}]\n",
        "kind: HelmRelease\nspec: {values: {config: {endpoints: [{name: Web, url: https://example.com}]}}}\n",
        "kind: ApplicationDefinition\nspec: {name: Web, gatus: [{url: https://example.com}]}\n",
        "- {name: Web, url: https://example.com, conditions: []}\n- {name: B, url: https://b.example, conditions: [x]}\n",
        "suites: [{name: Way, endpoints: [{name: Web, url: https://example.com}]}]\n",
    ])
    func wrappingsAreSeenThrough(_ text: String) throws {
        #expect(
            try ImportRun(text, "gatus").manifest().contains("    target: https://example.com\n")
        )
    }

    @Test func placeholdersAreNotResolved() throws {
        let run = try ImportRun(
            """
            endpoints:
              - {name: "${APP}", url: "https://${HOST}/", interval: "$EVERY"}
              - {name: Web, url: "https://example.com/?token=geheim"}
              - {name: Hook, url: "https://hooks.slack.com/services/T0/B0/xyz"}
            """,
            "gatus"
        )
        let manifest = try run.manifest()
        #expect(!manifest.contains("monitors:") && manifest.contains("name: \"${APP}\""))
        #expect(try run.left()["endpoints[1].url"]?.contains("secret") == true)
        #expect(try run.left()["endpoints[2].url"]?.contains("secret") == true)
        #expect(!"\(run.outcome)".contains("geheim") && !"\(run.outcome)".contains("xyz"))
    }
}
