import Testing

/// A disk that is full or cannot be written leaves the state as it was.
@Suite(.enabled(if: Mount.isAllowed, "mounting needs rights that this process does not have"))
struct DiskTests {
    /// A state on a small disk of its own, and more to apply than fits on it.
    private func pending() throws -> (sandbox: Sandbox, disk: Mount) {
        let sandbox = try Sandbox(Sample.tree)
        let disk = try Mount(on: "disk", of: sandbox)
        try sandbox.apply("--state", "disk/state.json")
        try sandbox.write(Sample.monitors(Sample.ids(1...400)), to: "monitors.yaml")
        return (sandbox, disk)
    }

    private let options = ["--state", "disk/state.json"]

    @Test func aFullDiskIsAFailureThatChangesNothing() throws {
        let (sandbox, disk) = try pending()
        defer { disk.end() }
        let before = try sandbox.bytes("disk/state.json")
        let outcome = try sandbox.start(["apply", "--allow-empty", "monitor"] + options).wait()
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.errors.contains("disk/"), "the file is named: \(outcome)")
        #expect(outcome.errors.contains("no space left on device"), "\(outcome)")
        #expect(!outcome.output.contains("Applied"), "\(outcome)")
        #expect(try sandbox.bytes("disk/state.json") == before)
        #expect(try sandbox.names(in: "disk").allSatisfy { !$0.contains("tmp") })
        #expect(try sandbox.start(["state", "verify"] + options).wait().status == 0)
        // With less to write it goes on.
        try sandbox.write(Sample.monitors(["api", "web", "new"]), to: "monitors.yaml")
        try sandbox.apply("--state", "disk/state.json")
        #expect(try sandbox.start(["state", "verify"] + options).wait().status == 0)
    }

    @Test func aDiskThatWasFullBeforeIsAFailureThatChangesNothing() throws {
        let (sandbox, disk) = try pending()
        defer { disk.end() }
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        try sandbox.shell("cat /dev/zero >disk/filler")
        let before = try sandbox.bytes("disk/state.json")
        let outcome = try sandbox.start(["apply"] + options).wait()
        #expect(outcome.status == 1, "\(outcome)")
        #expect(try sandbox.bytes("disk/state.json") == before)
        #expect(try sandbox.start(["plan"] + options).wait().status == 0)
    }

    @Test func aReadOnlyDiskIsAFailureThatChangesNothing() throws {
        let (sandbox, disk) = try pending()
        defer { disk.end() }
        try disk.makeReadOnly()
        let before = try sandbox.listing()
        let outcome = try sandbox.start(["apply"] + options).wait()
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.errors.contains("read-only file system"), "\(outcome)")
        #expect(try sandbox.listing() == before)
        #expect(try sandbox.start(["plan", "--max-deletes", "9"] + options).wait().status == 0)
        #expect(try sandbox.start(["state", "verify"] + options).wait().status == 0)
    }

    @Test func aPlanThatCannotBeSavedIsAFailure() throws {
        let (sandbox, disk) = try pending()
        defer { disk.end() }
        try disk.makeReadOnly()
        let outcome = try sandbox.upkeep("plan", "--out", "disk/plan.json")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.errors.contains("disk/"), "\(outcome)")
    }
}
