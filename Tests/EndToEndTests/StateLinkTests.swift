import Testing

/// A state that is something else than a file in a folder is refused, and what it leads to is left alone.
@Suite struct StateLinkTests {
    private static let commands = [["plan"], ["apply"], ["state", "list"], ["state", "verify"]]

    /// Runs a command that has to fail without touching anything.
    private func refuse(_ command: [String], in sandbox: Sandbox) throws -> Outcome {
        let before = try sandbox.listing()
        let outcome = try sandbox.start(command).wait(atMost: 10)
        #expect(outcome.status == 1 || outcome.status == 7, "\(outcome)")
        #expect(outcome.output == "", "\(outcome)")
        // An apply may leave its lock file, which is empty.
        let after = try sandbox.listing()
        if command != ["apply"] { #expect(after == before) }
        return outcome
    }

    @Test(arguments: commands)
    func aLinkInPlaceOfTheState(_ command: [String]) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.shell(
            "mv .upkeep/state.json elsewhere.json; ln -s ../elsewhere.json .upkeep/state.json"
        )
        let before = try sandbox.bytes("elsewhere.json")
        let outcome = try refuse(command, in: sandbox)
        #expect(outcome.errors.contains(".upkeep/state.json: a link, which is never followed"))
        #expect(try sandbox.bytes("elsewhere.json") == before)
    }

    @Test(arguments: commands)
    func aLinkInPlaceOfTheFolder(_ command: [String]) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.shell("mv .upkeep elsewhere; ln -s elsewhere .upkeep")
        let before = try sandbox.names(in: "elsewhere")
        let outcome = try refuse(command, in: sandbox)
        #expect(outcome.errors.contains(".upkeep"), "\(outcome)")
        #expect(try sandbox.names(in: "elsewhere") == before)
    }

    @Test(arguments: commands)
    func aPipeInPlaceOfTheState(_ command: [String]) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.shell("mkdir -m 700 .upkeep; mkfifo .upkeep/state.json")
        let outcome = try refuse(command, in: sandbox)
        #expect(outcome.errors.contains("not a regular file"), "\(outcome)")
    }

    @Test(arguments: commands)
    func aFolderInPlaceOfTheState(_ command: [String]) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.shell("mkdir -p .upkeep/state.json/kept")
        let outcome = try refuse(command, in: sandbox)
        #expect(outcome.errors.contains(".upkeep/state.json"), "\(outcome)")
        #expect(sandbox.exists(".upkeep/state.json/kept"))
    }

    @Test(arguments: ["state.json.lock", "history.jsonl"])
    func aLinkBesideTheStateIsNotWrittenThrough(_ name: String) throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write("precious\n", to: "precious")
        try sandbox.shell("ln -sf ../precious .upkeep/\(name)")
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        let outcome = try sandbox.upkeep("apply")
        #expect(outcome.errors.contains("a link, which is never followed"), "\(outcome)")
        #expect(try sandbox.text("precious") == "precious\n")
        #expect(try sandbox.upkeep("plan").status == 0)
    }

    @Test func aLinkInPlaceOfTheTemporaryFileIsRemovedNotFollowed() throws {
        let sandbox = try Sandbox(Sample.tree)
        try sandbox.apply()
        try sandbox.write("precious\n", to: "precious")
        try sandbox.shell("ln -s ../precious .upkeep/.state.json.tmp")
        try sandbox.write(Sample.monitors(["api"]), to: "monitors.yaml")
        try sandbox.apply()
        #expect(try sandbox.text("precious") == "precious\n")
        #expect(try sandbox.serial() == 2)
    }
}
