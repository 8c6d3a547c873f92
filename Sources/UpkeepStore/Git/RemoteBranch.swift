import UpkeepEngine
import UpkeepSource

/// A branch of a repository that others push to, and where its commits are kept here.
package struct RemoteBranch: Sendable {
    /// A URL, or the name of a remote that the repository here knows.
    private let remote: String
    /// Nil for the one that the remote has checked out.
    private let branch: String?
    private let git: Git
    /// Whether only the newest commit is wanted.
    private let isShallow: Bool

    /// The name under which the newest commit is kept: no branch of anybody's.
    private static let reference = "refs/upkeep/watched"
    /// How long a fetch may take.
    private static let patience = Duration.seconds(300)

    /// A branch whose commits go into the repository of a checkout, which itself is not touched.
    package init(_ remote: String, _ branch: String?, into checkout: GitHead) throws(StoreError) {
        // Git would look for a path from its own folder on.
        let isPath = remote.hasPrefix(".") || remote.hasPrefix("/")
        self.remote = isPath ? GitHead.realPath(of: remote) ?? remote : remote
        self.branch = branch
        git = try Repository(of: checkout, ["."]).git
        isShallow = false
    }

    /// A branch whose newest commit goes into a repository of its own, which is made when it is not there.
    package init(_ remote: String, _ branch: String?, intoBare folder: String) throws(StoreError) {
        self.remote = GitHead.realPath(of: remote) ?? remote
        self.branch = branch
        git = Git(folder)
        isShallow = true
        if ManifestFolder.isFolder("\(folder)/objects") { return }
        try NewFiles.makeFolders(folder)
        _ = try git.output(
            ["init", "--quiet", "--bare"],
            fallingShort: "the repository cannot be made"
        )
    }

    /// Fetches the branch, and yields its newest commit.
    package func fetch() throws(StoreError) -> String {
        let source = branch.map { "refs/heads/\($0)" } ?? "HEAD"
        let words =
            ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]
            + (isShallow ? ["--depth=1"] : [])
            + ["--", remote, "+\(source):\(Self.reference)"]
        let outcome = try git.reachOut(words, patience: Self.patience)
        guard outcome.isSuccess else {
            throw StoreError(
                .io,
                remote,
                "\(branch ?? "the branch") cannot be fetched: \(outcome.errors)",
                help: "try it as the user that upkeep runs as: git ls-remote \(remote.shellWord)"
            )
        }
        let commit = try git.output(
            ["rev-parse", "--verify", "--quiet", "\(Self.reference)^{commit}"],
            fallingShort: "the commit cannot be told"
        )
        return String(decoding: commit.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
