import UpkeepEngine
import UpkeepKeys
import UpkeepSource
import UpkeepStore

/// Where the commits come from that a watcher reconciles.
struct WatchedRepository: Sendable {
    private enum Origin: Sendable {
        /// Whatever is checked out.
        case checkout
        case remote(RemoteBranch)
    }

    private let origin: Origin
    /// The repository that the manifests are read from.
    let checkout: Checkout
    private let roots: [String]
    private let branch: String?

    /// Follows what is checked out where the manifests lie, or a branch of a remote repository.
    ///
    /// Outside a checkout, commits are kept in a repository beside the state.
    init(
        _ options: WatchOptions,
        _ manifests: TreeOptions,
        _ store: StateStore
    )
        throws(StoreError)
    {
        roots = manifests.roots
        branch = options.branch
        guard let remote = options.remote else {
            checkout = try Checkout(of: roots, limits: manifests.limits)
            origin = .checkout
            return
        }
        let head = GitHead.find(from: roots.first ?? ".")
        if head.root == nil {
            let folder = store.watchedRepository
            origin = .remote(try RemoteBranch(remote, options.branch, intoBare: folder))
            checkout = Checkout(bare: folder, roots: roots, limits: manifests.limits)
        } else {
            origin = .remote(try RemoteBranch(remote, options.branch, into: head, for: store.path))
            checkout = try Checkout(of: roots, limits: manifests.limits)
        }
    }

    /// The newest commit.
    func newestCommit() throws(StoreError) -> String {
        switch origin {
        case .remote(let branch): return try branch.fetch()
        case .checkout:
            guard let commit = GitHead.find(from: roots.first ?? ".").commit else {
                throw StoreError(
                    .io,
                    roots.joined(separator: " "),
                    "nothing has been committed here yet",
                    help: "commit the manifests"
                )
            }
            return commit
        }
    }

    /// What is recorded of a commit whose manifests have a digest.
    func source(of commit: String, treeDigest: String) -> Source {
        let head = GitHead.find(from: roots.first ?? ".")
        let author = try? checkout.author(of: commit)
        return Source(
            commit: commit,
            branch: branch ?? head.branch,
            isDirty: false,
            author: author.map { String(KeyFormat.redacted($0.printable).prefix(512)) },
            treeDigest: treeDigest
        )
    }
}
