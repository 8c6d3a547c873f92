import UpkeepEngine
import UpkeepKeys
import UpkeepSource
import UpkeepStore

/// Where the manifests of a run come from: their commit, and whether they are what it has.
struct Provenance {
    private let head: GitHead
    private let options: ProvenanceOptions
    private let manifests: ManifestOptions

    init(_ options: ProvenanceOptions, of manifests: ManifestOptions) {
        self.options = options
        self.manifests = manifests
        head = GitHead.find(from: manifests.roots.first ?? ".")
    }

    /// What is wrong with it for somebody who asks for more than manifests; runs git only then.
    func problems(of sources: ManifestSources) throws(StoreError) -> [Diagnostic] {
        guard options.requireClean || options.requireSigned != nil else { return [] }
        let checkout = try Checkout(of: manifests.roots, limits: manifests.limits)
        var problems: [Diagnostic] = []
        let differences = try checkout.differences(from: sources)
        if differences?.isEmpty != true { problems.append(.notCommitted(differences ?? [])) }
        if let signers = options.requireSigned,
            let reason = try head.commit.map({ commit throws(StoreError) in
                try checkout.problemOfSignature(of: commit, allowed: signers)
            }) ?? "nothing has been committed yet"
        {
            problems.append(.notSigned(head.commit ?? "HEAD", reason))
        }
        return problems
    }

    /// What a preview knows without running anything.
    func source(ofTree digest: String) -> Source {
        Source(commit: head.commit, branch: head.branch, isDirty: nil, treeDigest: digest)
    }

    /// What an apply records.
    ///
    /// Where git cannot be run, less is known, and the apply goes on.
    func source(of sources: ManifestSources, ofTree digest: String) -> Source {
        let checkout = try? Checkout(of: manifests.roots, limits: manifests.limits)
        let differences = checkout.flatMap { try? $0.differences(from: sources) }
        let variables = ProcessEnvironment.variables()
        return Source(
            commit: head.commit,
            branch: head.branch ?? Self.branch(variables),
            isDirty: head.commit == nil ? nil : differences.map { !$0.isEmpty },
            author: head.commit.flatMap { try? checkout?.author(of: $0) }.map { harmless($0, 512) },
            pipeline: options.pipeline(variables).map { harmless($0, 2_048) },
            treeDigest: digest
        )
    }

    /// The branch of a pipeline, which has checked out a commit alone.
    private static func branch(_ variables: [String: String]) -> String? {
        ["GITHUB_REF_NAME", "CI_COMMIT_REF_NAME"].lazy.compactMap { variables[$0] }
            .first { (1...256).contains($0.utf8.count) }.map(\.printable)
    }

    private func harmless(_ text: String, _ limit: Int) -> String {
        String(KeyFormat.redacted(text.printable).prefix(limit))
    }
}
