import Testing

/// `upkeep blame`: the line, the commit and the apply behind each field.
@Suite struct BlameTests {
    private static let git = "git -c user.name=Ada -c user.email=ada@acme.example"

    /// Two commits, each applied: the second changes the interval.
    private func bench() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.write(Sample.page, to: "status/page.yaml")
        try sandbox.write(Sample.monitors(["api", "web"]), to: "status/monitors.yaml")
        try sandbox.shell("git init -q -b main . && git add status && \(Self.git) commit -qm One")
        try sandbox.apply("status")
        try sandbox.write(
            Sample.monitors(["api", "web"], interval: "30s"),
            to: "status/monitors.yaml"
        )
        let other = "git -c user.name=Grace -c user.email=grace@acme.example"
        try sandbox.shell("git add status && \(other) commit -qm Two")
        try sandbox.apply("status")
        return sandbox
    }

    @Test func eachFieldHasItsLineCommitAndApply() throws {
        let sandbox = try bench()
        let commits = try sandbox.shell("git log --format=%h --abbrev=7 --reverse").output
            .split(separator: "\n")
        let day = try sandbox.shell("git log -1 --format=%ad --date=format:%Y-%m-%d").output.prefix(
            10
        )
        let blame = try sandbox.upkeep("blame", "monitor/api", "status")
        #expect(blame.status == 0, "\(blame)")
        let one = "\(commits[0])  Ada <ada@acme.example>"
        let two = "\(commits[1])  Grace <grace@acme.example>"
        #expect(
            blame.output == """
                monitor/api  monitors.yaml:4
                  enabled      true                     (default)               -        -                           -           serial 1
                  impact       full                     (default)               -        -                           -           serial 1
                  interval     30s                      status/monitors.yaml:2  \(two)  \(day)  serial 2
                  labels       {}                       (default)               -        -                           -           serial 1
                  name         api                      status/monitors.yaml:4  \(one)      \(day)  serial 1
                  status_page  acme                     status/monitors.yaml:2  \(two)  \(day)  serial 1
                  target       https://api.example.com  status/monitors.yaml:4  \(one)      \(day)  serial 1
                  type         site                     status/monitors.yaml:4  \(one)      \(day)  serial 1

                """
        )
        let json = try sandbox.upkeep("blame", "monitor/api", "status", "--format", "json").output
        let fields = try #require(try JSON.object(json)["fields"] as? [[String: Any]])
        let interval = try #require(fields.first { $0["field"] as? String == "interval" })
        #expect(interval["summary"] as? String == "Two" && interval["line"] as? Int == 2)
    }

    @Test func withoutACheckoutThereAreStillTheApplies() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        let blame = try sandbox.upkeep("blame", "monitor/api")
        #expect(blame.status == 0 && blame.output.contains("serial 1"), "\(blame)")
        #expect(blame.errors.contains("note: no lines: "), "\(blame)")
        let missing = try sandbox.upkeep("blame", "monitor/apl")
        #expect(missing.status == 64 && missing.errors.contains("Did you mean monitor/api?"))
    }

    /// A repository cannot make it run a program.
    @Test func itRunsNothingOfTheRepository() throws {
        let sandbox = try bench()
        try sandbox.write("*.yaml diff=evil\n", to: ".gitattributes")
        try sandbox.shell("git config diff.evil.textconv 'touch ran; cat'")
        try sandbox.shell("git config core.fsmonitor 'touch ran'")
        #expect(try sandbox.upkeep("blame", "monitor/api", "status").output.contains("Grace"))
        #expect(!sandbox.exists("ran"))
    }
}
