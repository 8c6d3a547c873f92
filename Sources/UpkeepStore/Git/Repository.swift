import UpkeepEngine

/// Where git keeps commits: the repository of a checkout, or one without a checkout.
struct Repository: Sendable {
    let git: Git
    /// The top of the checkout, links followed; nil where there is none.
    private let top: String?

    /// The repository of a checkout.
    init(of checkout: GitHead, _ roots: [String]) throws(StoreError) {
        guard let top = checkout.root else { throw .notInCheckout(roots) }
        guard checkout.hasObjects else {
            throw StoreError(.io, top, "its .git has no objects: git takes it for no repository")
        }
        if let borrowed = checkout.borrowedObjects() {
            throw StoreError(
                .io,
                borrowed,
                "the repository has objects of another one, and manifests are taken from none but its own",
                help: "make it whole: git repack -a -d, then remove objects/info/alternates"
            )
        }
        try checkout.requireFiles(for: checkout.branch ?? "HEAD")
        git = Git(top, repository: checkout.repositoryFolder)
        self.top = top
    }

    /// A repository without a checkout.
    init(bare folder: String) {
        git = Git(bare: folder)
        top = nil
    }

    /// The path of a root of manifests below the top of what is committed; empty for the top itself.
    ///
    /// Without a checkout a root is such a path already.
    func place(of root: String) throws(StoreError) -> String {
        guard let top else {
            let parts = root.split(separator: "/").filter { $0 != "." }
            guard !root.hasPrefix("/"), !parts.contains("..") else {
                throw StoreError(
                    .io,
                    root,
                    "this is not a path below the top of the repository",
                    help: "name the folder of the manifests as the repository has it: status/"
                )
            }
            return parts.joined(separator: "/")
        }
        guard let real = GitHead.realPath(of: root) else { throw .notInCheckout([root]) }
        if real == top { return "" }
        let prefix = top == "/" ? "/" : top + "/"
        guard real.hasPrefix(prefix) else { throw .notInCheckout([root]) }
        return String(real.dropFirst(prefix.count))
    }
}

extension StoreError {
    static func notInCheckout(_ roots: [String]) -> StoreError {
        StoreError(
            .io,
            roots.joined(separator: " "),
            "this is not in a git checkout",
            help: "clone the repository, and run upkeep inside of it"
        )
    }
}
