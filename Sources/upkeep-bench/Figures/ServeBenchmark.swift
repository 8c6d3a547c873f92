/// Everything that is measured about the server.
struct ServeBenchmark {
    /// How many monitors the large state has.
    let monitorCount: Int
    let runs: Int
    let upkeep: String
    let folder: String
    let progress: (String) -> Void

    private static let api = "http://127.0.0.1:\(ServeSite.port)"
    private static let nginx = "http://127.0.0.1:\(ServeSite.nginxPort)"

    /// Something that is asked for, and against what.
    private struct Question {
        let name: String
        let load: Load
        let against: String
        let other: Load
        let goal: Double
        /// Whether nginx is the other side.
        var isAgainstNginx = true
    }

    func report() throws -> ServeReport {
        try Workbench.use(below: folder) { folder in
            var report = ServeReport(runs: runs)
            try measureAnswers(below: folder, &report)
            try measureReplacing(below: folder, &report)
            return report
        }
    }

    /// What a small state's answers cost, with nginx beside them.
    private func measureAnswers(below folder: String, _ report: inout ServeReport) throws {
        progress("Writing 1,000 monitors")
        let site = try ServeSite(monitorCount: 1_000, below: folder, upkeep: upkeep)
        let server = try site.serve()
        defer { server.stop() }
        let sizes = try answerSizes(of: site)
        let nginx = try site.serveStatic(Set(sizes.values).sorted())
        defer { nginx.stop() }
        for question in questions(site, sizes) {
            try measure(question, server, nginx, site, &report)
        }
        try measureLatency(site, sizes, &report)
    }

    // MARK: Throughput

    private static let one = "/user/api/v1/monitors/1"
    private static let list = "/user/api/v1/monitors?limit=100"
    private static let summary = "/\(BenchmarkTree.page)/api/v2/summary.json"
    private static let page = "/\(BenchmarkTree.page)"
    private static let badge = "/badge/\(BenchmarkTree.page).svg"

    /// How many bytes the bodies of the answers have, by what is asked for.
    private func answerSizes(of site: ServeSite) throws -> [String: Int] {
        var sizes: [String: Int] = [:]
        for target in [Self.one, Self.list, Self.summary, Self.page, Self.badge] {
            let file = "\(site.folder)/answer"
            let words = [
                "curl", "-sS", "--fail", "-H", "X-API-Key: \(site.key)", Self.api + target,
            ]
            _ = try Program(words, output: file).run()
            sizes[target] = try Files.read(file).count
        }
        return sizes
    }

    private func questions(_ site: ServeSite, _ sizes: [String: Int]) -> [Question] {
        let bearer = ["Authorization: Bearer \(site.key)"]
        let one = Load(url: Self.api + Self.one, fields: bearer)
        func file(_ target: String) -> Load { Load(url: "\(Self.nginx)/\(sizes[target] ?? 0)") }
        func text(_ target: String) -> String { "nginx, \((sizes[target] ?? 0).grouped) bytes" }
        let fromNginx = [
            ("one monitor, with a key", Self.one, bearer, 1.0),
            ("list of 100 monitors, with a key", Self.list, bearer, 0.9),
            ("summary.json", Self.summary, [], 0.9), ("status page", Self.page, [], 0.9),
            ("badge", Self.badge, [], 0.9),
        ].map { name, target, fields, goal in
            Question(
                name: name,
                load: Load(url: Self.api + target, fields: fields),
                against: text(target),
                other: file(target),
                goal: goal
            )
        }
        let own = [
            ("304 by ETag", bearer + ["If-None-Match: *"]),
            ("401", ["Authorization: Bearer \(site.key.dropLast())0"]),
        ].map { name, fields in
            Question(
                name: name,
                load: Load(url: one.url, fields: fields),
                against: "200 of the same",
                other: one,
                goal: 0.9,
                isAgainstNginx: false
            )
        }
        return fromNginx + own
    }

    private func measure(
        _ question: Question,
        _ server: ServerProcess,
        _ nginx: ServerProcess,
        _ site: ServeSite,
        _ report: inout ServeReport
    ) throws {
        progress(question.name)
        var (own, other): ([Double], [Double]) = ([], [])
        for _ in 0..<runs {
            own.append(try rate(question.load, server, site))
            other.append(
                try rate(question.other, question.isAgainstNginx ? nginx : server, site)
            )
        }
        report.add(
            ServeReport.Row(
                figure: question.name,
                unit: "requests per processor second",
                own: own.median,
                against: question.against,
                other: other.median,
                goal: .atLeast(question.goal)
            )
        )
    }

    /// Requests per second of the server's processor time.
    private func rate(_ load: Load, _ server: ServerProcess, _ site: ServeSite) throws -> Double {
        let before = server.processorTime
        let outcome = try load.run(in: site.folder)
        let time = server.processorTime - before
        guard time > 0 else { throw BenchmarkError("the server was idle: \(load.url)") }
        return outcome.requests / time
    }

    // MARK: Latency

    /// At about half of the peak: 64 connections that wait for 2 ms after each answer ask 25,000 to 30,000 times a second.
    private func measureLatency(
        _ site: ServeSite,
        _ sizes: [String: Int],
        _ report: inout ServeReport
    ) throws {
        progress("latency")
        let own = Load(
            url: Self.api + Self.one,
            fields: ["Authorization: Bearer \(site.key)"],
            pause: 2
        )
        let other = Load(url: "\(Self.nginx)/\(sizes[Self.one] ?? 0)", pause: 2)
        var (owns, others): ([Double], [Double]) = ([], [])
        for _ in 0..<runs {
            owns.append(try own.run(in: site.folder).p99)
            others.append(try other.run(in: site.folder).p99)
        }
        report.add(
            ServeReport.Row(
                figure: "p99 at half of the peak",
                unit: "ms",
                own: owns.median,
                against: "nginx",
                other: others.median,
                goal: .atMost(1.5)
            )
        )
    }

    // MARK: A large state

    private func measureReplacing(below folder: String, _ report: inout ServeReport) throws {
        progress("Writing \(monitorCount.grouped) monitors")
        let site = try ServeSite(monitorCount: monitorCount, below: folder, upkeep: upkeep)
        let server = try site.serve()
        defer { server.stop() }
        let bearer = ["Authorization: Bearer \(site.key)"]
        let load = Load(url: Self.api + Self.one, fields: bearer, connections: 8, seconds: 2)
        let warm = try load.run(in: site.folder)
        guard warm.failures == 0 else { throw BenchmarkError("the large state is not served") }
        let memory = server.memory
        report.add(
            ServeReport.Row(
                figure: "memory of \(monitorCount.grouped) monitors",
                unit: "MiB",
                own: memory.now,
                goal: .limit(200)
            )
        )
        progress("replacing the state under load")
        let change = try site.startChange(afterSeconds: 2)
        let outcome = try Load(
            url: load.url,
            fields: bearer,
            connections: 8,
            seconds: 8
        ).run(in: site.folder)
        change.wait()
        report.add(
            ServeReport.Row(
                figure: "longest wait while it is replaced",
                unit: "ms",
                own: outcome.longest,
                goal: .limit(250)
            )
        )
        report.add(
            ServeReport.Row(
                figure: "peak of memory while it is replaced",
                unit: "MiB",
                own: server.memory.peak,
                against: "one snapshot",
                other: memory.now,
                goal: .atMost(2.2)
            )
        )
    }
}

extension [Double] {
    /// The one in the middle; with two there, what lies between them.
    fileprivate var median: Double {
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
