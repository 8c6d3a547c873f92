import Testing

/// From Upptime and OpenStatus: YAML in, YAML out.
@Suite struct YAMLImportTests {
    @Test func upptimeSitesAndWebsite() throws {
        let run = try ImportRun(
            """
            owner: example
            repo: status
            sites:
              - {name: Web, url: https://example.com, slug: front, expectedStatusCodes: [200, 204]}
              - {name: Login, url: https://example.com/login, expectedStatusCodes: [200, 401], maxResponseTime: 900}
              - {name: Chat, url: irc.example.com, check: tcp-ping, port: 6697}
              - {name: Hidden, url: $SECRET_SITE}
              - {name: Post, url: https://example.com/post, method: POST, body: "{}"}
            status-website:
              name: Example status
              cname: status.example.com
              logoUrl: https://example.com/logo.png
              introTitle: "**Example**"
              introMessage: All of it.
              navbar:
                - {title: Status, href: /}
                - {title: Code, href: "https://github.com/$OWNER/$REPO"}
                - {title: Us, href: https://example.com}
            workflowSchedule: {uptime: "*/10 * * * *", graphs: "0 0 * * *"}
            notifications: [{type: slack, webhookUrl: hidden-word}]
            """,
            "upptime"
        )
        #expect(
            try run.manifest() == """
                status_pages:
                  example-status:
                    name: Example status
                    description: |-
                      **Example**

                      All of it.
                    url: https://status.example.com
                    branding:
                      logo: https://example.com/logo.png
                      footer:
                        - label: Code
                          url: https://github.com/example/status
                        - label: Us
                          url: https://example.com
                    components:
                      front:
                        name: Web
                      login:
                        name: Login
                      chat:
                        name: Chat
                      hidden:
                        name: Hidden
                      post:
                        name: Post

                monitors:
                  front:
                    name: Web
                    type: site
                    target: https://example.com
                    interval: 10m
                    status_page: example-status
                    component: front
                  login:
                    name: Login
                    type: site
                    target: https://example.com/login
                    interval: 10m
                    status_page: example-status
                    component: login
                  post:
                    name: Post
                    type: api
                    target: https://example.com/post
                    interval: 10m
                    status_page: example-status
                    component: post

                """
        )
        #expect(
            try Set(run.left().keys) == [
                "sites[1].expectedStatusCodes[0]", "sites[1].expectedStatusCodes[1]",
                "sites[1].maxResponseTime",
                "sites[2].url", "sites[2].check", "sites[2].port", "sites[3].url",
                "sites[4].method", "sites[4].body",
                "workflowSchedule.graphs", "notifications[0].type", "notifications[0].webhookUrl",
            ]
        )
        #expect(!"\(run.outcome)".contains("hidden-word"))
    }

    @Test func openStatusMonitors() throws {
        let run = try ImportRun(
            """
            "7697":
              active: false
              assertions:
                - {compare: eq, kind: statusCode, target: 200}
                - {compare: lt, kind: statusCode, target: 500}
              frequency: 10m
              kind: http
              name: Web
              description: The front door
              regions: [ams, iad]
              request: {method: GET, url: https://example.com}
            database:
              kind: tcp
              frequency: 1m
              name: Database
              request: {host: db.example.com, port: 5432}
            """,
            "openstatus"
        )
        #expect(
            try run.manifest() == """
                status_pages:
                  status:
                    name: Status
                    components:
                      web:
                        name: Web
                        description: The front door
                      database:
                        name: Database

                monitors:
                  web:
                    name: Web
                    type: site
                    target: https://example.com
                    interval: 10m
                    enabled: false
                    status_page: status
                    component: web

                """
        )
        #expect(try run.counts() == [11, 9, 0])
    }

    @Test func openStatusLockFilesAndPages() throws {
        let locked = try ImportRun(
            "api:\n  ID: 1\n  Monitor: {kind: http, name: API, frequency: 30s, request: {url: https://example.com}}\n",
            "openstatus"
        )
        #expect(try locked.manifest().contains("  api:\n    name: API\n    type: site\n"))
        let paged = try ImportRun(
            """
            statusPages:
              - {title: Acme, slug: acme, customDomain: status.example.com, password: hidden-word}
            monitors:
              api: {kind: dns, name: Names, frequency: 5m, request: {uri: example.com}}
            """,
            "openstatus"
        )
        let manifest = try paged.manifest()
        #expect(
            manifest.hasPrefix(
                "status_pages:\n  acme:\n    name: Acme\n    url: https://status.example.com\n"
            )
        )
        #expect(
            manifest.contains(
                "type: dns\n    target: example.com\n    interval: 5m\n    status_page: acme\n"
            )
        )
        #expect(!"\(paged.outcome)".contains("hidden-word"))
    }
}
