import Foundation
import Testing

/// What is hostile, or more than Upkeep takes.
@Suite struct ImportLimitTests {
    private func gatus(_ endpoint: String) -> String { "endpoints:\n  - \(endpoint)\n" }

    @Test func longTextIsCut() throws {
        let name = String(repeating: "n", count: 200)
        let run = try ImportRun(gatus("{name: \(name), url: https://example.com}"), "gatus")
        let manifest = try run.manifest()
        #expect(manifest.contains("name: \"\(name.prefix(119))\u{2026}\"\n"))
        #expect(manifest.contains("      \(name.prefix(63)):\n"))
        #expect(try run.left()["endpoints[0].name"]?.contains("cut") == true)
    }

    @Test(arguments: [
        ("\"\\u202Eevil\\u0007 \\u2028name\"", "evil name"), ("\"a\\r\\nb\\tc\"", "a b c"),
        ("\"  spaces  \"", "spaces"), ("\"- [x]: #y\"", "\"- [x]: #y\""), ("'null'", "\"null\""),
        ("\"{{ x }}\"", "\"{{ x }}\""), ("'<script>&'", "\"<script>&\""),
    ])
    func hostileNamesAreTamed(_ name: String, _ expected: String) throws {
        let run = try ImportRun(gatus("{name: \(name), url: https://example.com}"), "gatus")
        #expect(try run.manifest().contains("        name: \(expected)\n"))
    }

    @Test func namesWithoutLettersGetIDs() throws {
        let names = ["\u{C0C1}\u{D0DC}", "\u{1F525}", "A", "A", "a!", "a-2"]
        let endpoints = names.map { "  - {name: \"\($0)\", url: https://example.com}\n" }.joined()
        let manifest = try ImportRun("endpoints:\n" + endpoints, "gatus").manifest()
        let ids = manifest.split(separator: "\n").filter {
            $0.hasPrefix("      ") && $0.hasSuffix(":") && !$0.hasPrefix("       ")
        }
        #expect(
            ids
                == ["component-1", "component-2", "a", "a-2", "a-3", "a-2-2"].map { "      \($0):" }
        )
    }

    @Test func pagesHaveSoManyComponents() throws {
        let endpoints = (0..<502).map { "  - {name: item\($0), url: https://example.com}\n" }
            .joined()
        let run = try ImportRun("endpoints:\n" + endpoints, "gatus")
        #expect(try run.manifest().contains("      item499:\n"))
        #expect(
            try Set(run.left().keys) == [
                "endpoints[500].name", "endpoints[500].url", "endpoints[501].name",
                "endpoints[501].url",
            ]
        )
    }

    /// What is left out is not counted as carried over, whatever of it Upkeep has of itself.
    @Test func componentsBeyondTheLimitAreLeftWhole() throws {
        let component = #""status": "operational", "position": 1, "page_id": "p", "group": false"#
        let components = (0..<501).map { #"{"id": "\#($0)", "name": "N", \#(component)}"# }
        let page = try ImportRun("[\(components.joined(separator: ","))]", "statuspage")
        #expect(try page.left().keys.filter { $0.hasPrefix("[500]") }.count == 6)
        let monitors = (0..<501).map {
            #"{"id": \#($0), "name": "N", "url": "https://example.com", "upsideDown": false}"#
        }
        let text = #"{"monitorList": [\#(monitors.joined(separator: ","))]}"#
        let backup = try ImportRun(text, "uptime-kuma")
        #expect(try backup.left().keys.filter { $0.contains("[500]") }.count == 4)
    }

    @Test func keysAreNeverCarriedOver() throws {
        let sandbox = try Sandbox()
        let key = try #require(
            sandbox.upkeep("keys", "generate", "--format", "json").output.firstMatch(
                of: /spk_[0-9A-Za-z]{36}/
            )
        )
        let run = try ImportRun(
            """
            endpoints:
              - {name: Web, group: "\(key.output)", url: "https://example.com/\(key.output)"}
            """,
            "gatus"
        )
        #expect(try !run.manifest().contains("spk_"))
        #expect(!run.outcome.errors.contains(String(key.output)))
        #expect(try run.left()["endpoints[0].group"]?.contains("secret") == true)
    }

    @Test func aliasBombsAreRefused() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let outcome = try ImportRun(text + "endpoints: *a8\n", "gatus").outcome
        #expect(outcome.status == 3 && outcome.errors.contains("error[alias-expansion]"))
    }

    @Test(arguments: ["gatus", "upptime", "openstatus", "uptime-kuma", "statuspage"])
    func deepFilesAreRefused(_ system: String) throws {
        let outcome = try ImportRun(String(repeating: "[", count: 100_000), system).outcome
        #expect(outcome.status == 3 && outcome.errors.contains("error[too-deep]"))
    }

    @Test(arguments: [("gatus", 1_048_577), ("statuspage", 16_777_217)])
    func largeFilesAreRefused(_ system: String, _ size: Int) throws {
        let outcome = try ImportRun(String(repeating: " ", count: size), system).outcome
        #expect(outcome.status == 3 && outcome.errors.contains("error[file-too-large]"))
    }

    @Test func whatWouldBeTooLargeIsRefused() throws {
        let long = String(repeating: "x", count: 1_900)
        let monitors = (0..<400).map {
            #"{"id": \#($0), "name": "M", "description": "\#(long)", "url": "https://example.com/\#(long)"}"#
        }
        let text = #"{"monitorList": ["# + monitors.joined(separator: ",") + "]}"
        let outcome = try ImportRun(text, "uptime-kuma").outcome
        #expect(outcome.status == 3 && outcome.output == "")
        #expect(outcome.errors.contains("error[import-too-large]"))
    }

    /// One line of megabytes: the columns of all settings are told in one pass.
    @Test func longLinesAreQuick() throws {
        let record =
            #"{"id": "x", "name": "N", "status": "operational", "position": 1, "created_at": "y", "strange": 1}"#
        let text = "[" + Array(repeating: record, count: 5_000).joined(separator: ",") + "]"
        let start = Date()
        let run = try ImportRun(text, "statuspage")
        #expect(run.outcome.status == 0)
        #expect(run.outcome.errors.contains("source.json:1:97: [].strange (5,000 settings)"))
        #expect(Date().timeIntervalSince(start) < 60)
    }

    /// Whatever is cut off or damaged, it is refused or imported; nothing ends the program otherwise.
    @Test func damagedFilesDoNoHarm() throws {
        let text = #"""
            {"page": {"id": "p", "name": "Acme"}, "components": [{"id": "c", "name": "Web", "position": 1}],
             "incidents": [{"name": "x", "impact": "major", "incident_updates": [{"status": "resolved",
              "created_at": "2026-11-20T08:12:00Z", "body": "y"}]}]}
            """#
        let bytes = Array(text.utf8)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &generator)] =
                "{}[]\",:0n\\".utf8.randomElement(using: &generator) ?? 0
            let text = String(
                decoding: damaged.prefix(
                    Int.random(in: bytes.count / 2...bytes.count, using: &generator)
                ),
                as: UTF8.self
            )
            for system in ["statuspage", "gatus"] {
                let outcome = try ImportRun(text, system).outcome
                #expect([0, 3].contains(outcome.status), "\(system): \(text)\n\(outcome)")
            }
        }
    }
}
