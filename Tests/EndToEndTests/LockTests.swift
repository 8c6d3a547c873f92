import Foundation
import Glibc
import Testing

/// Two applies never run at the same time, and who waits can be interrupted.
@Suite struct LockTests {
    /// A tree whose state is at serial 1, and that has something to apply.
    private func pending() throws -> Sandbox {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write(Sample.monitors(["api", "web", "new"]), to: "monitors.yaml")
        return sandbox
    }

    @Test func sixAtOnceWithoutPatience() throws {
        let sandbox = try pending()
        let holder = try LockHolder(of: sandbox)
        let outcome = try sandbox.upkeep("apply")
        #expect(outcome.status == 6)
        #expect(outcome.errors.contains("the state is locked"), "\(outcome)")
        #expect(outcome.errors.contains("--lock-timeout"), "the way out is named")
        #expect(outcome.output == "")
        try holder.release()
        #expect(try sandbox.upkeep("apply").status == 0)
    }

    @Test func sixAfterWaiting() throws {
        let sandbox = try pending()
        let holder = try LockHolder(of: sandbox)
        let start = Date()
        #expect(try sandbox.upkeep("apply", "--lock-timeout", "1s").status == 6)
        let waited = Date().timeIntervalSince(start)
        #expect(waited >= 1 && waited < 6, "it waited \(waited) s")
        #expect(try sandbox.serial() == 1)
        try holder.release()
    }

    @Test func whoWaitsGoesOnWhenTheLockIsReleased() throws {
        let sandbox = try pending()
        let holder = try LockHolder(of: sandbox)
        let job = try sandbox.start(["apply", "--lock-timeout", "30s"])
        usleep(300_000)
        #expect(job.isRunning, "it waits")
        try holder.release()
        let outcome = try job.wait()
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try sandbox.serial() == 2)
    }

    @Test func aDryRunAndTheStateCommandsNeedNoLock() throws {
        let sandbox = try pending()
        let holder = try LockHolder(of: sandbox)
        for command in [["plan"], ["validate"], ["state", "list"], ["state", "verify"]] {
            let outcome = try sandbox.start(command).wait()
            #expect(outcome.status == 0, "\(command): \(outcome)")
        }
        try holder.release()
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func hundredAndThirtyWhenInterruptedWhileWaiting(_ signal: Int32) throws {
        let sandbox = try pending()
        let before = try sandbox.bytes(Sandbox.state)
        let holder = try LockHolder(of: sandbox)
        let job = try sandbox.start(["apply", "--lock-timeout", "30s"])
        usleep(500_000)
        job.send(signal)
        let outcome = try job.wait(atMost: 10)
        #expect(outcome.status == 130, "\(outcome)")
        #expect(try sandbox.bytes(Sandbox.state) == before)
        try holder.release()
        #expect(try sandbox.upkeep("state", "verify").status == 0)
    }

    /// Whoever starts a program with `nohup` has said what a hang-up shall do: nothing.
    @Test func aHangUpThatIsIgnoredStaysIgnored() throws {
        let sandbox = try pending()
        let holder = try LockHolder(of: sandbox)
        let line = #"trap "" HUP; exec "$UPKEEP" apply --lock-timeout 30s"#
        let variables = ["UPKEEP": Binary.path]
        let job = try Job("/bin/sh", ["-c", line], in: sandbox, variables: variables)
        usleep(500_000)
        job.send(SIGHUP)
        usleep(100_000)
        try holder.release()
        let outcome = try job.wait()
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test func unlockTellsWhoHoldsALockAndLeavesIt() throws {
        let sandbox = try pending()
        let holder = try LockHolder(of: sandbox)
        #expect(try sandbox.upkeep("state", "unlock").status == 6)
        try holder.release()
        let outcome = try sandbox.upkeep("state", "unlock")
        #expect(outcome.status == 0)
        #expect(outcome.output == "Not locked.\n")
    }

    @Test func unlockClearsTheRecordOfAKilledApply() throws {
        let sandbox = try pending()
        let record =
            #"{"host":"ci-7","operation":"reconcile","pid":4242,"since":"2026-11-23T11:00:00Z"}"#
        try sandbox.write(record + "\n", to: ".upkeep/state.json.lock")
        let outcome = try sandbox.upkeep("state", "unlock")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("process 4242 on ci-7"), "\(outcome)")
        #expect(try sandbox.upkeep("state", "unlock").output == "Not locked.\n")
    }

    @Test func theRecordOfAKilledApplyStopsNobody() throws {
        let sandbox = try pending()
        try sandbox.write("no record at all", to: ".upkeep/state.json.lock")
        #expect(try sandbox.upkeep("apply").status == 0)
    }

    @Test func whoeverHoldsTheLockIsNamed() throws {
        let sandbox = try pending()
        let holder = try LockHolder(of: sandbox)
        let record =
            #"{"host":"ci-7","operation":"reconcile","pid":4242,"since":"2026-11-23T11:00:00Z"}"#
        try sandbox.write(record + "\n", to: ".upkeep/record")
        // In place: the file that is locked has to stay the same one.
        try sandbox.shell("cat .upkeep/record > .upkeep/state.json.lock")
        let outcome = try sandbox.upkeep("apply")
        #expect(outcome.status == 6)
        for part in ["process 4242", "ci-7", "reconcile", "2026-11-23T11:00:00Z"] {
            #expect(outcome.errors.contains(part), "\(outcome)")
        }
        try holder.release()
    }
}
