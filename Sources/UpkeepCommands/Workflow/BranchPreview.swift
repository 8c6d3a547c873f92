import UpkeepEngine
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// What a branch changes, whatever has been deployed: the way from the commit where it left another one to its own.
struct BranchPreview {
    /// The other branch, as the user has named it.
    let base: String
    let comparison: Checkout.Comparison
    /// Empty when there are none, or when one of the two sides is invalid.
    let changes: [Change]
    /// Why nothing is compared; nil when it is.
    let obstacle: String?

    /// Compares what has been committed; no checkout is touched.
    init(
        against base: String,
        _ options: ManifestOptions,
        leaks: LeakedKeys,
        _ console: Console
    ) throws(StoreError) {
        self.base = base
        let checkout = try Checkout(of: options.roots, limits: options.limits)
        comparison = try checkout.comparison(with: base)
        var trees: [ManifestTree] = []
        for commit in [comparison.fork, comparison.commit] {
            let sources = try checkout.manifests(of: commit)
            trees.append(ManifestTree(sources, options, leaks: leaks, console))
        }
        if let invalid = trees.firstIndex(where: \.diagnostics.hasErrors) {
            let commit = invalid == 0 ? comparison.fork : comparison.commit
            changes = []
            obstacle =
                "the manifests of \(commit.prefix(7)) are invalid, so there is nothing to compare"
            return
        }
        let context = PlanContext(
            desired: trees[1].desired,
            state: State(toCompare: trees[0].desired, at: options.now),
            now: options.now,
            zones: .system
        )
        let source = Source(commit: nil, branch: nil, isDirty: nil, treeDigest: trees[1].digest)
        changes = Plan(from: nil, source: source, kinds: Kind.all, in: context).changes
        obstacle = nil
    }

    /// `Branch against main (left it at 9f3c2ab): 1 to create`.
    var title: String {
        "Branch against \(base.printable) (since \(comparison.fork.prefix(7))): \(summary)"
    }

    var summary: String {
        if let obstacle { return obstacle }
        return changes.isEmpty ? "no changes" : PlanReport.counts(of: changes)
    }

    /// What to say when the other branch has moved on; nil when it has not.
    var warning: String? {
        if comparison.behind == 0 { return nil }
        let commits = Counted(comparison.behind, "commit").text
        return
            "This branch is \(commits) behind \(base.printable): the plan for the deployment may undo what they have changed. Merge or rebase first."
    }

    var value: Value {
        .map([
            "ahead": .integer(comparison.ahead),
            "base": .text(base),
            "behind": .integer(comparison.behind),
            "changes": .list(changes.map(\.reportValue)),
            "commit": .text(comparison.commit),
            "fork": .text(comparison.fork),
            "obstacle": obstacle.map(Value.text),
        ])
    }
}
