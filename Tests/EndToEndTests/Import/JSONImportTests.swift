import Testing

/// From Uptime Kuma and Atlassian Statuspage: JSON in, YAML out.
@Suite struct JSONImportTests {
    private static let backup = """
        {"version": "1.23.0",
         "notificationList": [{"id": 1, "name": "mail", "config": "{\\"smtpPassword\\": \\"hidden-word\\"}"}],
         "monitorList": [
          {"id": 1, "name": "Shop", "type": "group", "parent": null, "childrenIDs": [2]},
          {"id": 2, "name": "Web", "type": "http", "parent": 1, "url": "https://example.com", "method": "GET",
           "interval": 90, "active": true, "maxretries": 0, "packetSize": 56, "pushToken": null,
           "accepted_statuscodes": ["200-299"], "basic_auth_pass": "hidden-word",
           "tags": [{"tag_id": 1, "name": "Team A", "value": "core", "color": "#fff"}]},
          {"id": 3, "name": "Cron", "type": "push", "pushToken": "hidden-word", "interval": 5, "active": 0},
          {"id": 4, "name": "Names", "type": "dns", "hostname": "example.com", "dns_resolve_type": "A", "interval": 60},
          {"id": 5, "name": "Ping", "type": "ping", "hostname": "192.0.2.1", "packetSize": 56, "interval": 60}]
        """

    @Test func uptimeKumaBackups() throws {
        let run = try ImportRun(Self.backup + "}", "uptime-kuma")
        #expect(
            try run.manifest() == """
                status_pages:
                  status:
                    name: Status
                    components:
                      web:
                        name: Web
                        group: Shop
                      cron:
                        name: Cron
                      names:
                        name: Names
                      ping:
                        name: Ping

                monitors:
                  web:
                    name: Web
                    type: site
                    target: https://example.com
                    interval: 90s
                    status_page: status
                    component: web
                    labels:
                      Team-A: core
                  cron:
                    name: Cron
                    type: heartbeat
                    interval: 10s
                    enabled: false
                    status_page: status
                    component: cron
                  names:
                    name: Names
                    type: dns
                    target: example.com
                    status_page: status
                    component: names

                """
        )
        let left = try run.left()
        #expect(left["monitorList[2].interval"]?.contains("nearest") == true)
        #expect(
            left["monitorList[4].packetSize"] != nil && left["monitorList[1].packetSize"] == nil
        )
        #expect(left["monitorList[1].basic_auth_pass"]?.contains("secret") == true)
        #expect(!"\(run.outcome)".contains("hidden-word"))
    }

    @Test func uptimeKumaPagesAndMaintenances() throws {
        let run = try ImportRun(
            Self.backup + """
                , "statusPageList": {"acme": {"slug": "acme", "title": "Acme", "published": true, "theme": "dark",
                   "publicGroupList": [{"name": "Public", "weight": 1, "monitorList": [{"id": 2}, {"id": 99}]}],
                   "incident": {"title": "Slow", "content": "We look.", "style": "warning",
                     "createdDate": "2026-11-20 10:00:00"}}},
                "maintenanceList": [
                  {"id": 1, "title": "Nightly", "strategy": "recurring-weekday", "active": true, "weekdays": [0, 3],
                   "timezone": "Europe/Berlin", "timeRange": [{"hours": 23, "minutes": 0}, {"hours": 1, "minutes": 0}],
                   "dateRange": ["2026-01-01 00:00:00", "2027-03-01 00:00:00"], "monitorList": [{"id": 2}]},
                  {"id": 2, "title": "Once", "strategy": "single", "dateRange": ["2026-12-01 10:00:00", "2026-12-01 11:00:00"]},
                  {"id": 3, "title": "Gone", "strategy": "single", "dateRange": ["2025-12-01 10:00:00", "2025-12-01 11:00:00"]},
                  {"id": 4, "title": "Odd", "strategy": "cron", "cron": "1 2 3 * *"}]}
                """,
            "uptime-kuma"
        )
        let manifest = try run.manifest()
        #expect(
            manifest.hasPrefix(
                "status_pages:\n  acme:\n    name: Acme\n    components:\n      web:\n        name: Web\n        group: Public\n\n"
            )
        )
        #expect(
            manifest.contains(
                """
                maintenances:
                  nightly:
                    status_page: acme
                    title: Nightly
                    time_zone: Europe/Berlin
                    start_at: 2026-11-29T22:00:00Z
                    end_at: 2026-11-30T00:00:00Z
                    repeat:
                      every: week
                      "on": [wed, sun]
                      until: 2027-03-01
                    components: [web]
                    monitors: [web]
                    allow_overlap: true
                  once:
                    status_page: acme
                    title: Once
                    time_zone: UTC
                    start_at: 2026-12-01T10:00:00Z
                    end_at: 2026-12-01T11:00:00Z
                    allow_overlap: true

                incidents:
                  2026-11-20-slow:
                    status_page: acme
                    title: Slow
                    impact: minor
                    updates:
                      - at: 2026-11-20T10:00:00Z
                        state: identified
                        message: We look.
                """
            )
        )
        let left = try run.left()
        #expect(left["maintenanceList[2].title"]?.contains("over") == true)
        #expect(left["maintenanceList[3].cron"]?.contains("recur") == true)
        #expect(left["statusPageList.acme.publicGroupList[0].monitorList[1].id"] != nil)
    }

    @Test func statuspageSummaries() throws {
        let run = try ImportRun(
            """
            {"page": {"id": "p1", "name": "Acme", "url": "https://status.example.com", "time_zone": "Europe/Berlin"},
             "components": [
              {"id": "c2", "name": "Docs", "status": "operational", "position": 2, "group_id": null, "page_id": "p1",
               "showcase": true, "group": false, "only_show_if_degraded": false},
              {"id": "g1", "name": "Platform", "position": 1, "group": true, "group_id": null, "components": ["c1"]},
              {"id": "c1", "name": "API", "status": "degraded_performance", "position": 1, "group_id": "g1"}],
             "incidents": [{"id": "i1", "name": "Errors", "impact": "major", "status": "resolved",
               "created_at": "2026-11-20T09:12:00.000+01:00", "components": [{"id": "c1", "name": "API"}],
               "incident_updates": [
                {"status": "resolved", "body": "Over, for ${X}.", "created_at": "2026-11-20T09:00:00Z"},
                {"status": "investigating", "body": "We look.\\r\\nSoon more. ", "created_at": "2026-11-20T08:12:00Z",
                 "affected_components": [{"code": "c2", "name": "Docs"}]}]}],
             "scheduled_maintenances": [
              {"id": "m1", "name": "Upgrade", "impact": "maintenance", "status": "scheduled",
               "scheduled_for": "2026-12-04T22:00:00+01:00", "scheduled_until": "2026-12-04T23:00:00+01:00",
               "incident_updates": [{"status": "scheduled", "body": "Writes pause.", "created_at": "2026-11-20T08:12:00Z"}],
               "components": [{"id": "c1", "name": "API"}]},
              {"id": "m2", "name": "Old", "impact": "maintenance", "status": "completed",
               "scheduled_for": "2026-10-04T22:00:00Z", "scheduled_until": "2026-10-04T23:00:00Z"}],
             "status": {"indicator": "minor"}}
            """,
            "statuspage"
        )
        #expect(
            try run.manifest() == """
                status_pages:
                  acme:
                    name: Acme
                    url: https://status.example.com
                    time_zone: Europe/Berlin
                    components:
                      api:
                        name: API
                        group: Platform
                      docs:
                        name: Docs

                maintenances:
                  upgrade:
                    status_page: acme
                    title: Upgrade
                    message: Writes pause.
                    start_at: 2026-12-04T21:00:00Z
                    end_at: 2026-12-04T22:00:00Z
                    components: [api]
                    allow_overlap: true

                incidents:
                  2026-11-20-errors:
                    status_page: acme
                    title: Errors
                    impact: major
                    components: [api, docs]
                    updates:
                      - at: 2026-11-20T08:12:00Z
                        state: investigating
                        message: |-
                          We look.
                          Soon more.
                      - at: 2026-11-20T09:00:00Z
                        state: resolved
                        message: "Over, for ${X}."

                """
        )
        let left = try run.left()
        #expect(left["incidents[0].incident_updates[0].body"] == nil)
        #expect(left["components[2].status"] != nil && left["components[0].status"] == nil)
        #expect(left["scheduled_maintenances[1].name"]?.contains("over") == true)
    }

    @Test(arguments: [
        #"[{"id": "c", "name": "Web", "status": "operational", "page_id": "p", "position": 1}]"#,
        #"{"component": {"id": "c", "name": "Web", "status": "operational", "position": 1}}"#,
        #"{"id": "i", "incident_id": "i", "name": "Down", "body": "x", "status": "identified", "created_at": "2026-11-20T08:12:00Z"}"#,
        #"{"incidents": [{"name": "Down", "impact": "none", "incident_updates": [{"status": "resolved", "display_at": "2026-11-20T08:12:00Z"}]}]}"#,
        #"[{"name": "Down", "impact": "minor", "incident_updates": [{"status": "postmortem", "body": "x", "created_at": "2026-11-20T08:12:00Z"}]}]"#,
    ])
    func statuspageAnswersOfEveryForm(_ text: String) throws {
        let manifest = try ImportRun(text, "statuspage").manifest()
        #expect(manifest.contains("name: Web") || manifest.contains("title: Down"))
    }
}
