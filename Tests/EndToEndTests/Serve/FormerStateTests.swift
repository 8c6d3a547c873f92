import Testing

/// What the public routes told before: `?at=SERIAL`.
@Suite struct FormerStateTests {
    private static let summary = "/acme/api/v2/summary.json"

    @Test func aFormerStateCanBeAsked() throws {
        let sandbox = try Sandbox(Sample.tree)
        for name in ["One", "Two", "Three"] {
            let page = Sample.page.replacing("Documentation", with: name)
            try sandbox.write(page, to: "page.yaml")
            try sandbox.apply()
        }
        let server = try ServerJob(in: sandbox)
        for (serial, name) in zip(1...3, ["One", "Two", "Three"]) {
            let address = "\(server.api)\(Self.summary)?at=\(serial)"
            for _ in 1...2 { #expect(try server.get(address).body.contains("\"\(name)\"")) }
            let head = try sandbox.shell("curl -sSI '\(address)'").output.lowercased()
            #expect(head.contains("x-upkeep-serial: \(serial)\r\n"))
        }
        #expect(try server.get("\(server.api)/acme?at=1").body.contains("One"))
        for missing in ["4", "99"] {
            let answer = try server.get("\(server.api)\(Self.summary)?at=\(missing)")
            #expect(answer.status == 404 && answer.body.contains("serial_not_kept"))
        }
        #expect(try server.get("\(server.api)\(Self.summary)?at=x").status == 400)
        #expect(try server.get("\(server.api)\(Self.summary)").body.contains("\"Three\""))
        #expect(try server.stop().status == 0)
    }

    /// What went on then, and not what would go on now.
    @Test func theClockIsThatOfThen() throws {
        let sandbox = try Sandbox(Sample.tree)
        let window = """
            maintenances:
              upgrade:
                status_page: acme
                title: Upgrade
                start_at: 2026-11-20T10:00:00Z
                end_at: 2026-11-20T12:00:00Z
                components: [api]

            """
        try sandbox.write(window, to: "window.yaml")
        try sandbox.apply("--at", "2026-11-20T09:00:00Z")
        try sandbox.write(Sample.monitors(["api", "web"], interval: "30s"), to: "monitors.yaml")
        try sandbox.apply("--at", "2026-11-20T11:00:00Z")
        let server = try ServerJob(in: sandbox)
        let then = try server.get("\(server.api)\(Self.summary)?at=1").body
        #expect(then.contains("\"under_maintenance\""), "\(then)")
        #expect(!(try server.get(server.api + Self.summary).body.contains("under_maintenance")))
        #expect(try server.stop().status == 0)
    }

    /// The oldest goes with the tenth commit after it.
    @Test func whatIsNoLongerKeptIsNotThere() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let server = try ServerJob(in: sandbox)
        for second in 10...19 {
            #expect(try server.get("\(server.api)\(Self.summary)?at=1").status == 200)
            let text = Sample.monitors(["api", "web"], interval: "\(second)s")
            try sandbox.write(text, to: "monitors.yaml")
            try sandbox.apply()
        }
        #expect(try server.get("\(server.api)\(Self.summary)?at=1").status == 404)
        #expect(try server.get("\(server.api)\(Self.summary)?at=2").status == 200)
        #expect(try server.stop().status == 0)
    }
}
