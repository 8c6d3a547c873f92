import UpkeepEngine
import UpkeepSource

/// A branch of a repository that others push to, and where its commits are kept here.
package struct RemoteBranch: Sendable {
    /// A URL, or the name of a remote that the repository here knows.
    private let remote: String
    /// Nil for the one that the remote has checked out.
    private let branch: String?
    private let git: Git
    /// The folder of a repository that is only ours, where only the newest commit is wanted; nil in a checkout.
    private let ownFolder: String?
    /// The name under which the newest commit is kept: no branch of anybody's, and no other watcher's.
    private let reference: String

    /// How long a fetch may take.
    private static let patience = Duration.seconds(300)

    /// A branch whose commits go into the repository of a checkout, which itself is not touched.
    ///
    /// `purpose` tells it from others that are followed in the same checkout.
    package init(
        _ remote: String,
        _ branch: String?,
        into checkout: GitHead,
        for purpose: String
    ) throws(StoreError) {
        // Git would look for a path from its own folder on.
        let isPath = remote.hasPrefix(".") || remote.hasPrefix("/")
        self.remote = isPath ? GitHead.realPath(of: remote) ?? remote : remote
        self.branch = branch
        git = try Repository(of: checkout, ["."]).git
        ownFolder = nil
        let name = [purpose, remote, branch ?? ""].joined(separator: "\0")
        reference = "refs/upkeep/\(Digest.of(name).prefix(16))"
    }

    /// A branch whose newest commit goes into a repository of its own, which is made when it is not there.
    package init(_ remote: String, _ branch: String?, intoBare folder: String) throws(StoreError) {
        self.remote = GitHead.realPath(of: remote) ?? remote
        self.branch = branch
        git = Git(bare: folder)
        ownFolder = folder
        reference = "refs/upkeep/watched"
        if ManifestFolder.isFolder("\(folder)/objects") { return }
        try NewFiles.makeFolders(folder)
        _ = try git.output(
            ["init", "--quiet", "--bare"],
            fallingShort: "the repository cannot be made"
        )
    }

    /// Fetches the branch, and yields its newest commit.
    package func fetch() throws(StoreError) -> String {
        removeStaleLocks()
        let source = branch.map { "refs/heads/\($0)" } ?? "HEAD"
        let words =
            ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]
            + (ownFolder == nil ? [] : ["--depth=1"])
            + ["--", remote, "+\(source):\(reference)"]
        let outcome = try git.reachOut(words, patience: Self.patience)
        guard outcome.isSuccess else {
            throw StoreError(
                .io,
                shownRemote,
                "\(branch ?? "the branch") cannot be fetched: \(outcome.errors)",
                help:
                    "try it as the user that upkeep runs as: git ls-remote \(shownRemote.shellWord)"
            )
        }
        let commit = try git.output(
            ["rev-parse", "--verify", "--quiet", "\(reference)^{commit}"],
            fallingShort: "the commit cannot be told"
        )
        return String(decoding: commit.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// The remote without the user and the password that a URL may hold.
    private var shownRemote: String {
        guard let scheme = remote.firstRange(of: "://") else { return remote }
        let rest = remote[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return remote }
        return "\(remote[..<scheme.upperBound])\(rest[rest.index(after: at)...])"
    }

    /// Removes the locks that a git which was killed has left in a repository that nobody else uses.
    private func removeStaleLocks() {
        guard let ownFolder else { return }
        let oldest = Int(ProcessEnvironment.now()) - Int(Self.patience.components.seconds) - 60
        for name in ["shallow", "packed-refs", "config", "HEAD", reference] {
            let path = "\(ownFolder)/\(name).lock"
            if let status = FileStatus(path: path), status.modified < oldest {
                try? NewFiles.remove(path)
            }
        }
    }
}
