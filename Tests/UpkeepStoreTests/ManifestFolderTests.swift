import TestSupport
import Testing
import UpkeepSource
import UpkeepStore
import UpkeepYAML

@Suite("A folder of manifests")
struct ManifestFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(
        _ paths: [String]? = nil,
        limits: TreeLimits = TreeLimits()
    ) throws -> (names: [String], problems: [String]) {
        let (files, diagnostics) = try ManifestFolder.read(paths ?? [folder.path], limits: limits)
        return (files.map(\.name), diagnostics.all.map(\.code.word))
    }

    @Test("is walked in order, without what begins with a dot or an underscore")
    func names() throws {
        for name in [
            "b.yaml", "a.yml", "sub/c.yaml", ".d.yaml", "_e.yaml", ".git/f.yaml", "_x/g.yaml",
            "h.json",
        ] {
            try folder.write("{}", to: name)
        }
        #expect(try read().names == ["a.yml", "b.yaml", "sub/c.yaml"])
    }

    @Test("can be named together with files, each of which is read once")
    func paths() throws {
        try folder.write("{}", to: "a.yaml")
        try folder.write("{}", to: "sub/b.txt")
        let paths = [folder["a.yaml"], folder.path, folder["sub/b.txt"]]
        #expect(try read(paths).names == [folder["a.yaml"], folder["sub/b.txt"]])
        #expect(try read([folder["sub/b.txt"]]).names == ["b.txt"])
        #expect(throws: StoreError.self) { try read([folder["missing"]]) }
    }

    @Test("has no links and nothing but regular files followed or opened")
    func links() throws {
        try folder.write("{}", to: "real/a.yaml")
        try folder.link("b.yaml", to: folder["real/a.yaml"])
        try folder.link("linked", to: folder["real"])
        try folder.link("notes.txt", to: folder["real/a.yaml"])
        try folder.makeFIFO("c.yaml")
        let result = try read()
        #expect(result.names == ["real/a.yaml"])
        #expect(result.problems == ["manifest-file", "manifest-file", "manifest-file"])
    }

    @Test("has at most so many files, bytes, and bytes a file")
    func limits() throws {
        for name in ["a.yaml", "b.yaml"] { try folder.write("x-a: 12", to: name) }
        func problems(_ change: (inout TreeLimits) -> Void) throws -> [String] {
            var limits = TreeLimits()
            change(&limits)
            return try read(limits: limits).problems
        }
        #expect(try problems { $0.files = 2 }.isEmpty)
        #expect(try problems { $0.files = 1 } == ["tree-limit"])
        #expect(try problems { $0.bytes = 14 }.isEmpty)
        #expect(try problems { $0.bytes = 13 } == ["tree-limit"])
        #expect(try problems { $0.yaml.fileBytes = 7 }.isEmpty)
        #expect(try problems { $0.yaml.fileBytes = 6 } == ["tree-limit", "tree-limit"])
    }

    @Test("has no two names that are the same to Unicode, and none that is not UTF-8")
    func unicodeNames() throws {
        try folder.write("{}", to: "caf\u{E9}.yaml")
        try folder.write("{}", to: "cafe\u{301}.yaml")
        #expect(try read().problems == ["manifest-file"])
    }

    @Test("without manifests is worth a warning")
    func empty() throws {
        try folder.write("{}", to: "notes.json")
        #expect(try read().problems == ["no-manifests"])
    }

    @Test("has folders at most 64 deep")
    func depth() throws {
        try folder.write("{}", to: String(repeating: "d/", count: 63) + "a.yaml")
        #expect(try read().problems.isEmpty)
        try folder.write("{}", to: String(repeating: "d/", count: 64) + "a.yaml")
        #expect(try read().problems == ["tree-limit"])
    }
}

@Suite("The head of a git checkout")
struct GitHeadTests {
    private let folder: TemporaryFolder
    private let hash = "0123456789abcdef0123456789abcdef01234567"

    init() throws { folder = try TemporaryFolder() }

    @Test("is a branch and its commit, loose or packed, from any folder below")
    func branch() throws {
        try folder.write("ref: refs/heads/main\n", to: ".git/HEAD")
        try folder.write("\(hash)\n", to: ".git/refs/heads/main")
        try folder.write("", to: "status/pages/a.yaml")
        #expect(
            GitHead.find(from: folder["status/pages"])
                == GitHead(commit: hash, branch: "main", root: folder.path)
        )
        try folder.remove(".git/refs/heads/main")
        try folder.write("# pack-refs\n\(hash) refs/heads/main\n", to: ".git/packed-refs")
        #expect(
            GitHead.find(from: folder.path)
                == GitHead(commit: hash, branch: "main", root: folder.path)
        )
    }

    @Test("is that of the checkout that a link leads into")
    func link() throws {
        try folder.write("\(hash)\n", to: "checkout/.git/HEAD")
        try folder.write("", to: "checkout/status/a.yaml")
        try folder.link("link", to: folder["checkout/status"])
        #expect(
            GitHead.find(from: folder["link"])
                == GitHead(commit: hash, branch: nil, root: folder["checkout"])
        )
        #expect(
            GitHead.find(from: folder["gone"]) == GitHead(commit: nil, branch: nil, root: nil)
        )
    }

    @Test("is a commit alone when it is detached, and nothing without a commit")
    func detached() throws {
        try folder.write("\(hash)\n", to: ".git/HEAD")
        #expect(
            GitHead.find(from: folder.path) == GitHead(commit: hash, branch: nil, root: folder.path)
        )
        try folder.write("ref: refs/heads/new\n", to: ".git/HEAD")
        #expect(
            GitHead.find(from: folder.path)
                == GitHead(commit: nil, branch: "new", root: folder.path)
        )
        try folder.write("../../etc/passwd\n", to: ".git/HEAD")
        #expect(
            GitHead.find(from: folder.path) == GitHead(commit: nil, branch: nil, root: folder.path)
        )
    }

    @Test("names files as the checkout knows them")
    func paths() throws {
        try folder.write("\(hash)\n", to: "checkout/.git/HEAD")
        try folder.write("", to: "checkout/status/a.yaml")
        try folder.write("", to: "b.yaml")
        let head = GitHead.find(from: folder["checkout/status"])
        #expect(head.path(below: folder["checkout/status/a.yaml"]) == "status/a.yaml")
        #expect(head.path(below: folder["checkout/status/../x.yaml"]) == "x.yaml")
        #expect(head.path(below: folder["b.yaml"]) == folder["b.yaml"])
        #expect(head.path(below: "gone/a.yaml") == "gone/a.yaml")
    }

    @Test("is found through the file that a worktree has")
    func worktree() throws {
        try folder.write("gitdir: \(folder["main/.git/worktrees/w"])\n", to: "w/.git")
        try folder.write("ref: refs/heads/topic\n", to: "main/.git/worktrees/w/HEAD")
        try folder.write("../..\n", to: "main/.git/worktrees/w/commondir")
        try folder.write("\(folder["w/.git"])\n", to: "main/.git/worktrees/w/gitdir")
        try folder.write("\(hash)\n", to: "main/.git/refs/heads/topic")
        #expect(
            GitHead.find(from: folder["w"])
                == GitHead(commit: hash, branch: "topic", root: folder["w"])
        )
    }

    @Test("is found in what a submodule has in the repository around it")
    func submodule() throws {
        try folder.write("ref: refs/heads/main\n", to: ".git/HEAD")
        try folder.write("gitdir: ../.git/modules/inner\n", to: "inner/.git")
        try folder.write("\(hash)\n", to: ".git/modules/inner/HEAD")
        #expect(
            GitHead.find(from: folder["inner"])
                == GitHead(commit: hash, branch: nil, root: folder["inner"])
        )
    }

    @Test("is not that of a repository that does not know of the checkout")
    func foreign() throws {
        try folder.write("ref: refs/heads/secret\n", to: "other/.git/HEAD")
        try folder.write("\(hash)\n", to: "other/.git/refs/heads/secret")
        let nothing = GitHead(commit: nil, branch: nil, root: nil)
        try folder.write("gitdir: \(folder["other/.git"])\n", to: "named/.git")
        #expect(GitHead.find(from: folder["named"]) == nothing)
        try folder.write("", to: "linked/a.yaml")
        try folder.link("linked/.git", to: folder["other/.git"])
        #expect(GitHead.find(from: folder["linked"]) == nothing)
        try folder.write("ref: refs/heads/secret\n", to: "common/.git/HEAD")
        try folder.write("\(folder["other/.git"])\n", to: "common/.git/commondir")
        #expect(GitHead.find(from: folder["common"]) == nothing)
    }

    @Test(
        "is not read from outside of the repository",
        arguments: ["HEAD", "refs/heads/main", "packed-refs"]
    )
    func linksOut(name: String) throws {
        try folder.write("\(hash) refs/heads/main\n", to: "packed")
        try folder.write("\(hash)\n", to: "outside")
        try folder.write("", to: "checkout/.git/refs/heads/other")
        if name != "HEAD" { try folder.write("ref: refs/heads/main\n", to: "checkout/.git/HEAD") }
        try folder.link(
            "checkout/.git/\(name)",
            to: folder[name == "packed-refs" ? "packed" : "outside"]
        )
        #expect(GitHead.find(from: folder["checkout"]).commit == nil)
    }

    @Test(
        "has no branch outside of the repository",
        arguments: ["../../outside", "refs/heads/../../../../outside", "/outside", "refs//heads"]
    )
    func referenceOut(name: String) throws {
        try folder.write("\(hash)\n", to: "outside")
        try folder.write("ref: \(name)\n", to: "checkout/.git/HEAD")
        try folder.write("", to: "checkout/.git/refs/heads/other")
        #expect(
            GitHead.find(from: folder["checkout"])
                == GitHead(commit: nil, branch: nil, root: folder["checkout"])
        )
    }

    @Test("says which link leads out of a checkout")
    func linkLeadingOut() throws {
        try folder.write("\(hash)\n", to: "checkout/.git/HEAD")
        try folder.write("", to: "checkout/status/a.yaml")
        try folder.write("", to: "outside/b/a.yaml")
        try folder.link("checkout/within", to: folder["checkout/status"])
        try folder.link("checkout/out", to: folder["outside"])
        try folder.link("free", to: folder["outside"])
        #expect(GitHead.linkLeadingOut(on: folder["checkout/within/a.yaml"]) == nil)
        #expect(GitHead.linkLeadingOut(on: folder["checkout/out/b"]) == folder["checkout/out"])
        #expect(GitHead.linkLeadingOut(on: folder["free/b"]) == nil)
        #expect(GitHead.linkLeadingOut(on: folder["checkout/gone"]) == nil)
    }
}
