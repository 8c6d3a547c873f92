import Glibc
import Testing

/// A process that is killed leaves the old state or the new one.
@Suite struct CrashTests {
    /// The same delays in every run, so that a failure can be looked at again.
    private struct Delays {
        private var seed: UInt64 = 20_261_123

        /// Microseconds, below 40 ms.
        mutating func next() -> UInt32 {
            // Knuth's linear congruential generator (MMIX); only the high bits are good.
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32((seed >> 33) % 40_000)
        }
    }

    @Test func fiftyKillsLeaveAStateThatVerifies() throws {
        let sandbox = try Sandbox(["page.yaml": Sample.page])
        let trees = ["30s", "5m"].map { Sample.monitors(Sample.ids(1...20), interval: $0) }
        try sandbox.write(trees[1], to: "monitors.yaml")
        try sandbox.apply()
        var delays = Delays()
        var killed = 0
        for round in 0..<50 {
            try sandbox.write(trees[round % 2], to: "monitors.yaml")
            let job = try sandbox.start(["apply"])
            usleep(delays.next())
            job.send(SIGKILL)
            let outcome = try job.wait()
            #expect(outcome.status == 0 || outcome.status == -SIGKILL, "\(outcome)")
            if outcome.status != 0 { killed += 1 }
            let verified = try sandbox.upkeep("state", "verify")
            #expect(verified.status == 0, "round \(round): \(verified)")
        }
        #expect(killed > 0, "the delays no longer hit a running apply")
        try sandbox.write(Sample.monitors(["m-1"]), to: "monitors.yaml")
        try sandbox.apply("--max-deletes", "20")
        #expect(try sandbox.upkeep("plan", "--exit-code").status == 0, "it converges")
        #expect(try sandbox.names(in: ".upkeep").allSatisfy { !$0.contains("tmp") })
        let verified = try sandbox.upkeep("state", "verify")
        #expect(verified.status == 0 && !verified.output.contains("note"), "\(verified)")
    }

    /// Exit status 130 promises that nothing has happened, and any other that it has run its course.
    @Test func anInterruptEitherComesInTimeOrDoesNothing() throws {
        let sandbox = try Sandbox(["page.yaml": Sample.page])
        try sandbox.apply()
        var delays = Delays()
        for round in 0..<30 {
            let monitors = Sample.monitors(Sample.ids(1...20), interval: "\(round + 10)s")
            try sandbox.write(monitors, to: "monitors.yaml")
            let before = try sandbox.bytes(Sandbox.state)
            let job = try sandbox.start(["apply"])
            usleep(delays.next())
            job.send(round % 2 == 0 ? SIGINT : SIGTERM)
            let outcome = try job.wait()
            let isUnchanged = try sandbox.bytes(Sandbox.state) == before
            switch outcome.status {
            case 0: #expect(!isUnchanged && outcome.output.contains("Applied"), "\(outcome)")
            // The signal may also come before the program has begun to run.
            case 130, -SIGINT, -SIGTERM: #expect(isUnchanged, "round \(round): \(outcome)")
            default: Issue.record("\(outcome)")
            }
        }
        #expect(try sandbox.upkeep("state", "verify").status == 0)
    }

    @Test func aKillInTheMiddleOfACommitIsMendedByTheNext() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        try sandbox.apply()
        // What is on disk when a commit dies behind the backup: two names for the state, a new one half written.
        try sandbox.shell(
            """
            cd .upkeep && mv state.json.1 state.json.2 && ln state.json state.json.1
            echo x >.state.json.tmp
            """
        )
        try sandbox.write(Sample.monitors(["api", "new"]), to: "monitors.yaml")
        try sandbox.apply()
        let backups = ["state.json.1", "state.json.2"]
        let expected = ["history.jsonl", "state.json"] + backups + ["state.json.lock"]
        #expect(try sandbox.names(in: ".upkeep") == expected)
        let verified = try sandbox.upkeep("state", "verify").output
        #expect(verified.contains("backup 1: serial 2") && verified.contains("backup 2: serial 1"))
    }

    @Test func eightAtOnceAllGetThrough() throws {
        let sandbox = try Sandbox()
        let state = sandbox[".upkeep/state.json"]
        for number in 0...8 {
            let monitors = Sample.monitors(Sample.ids(1...5), interval: "\(number + 10)s")
            try sandbox.write(Sample.page + monitors, to: "tree-\(number)/all.yaml")
        }
        try sandbox.apply("tree-0", "--state", state)
        let options = ["--state", state, "--lock-timeout", "30s"]
        let jobs = try (1...8).map { try sandbox.start(["apply", "tree-\($0)"] + options) }
        for job in jobs {
            let outcome = try job.wait()
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.contains("Applied: the state is at serial "), "\(outcome)")
        }
        #expect(try sandbox.serial() == 9)
        let history = try sandbox.upkeep("state", "history").output.split(separator: "\n")
        #expect(history.count == 9)
        #expect(history.dropLast().allSatisfy { $0.hasSuffix("5 update") }, "none was lost")
        #expect(try sandbox.upkeep("state", "verify").status == 0)
    }
}
