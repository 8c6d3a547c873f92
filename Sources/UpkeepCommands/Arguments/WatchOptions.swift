import ArgumentParser
import UpkeepEngine
import UpkeepStore

/// Which repository is followed, and under which rules its commits are reconciled.
struct WatchOptions: ParsableArguments {
    @Option(
        help: .init(
            "The URL of a repository, or the name of a remote, that is fetched from (default: what is checked out here).",
            valueName: "remote"
        )
    )
    var remote: String?

    @Option(
        help: .init("With --remote: the branch (default: the remote's own).", valueName: "name")
    )
    var branch: String?

    @Option(
        help: .init("How often to look for a new commit (default: 30s).", valueName: "duration"),
        transform: Seconds.argument
    )
    var interval: Seconds = 30

    @OptionGroup var consent: ConsentOptions

    @Option(
        help: .init(
            "Refuse a commit that is not signed by one of the signers in this file (ssh-keygen's ALLOWED SIGNERS).",
            valueName: "file"
        ),
        completion: .file()
    )
    var requireSigned: String?

    @Option(
        help: .init(
            "A file with the key to act as, read for each commit.",
            valueName: "file"
        ),
        completion: .file()
    )
    var apiKeyFile: String?

    func validate() throws {
        if !(1...86_400).contains(interval.count) {
            throw ValidationError("--interval has to be from 1s to 24h.")
        }
        if let remote, remote.isEmpty || remote.hasPrefix("-") {
            throw ValidationError("--remote takes a URL or the name of a remote.")
        }
        if branch != nil, remote == nil { throw ValidationError("--branch goes with --remote.") }
        if let branch, branch.isEmpty || branch.hasPrefix("-") || branch.contains(":") {
            throw ValidationError("--branch takes the name of a branch.")
        }
        if requireSigned == "" {
            throw ValidationError("--require-signed takes the name of a file.")
        }
    }

    /// Whether anything is said here that only a watcher needs.
    var isGiven: Bool {
        remote != nil || !consent.arguments.isEmpty || requireSigned != nil || apiKeyFile != nil
    }

    /// The state: beside the manifests, or, where these are only in a repository elsewhere, in the current folder.
    func store(_ state: StateOptions, _ tree: TreeOptions) -> StateStore {
        let isElsewhere = remote != nil && GitHead.find(from: ".").root == nil
        return isElsewhere ? state.store() : state.store(besides: tree.roots)
    }

    /// What is done with each commit.
    func reconciliation(
        _ tree: TreeOptions,
        _ store: StateStore
    ) throws -> CommitReconciliation {
        // A variable can be read for as long as the process lives, and by whatever it starts.
        if ProcessEnvironment.takeSecret() != nil {
            throw ValidationError(
                "A watcher takes the key to act as from a file: unset UPKEEP_API_KEY, and use --api-key-file."
            )
        }
        return CommitReconciliation(
            repository: try WatchedRepository(self, tree, store),
            store: store,
            limits: tree.limits,
            consent: consent.consent,
            keyFile: apiKeyFile,
            signers: requireSigned,
            rules: rules(tree)
        )
    }

    /// Stands for everything that may make another thing of the same commit.
    private func rules(_ tree: TreeOptions) -> String {
        let words =
            [Version.text, remote ?? "", branch ?? "", requireSigned ?? "", apiKeyFile ?? ""]
            + consent.arguments + tree.arguments
        return Digest.of(words.joined(separator: "\0"))
    }
}
