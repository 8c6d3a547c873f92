import UpkeepEngine
import UpkeepSource

/// A git repository with the manifests of a user in it, mostly a checkout.
package struct Checkout: Sendable {
    /// What is checked out; nothing in a repository without a checkout.
    package let head: GitHead
    private let roots: [String]
    private let limits: TreeLimits
    private let repository: Repository
    var git: Git { repository.git }

    /// The checkout that the first of the roots lies in; an error when it lies in none.
    package init(of roots: [String], limits: TreeLimits) throws(StoreError) {
        head = GitHead.find(from: roots.first ?? ".")
        repository = try Repository(of: head, roots)
        self.roots = roots
        self.limits = limits
    }

    /// A repository without a checkout; the roots are paths in it.
    package init(bare folder: String, roots: [String], limits: TreeLimits) {
        head = GitHead(commit: nil, branch: nil, root: nil)
        repository = Repository(bare: folder)
        self.roots = roots
        self.limits = limits
    }

    /// How the commit that is checked out stands to another one.
    package struct Comparison: Sendable {
        /// The commit that is checked out.
        package let commit: String
        /// The last commit that both have.
        package let fork: String
        /// How many commits only the one that is checked out has, and how many only the other.
        package let ahead: Int
        package let behind: Int
    }

    /// Compares what is checked out with a branch, tag or commit.
    package func comparison(with reference: String) throws(StoreError) -> Comparison {
        let commit = try resolve("HEAD")
        let base = try resolve(reference)
        let fork = try git.run(["merge-base", base, commit])
        guard fork.isSuccess else {
            throw StoreError(
                .io,
                reference,
                "git knows of no commit that this and what is checked out have in common",
                help:
                    "clone with the whole history: in GitHub Actions `fetch-depth: 0`, in GitLab CI `GIT_DEPTH: 0`"
            )
        }
        let counts = try git.output(
            ["rev-list", "--count", "--left-right", "\(base)...\(commit)"],
            fallingShort: "the commits cannot be counted"
        )
        let numbers = String(decoding: counts, as: UTF8.self).split { $0 == "\t" || $0 == "\n" }
            .compactMap { Int($0) }
        return Comparison(
            commit: commit,
            fork: Self.line(fork.output),
            ahead: numbers.last ?? 0,
            behind: numbers.first ?? 0
        )
    }

    /// The commit that a branch, a tag or an abbreviation stands for.
    package func resolve(_ reference: String) throws(StoreError) -> String {
        try head.requireFiles(for: reference)
        let outcome = try git.run([
            "rev-parse", "--verify", "--quiet", "--end-of-options", "\(reference)^{commit}",
        ])
        guard outcome.isSuccess else {
            throw StoreError(
                .io,
                reference,
                "git knows no such commit here",
                help: "fetch it first: git fetch origin \(reference.shellWord)"
            )
        }
        return Self.line(outcome.output)
    }

    /// The manifests of a commit, as the checkout would have them; nothing of it is touched.
    package func manifests(of commit: String) throws(StoreError) -> ManifestSources {
        let committed = try committed(commit)
        return ManifestSources(try committed.read(from: repository), committed.problems)
    }

    /// The manifests that are not as the commit that is checked out has them; nil where nothing has been committed yet.
    package func differences(from sources: ManifestSources) throws(StoreError) -> [String]? {
        guard let commit = head.commit else { return nil }
        return try committed(commit).differences(from: sources)
    }

    private func committed(_ commit: String) throws(StoreError) -> CommittedManifests {
        try CommittedManifests(of: commit, roots: roots, in: repository, limits: limits)
    }

    /// Who wrote a commit: `Name <address>`; nil where it does not say.
    package func author(of commit: String) throws(StoreError) -> String? {
        let object = try git.output(
            ["cat-file", "commit", commit],
            fallingShort: "the commit cannot be read"
        )
        // `author NAME <ADDRESS> SECONDS OFFSET`, in the head of the object (git's commit object format).
        let line = String(decoding: object, as: UTF8.self).split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).prefix { !$0.isEmpty }.first { $0.hasPrefix("author ") }
        guard let line, let end = line.lastIndex(of: ">") else { return nil }
        return String(line[...end].dropFirst("author ".count))
    }

    /// Why a commit is not taken to be signed by one of the allowed signers; nil when it is.
    ///
    /// `signers` is a file in the form of ssh-keygen(1), "ALLOWED SIGNERS".
    package func problemOfSignature(
        of commit: String,
        allowed signers: String
    ) throws(StoreError) -> String? {
        guard let path = GitHead.realPath(of: signers) else {
            throw StoreError(.io, signers, "no such file")
        }
        let outcome = try git.run(
            ["verify-commit", commit],
            // Programs that the repository names would verify anything.
            settings: [
                "gpg.ssh.allowedSignersFile=\(path)", "gpg.ssh.program=ssh-keygen",
                "gpg.program=gpg", "gpg.openpgp.program=gpg",
                "gpg.x509.program=gpgsm",
            ]
        )
        if outcome.isSuccess { return nil }
        if outcome.errors.contains("cannot run") {
            throw StoreError(
                .io,
                "git verify-commit",
                outcome.errors,
                help: "install the program that checks signatures: openssh-client, or gnupg"
            )
        }
        return outcome.errors.isEmpty ? "it has no signature" : outcome.errors
    }

    private static func line(_ output: [UInt8]) -> String {
        String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
