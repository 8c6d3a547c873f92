import Testing

/// The commands that a newcomer meets first.
@Suite struct StarterTests {
    @Test func aStarterTreeIsValidAndPlansAndApplies() throws {
        let sandbox = try Sandbox()
        let made = try sandbox.upkeep("init")
        #expect(made.status == 0)
        #expect(made.output.contains("Next: upkeep reconcile --dry-run\n"))
        #expect(try sandbox.upkeep("validate").output == "Valid: 4 files, 4 resources\n")
        #expect(try sandbox.upkeep("reconcile", "--dry-run").output.contains("4 to create"))
        try sandbox.apply()
        #expect(try sandbox.upkeep("plan", "--exit-code").status == 0)
    }

    @Test func aStarterTreeCanHaveAFolderOfItsOwn() throws {
        let sandbox = try Sandbox()
        let made = try sandbox.upkeep("init", "status/acme")
        #expect(made.status == 0, "\(made)")
        #expect(made.output.contains("  status/acme/monitors.yaml\n"))
        let next = try #require(made.output.split(separator: "\n").last)
        let outcome = try sandbox.shell(String(next.replacing("Next: upkeep", with: "\"$UPKEEP\"")))
        #expect(outcome.status == 0, "what comes next works as it is printed: \(outcome)")
    }

    @Test func aStarterTreeOverwritesNothing() throws {
        let sandbox = try Sandbox(["monitors.yaml": "mine"])
        let outcome = try sandbox.upkeep("init")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("monitors.yaml: the file is there already"), "\(outcome)")
        #expect(try sandbox.names(in: "") == ["monitors.yaml"], "nothing was written")
        #expect(try sandbox.text("monitors.yaml") == "mine")
    }

    @Test func aSchemaIsPrinted() throws {
        let sandbox = try Sandbox()
        for kind in ["monitor", "monitors", "manifest"] {
            let outcome = try sandbox.upkeep("schema", kind)
            let schema = try JSON.object(outcome.output)
            #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        }
        #expect(try sandbox.names(in: "") == [])
    }

    @Test func theSchemasAreWrittenToAFolder() throws {
        let sandbox = try Sandbox()
        #expect(try sandbox.upkeep("schema", "--out", "generated").status == 0)
        let names = try sandbox.names(in: "generated")
        #expect(names.contains("manifest.schema.json") && names.contains("monitor.schema.json"))
    }

    @Test func aSchemaOfNothingSuggestsWhatWasMeant() throws {
        let outcome = try Sandbox().upkeep("schema", "monitr")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("\"monitor\""), "\(outcome)")
    }

    @Test func explainTellsOfAKindAFieldAndACode() throws {
        let sandbox = try Sandbox()
        let kind = try sandbox.upkeep("explain", "monitor")
        #expect(kind.status == 0 && kind.output.contains("  interval  (duration, 10s to 1d"))
        let field = try sandbox.upkeep("explain", "maintenance.repeat.every")
        #expect(field.status == 0 && field.output.contains("day, week, month"), "\(field)")
        let part = try sandbox.upkeep("explain", "status_page.components.name")
        #expect(part.status == 0, "\(part)")
        let code = try sandbox.upkeep("explain", "mass-deletion")
        #expect(code.status == 0 && code.output.contains("--max-deletes"))
    }

    @Test(arguments: [
        ("monitr", "monitor"), ("monitor.intervall", "interval"),
        ("maintenance.repeat.evry", "repeat.every"), ("mass-deletions", "mass-deletion"),
    ])
    func explainSuggestsWhatWasMeant(_ topic: String, _ meant: String) throws {
        let outcome = try Sandbox().upkeep("explain", topic)
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("Did you mean \"\(meant)\"?"), "\(outcome)")
    }

    @Test func everyCodeCanBeExplained() throws {
        let sandbox = try Sandbox()
        let overview = try sandbox.upkeep("explain").output
        let codes = overview.split(separator: "Codes:\n")[1].split(separator: "\n")
        #expect(codes.count > 40)
        for code in codes.map({ String($0.drop { $0 == " " }) }) {
            #expect(try sandbox.upkeep("explain", code).output.hasPrefix(code + "\n"))
        }
    }

    @Test(arguments: [
        "", "init", "validate", "reconcile", "plan", "state", "state show", "state list",
        "state verify", "state history", "state diff", "state restore", "state unlock", "schema",
        "explain", "version",
    ])
    func everyHelpHasAnExample(_ command: String) throws {
        let words = command.split(separator: " ").map(String.init)
        let outcome = try Sandbox().start(words + ["--help"]).wait()
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let name = command.isEmpty ? "upkeep" : "upkeep \(command)"
        #expect(outcome.output.contains("Example: \(name)"), "\(outcome)")
        for line in outcome.output.split(separator: "\n") where !line.hasPrefix("USAGE: ") {
            #expect(line.count <= 80, "a terminal has 80 columns: \(line)")
        }
    }

    /// What comes last is what is still on the screen.
    @Test func everyHelpEndsWithItsExample() throws {
        let help = try Sandbox().upkeep("plan", "--help").output
        let last = try #require(help.split(separator: "\n").last)
        #expect(last.contains("upkeep plan"), "\(last)")
    }

    @Test(arguments: [["version"], ["--version"]])
    func theVersionIsOneLine(_ command: [String]) throws {
        let outcome = try Sandbox().start(command).wait()
        #expect(outcome.status == 0)
        #expect(outcome.output.wholeMatch(of: /upkeep \d+\.\d+\.\d+\n/) != nil, "\(outcome)")
    }
}
