import Testing

/// Which files are read, and which are not.
@Suite struct ManifestTreeTests {
    /// A manifest with one status page.
    private func page(_ id: String) -> String { "status_pages:\n  \(id): {name: Page}\n" }

    /// The ids of the pages that a plan creates.
    private func planned(_ sandbox: Sandbox, _ paths: String...) throws -> [String] {
        let outcome = try sandbox.start(["plan", "--format", "json"] + paths).wait()
        try #require(outcome.status == 0, "\(paths): \(outcome)")
        let changes = try JSON.object(outcome.output)["changes"] as? [[String: Any]]
        return (changes ?? []).compactMap { $0["id"] as? String }
    }

    @Test func everyManifestBelowTheFolderIsRead() throws {
        let sandbox = try Sandbox([
            "a.yaml": page("a"), "b.yml": page("b"), "deep/er/c.yaml": page("c"),
            "d.YAML": "not: read", "e.json": "not: read", "f.yaml.bak": "not: read",
            "README.md": "x",
        ])
        #expect(try planned(sandbox) == ["a", "b", "c"])
        #expect(try planned(sandbox, "deep") == ["c"])
        #expect(try planned(sandbox, "a.yaml", "deep/er") == ["a", "c"])
    }

    @Test func namesThatBeginWithADotOrAnUnderscoreAreSkipped() throws {
        let sandbox = try Sandbox([
            "a.yaml": page("a"), ".b.yaml": "[", "_c.yaml": "[", ".github/workflows/d.yml": "[",
            "_drafts/e.yaml": "[",
        ])
        #expect(try planned(sandbox) == ["a"])
    }

    @Test func aFileThatIsNamedIsReadWhateverItIsCalled() throws {
        let sandbox = try Sandbox(["_draft.txt": page("a")])
        #expect(try planned(sandbox, "_draft.txt") == ["a"])
    }

    /// A file named twice, or by itself and with its folder, is one file.
    @Test func aFileIsReadOnce() throws {
        let sandbox = try Sandbox(["t/a.yaml": page("a")])
        #expect(try planned(sandbox, "t/a.yaml", "t/a.yaml") == ["a"])
        #expect(try planned(sandbox, "t", "t/a.yaml") == ["a"])
        #expect(try planned(sandbox, "t", "./t") == ["a"])
    }

    @Test func aLinkToAFileIsRefused() throws {
        let sandbox = try Sandbox(["a.yaml": page("a"), "_b.txt": page("b")])
        try sandbox.shell("ln -s _b.txt b.yaml; ln -s nowhere dangling.txt")
        let outcome = try sandbox.upkeep("plan")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("b.yaml:1:1: error[manifest-file]: a link is not followed"))
        #expect(!outcome.errors.contains("dangling.txt"), "that is no manifest")
    }

    @Test func aLinkToAFolderIsRefused() throws {
        let sandbox = try Sandbox(["t/a.yaml": page("a"), "other/b.yaml": page("b")])
        try sandbox.shell("ln -s ../other t/linked; ln -s . t/loop")
        let outcome = try sandbox.upkeep("plan", "t")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("t/linked:1:1: error[manifest-file]"), "\(outcome)")
        #expect(outcome.errors.contains("t/loop:1:1: error[manifest-file]"), "\(outcome)")
    }

    @Test func theFolderThatIsNamedMayBeALink() throws {
        let sandbox = try Sandbox(["t/a.yaml": page("a")])
        try sandbox.shell("ln -s t current")
        #expect(try planned(sandbox, "current") == ["a"])
    }

    @Test func aPipeIsRefusedAndNotWaitedFor() throws {
        let sandbox = try Sandbox(["a.yaml": page("a")])
        try sandbox.shell("mkfifo x.yaml pipe")
        let outcome = try sandbox.start(["plan"]).wait(atMost: 10)
        #expect(outcome.status == 3)
        let message = "x.yaml:1:1: error[manifest-file]: this is not a regular file"
        #expect(outcome.errors.contains(message), "\(outcome)")
        #expect(!outcome.errors.contains("pipe:"), "that is no manifest")
        let named = try sandbox.start(["plan", "pipe"]).wait(atMost: 10)
        #expect(named.status == 1 || named.status == 3, "\(named)")
    }

    @Test func countsOfFilesAreLimited() throws {
        let sandbox = try Sandbox(["a.yaml": page("a"), "b.yaml": page("b"), "c.yaml": page("c")])
        #expect(try sandbox.upkeep("plan", "--max-files", "3").status == 0)
        let outcome = try sandbox.upkeep("plan", "--max-files", "2")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("error[tree-limit]: there are more than 2 manifests"))
        #expect(outcome.errors.contains("--max-files"), "the way out is named")
    }

    @Test func bytesOfAFileAreLimited() throws {
        let sandbox = try Sandbox(["a.yaml": page("a"), "b.yaml": page("bb")])
        let size = page("bb").utf8.count
        #expect(try sandbox.upkeep("plan", "--max-file-bytes", "\(size)").status == 0)
        let outcome = try sandbox.upkeep("plan", "--max-file-bytes", "\(size - 1)")
        #expect(outcome.status == 3)
        let message = "b.yaml:1:1: error[tree-limit]: the file has \(size) bytes"
        #expect(outcome.errors.contains(message), "\(outcome)")
        #expect(!outcome.errors.contains("a.yaml"))
    }

    @Test func bytesOfTheTreeAreLimited() throws {
        let sandbox = try Sandbox(["a.yaml": page("a"), "b.yaml": page("b")])
        let size = 2 * page("a").utf8.count
        #expect(try sandbox.upkeep("plan", "--max-tree-bytes", "\(size)").status == 0)
        let outcome = try sandbox.upkeep("plan", "--max-tree-bytes", "\(size - 1)")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("error[tree-limit]"), "\(outcome)")
        #expect(outcome.errors.contains("--max-tree-bytes"), "the way out is named")
    }

    /// Fewer manifests than there are would look like deletions.
    @Test func aTreeBeyondALimitIsNeverApplied() throws {
        let sandbox = try Sandbox(["a.yaml": page("a"), "b.yaml": page("b")])
        try sandbox.apply()
        #expect(try sandbox.upkeep("apply", "--max-files", "1").status == 3)
        #expect(try sandbox.serial() == 1)
    }

    /// Manifests are checked out on other machines too.
    @Test func anyNameOfAFileIsRead() throws {
        let sandbox = try Sandbox([
            "with space.yaml": page("a"), "caf\u{E9}.yaml": page("b"), "'quote\".yaml": page("c"),
        ])
        #expect(try planned(sandbox) == ["a", "b", "c"])
    }

    @Test func aNameOfAFileCannotReachTheTerminal() throws {
        let sandbox = try Sandbox(["a\u{1B}[31m\n::error::b.yaml": "monitors: 1\n"])
        let outcome = try sandbox.upkeep("plan")
        #expect(outcome.status == 3)
        #expect(!outcome.errors.contains("\u{1B}"))
        #expect(!outcome.errors.contains("\n::error::"), "\(outcome)")
    }
}
