import Testing

/// The command around the import: files in, files out, and statuses.
@Suite struct ImportCommandTests {
    private static let gatus =
        "endpoints:\n  - {name: Web, url: https://example.com, alerts: [{type: slack}]}\n"

    private func sandbox() throws -> Sandbox { try Sandbox(["gatus.yaml": Self.gatus]) }

    @Test func writesAFileAndOverNone() throws {
        let sandbox = try sandbox()
        let words = [
            "import", "--from", "gatus.yaml", "--format", "gatus", "--out", "new/status.yaml",
        ]
        let first = try sandbox.start(words).wait()
        #expect(first.status == 0)
        #expect(first.output == "Wrote 1 status page, 1 monitor to new/status.yaml.\n")
        #expect(
            first.errors == """
                Not carried over:
                gatus.yaml:2:59: endpoints[0].alerts[0].type: Upkeep sends no alerts; integrations read its API
                Gatus: 1 status page, 1 monitor; 2 of 3 settings carried over (66 %)

                """
        )
        #expect(
            try sandbox.text("new/status.yaml").hasPrefix(
                "# Imported from Gatus: gatus.yaml.\n# 2 of 3 settings carried over (66 %).\n\nstatus_pages:\n"
            )
        )
        let second = try sandbox.start(words).wait()
        #expect(second.status == 1 && second.errors.contains("the file is there already"))
        #expect(try sandbox.upkeep("plan", "new").status == 0)
    }

    @Test func readsSeveralFilesFoldersAndStandardInput() throws {
        let sandbox = try Sandbox([
            "conf/a.yaml": Self.gatus, "conf/ui.yaml": "ui: {header: Acme}\n",
        ])
        let named = try sandbox.upkeep(
            "import",
            "--from",
            "conf/a.yaml",
            "--from",
            "conf/ui.yaml",
            "--format",
            "gatus"
        )
        let folder = try sandbox.upkeep("import", "--from", "conf", "--format", "gatus")
        #expect(named.status == 0 && named.output == folder.output)
        #expect(named.output.contains("  acme:\n    name: Acme\n"))
        let piped = try sandbox.shell("$UPKEEP import --from - --format gatus < conf/a.yaml")
        #expect(piped.status == 0 && piped.errors.contains("standard input:2:59: "))
    }

    @Test func reportsAsJSON() throws {
        let sandbox = try sandbox()
        for option in ["report.json", "json=report.json"] {
            _ = try sandbox.upkeep(
                "import",
                "--from",
                "gatus.yaml",
                "--format",
                "gatus",
                "--report",
                option
            )
            #expect(
                try sandbox.text("report.json") == """
                    {
                      "diagnostics": [],
                      "format": "upkeep-import/1",
                      "left": [
                        {
                          "column": 59,
                          "file": "gatus.yaml",
                          "line": 2,
                          "path": "endpoints[0].alerts[0].type",
                          "reason": "Upkeep sends no alerts; integrations read its API"
                        }
                      ],
                      "resources": {
                        "incident": 0,
                        "maintenance": 0,
                        "monitor": 1,
                        "status_page": 1
                      },
                      "settings": {
                        "carried": 2,
                        "left": 1,
                        "percent": 66,
                        "total": 3,
                        "without_effect": 0
                      },
                      "system": "gatus"
                    }

                    """
            )
            try sandbox.remove("report.json")
        }
    }

    @Test(arguments: [
        ("services: {web: {image: x}}\n", "gatus", "a file that the service mounts"),
        ("storage: {type: memory}\n", "gatus", "--from for each"),
        ("kind: Deployment\n", "gatus", "of Kubernetes (Deployment)"),
        (gatus, "upptime", "it looks like a file of Gatus: --format gatus"),
        ("sites: []\nowner: x\n", "openstatus", "--format upptime"),
        (#"{"monitorList": []}"#, "statuspage", "--format uptime-kuma"),
        (#"{"page": {"id": "x"}, "components": []}"#, "uptime-kuma", "--format statuspage"),
        ("", "gatus", "expected is"), ("x", "upptime", "expected is"),
        ("[]", "statuspage", "expected is"),
        ("a: {frequency: 1m, kind: http}\n", "gatus", "--format openstatus"),
    ])
    func saysWhyThereIsNothing(_ text: String, _ system: String, _ help: String) throws {
        let outcome = try ImportRun(text, system).outcome
        #expect(outcome.status == 3 && outcome.output == "")
        #expect(outcome.errors.contains("error[nothing-to-import]: there is nothing of "))
        #expect(outcome.errors.contains(help))
    }

    @Test func doesNotShowLinesWithMistakes() throws {
        let yaml = try ImportRun("token: hidden-word\nendpoints: [hidden-word\n", "gatus").outcome
        #expect(yaml.status == 3 && yaml.errors.contains("error[yaml-syntax]"))
        let template = try ImportRun("endpoints:\n{% for a in b %}\n", "gatus").outcome
        #expect(template.status == 3 && template.errors.contains("looks like a template"))
        let json = try ImportRun("{\"token\": \"hidden-word\", x}", "statuspage").outcome
        #expect(json.status == 3 && json.errors.contains("source.json:1:26: error[json-syntax]"))
        let twice = try ImportRun(
            "endpoints: [{name: A, url: https://a.example, token: hidden-word, token: hidden-word}]\n",
            "gatus"
        ).outcome
        #expect(twice.status == 0 && twice.errors.contains("warning[duplicate-key]"))
        for outcome in [yaml, json, twice] { #expect(!"\(outcome)".contains("hidden-word")) }
    }

    @Test(arguments: [
        [], ["--from", "gatus.yaml"], ["--format", "gatus"], ["--from", "", "--format", "gatus"],
        ["--from", "gatus.yaml", "--format", "nagios"],
        ["--from", "-", "--from", "gatus.yaml", "--format", "gatus"],
        ["--from", "gatus.yaml", "--format", "gatus", "--out", "x/"],
        ["--from", "gatus.yaml", "--format", "gatus", "--out", "x", "--report", "json=x"],
    ])
    func misuseIsRefused(_ words: [String]) throws {
        #expect(try sandbox().start(["import"] + words).wait().status == 64)
    }

    @Test func explainsItsCodes() throws {
        let sandbox = try Sandbox()
        for code in ["nothing-to-import", "import-too-large", "json-syntax"] {
            #expect(try sandbox.upkeep("explain", code).output.hasPrefix("\(code)\n\n  "))
        }
        #expect(
            try sandbox.upkeep("import", "--help").output.contains("Example: upkeep import --from")
        )
        #expect(
            try sandbox.upkeep("import", "--from", "none.yaml", "--format", "gatus").status == 1
        )
    }
}
