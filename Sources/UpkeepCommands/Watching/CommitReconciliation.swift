import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// Makes the state match the manifests of a commit, as far as these can be read.
struct CommitReconciliation: Sendable {
    /// What has come of a commit.
    struct Outcome {
        enum Result: String, CaseIterable, Sendable {
            /// There is a new state.
            case applied
            /// There was nothing to do.
            case unchanged
            /// The manifests are invalid as a whole.
            case invalid
            /// A rule forbids the plan.
            case refused
        }

        let result: Result
        let plan: Plan?
        /// The serial of the state that was committed.
        let serial: Int?
        /// The broken manifests; what they declare is as it was.
        let frozen: [String]
        let diagnostics: Diagnostics
    }

    let repository: WatchedRepository
    let store: StateStore
    let limits: TreeLimits
    let consent: Consent
    /// The file with the key to act as, read each time; nil for whoever holds the state.
    let keyFile: String?
    /// Whose signature a commit needs; nil for nobody's.
    let signers: String?
    /// Stands for all rules that the commit is reconciled by.
    let rules: String

    /// Reconciles a commit once.
    ///
    /// What is thrown says nothing of the commit: it can be tried again.
    func run(_ commit: String) throws(StoreError) -> Outcome {
        if let signers,
            let reason = try repository.checkout.problemOfSignature(of: commit, allowed: signers)
        {
            var diagnostics = Diagnostics()
            diagnostics.report(.notSigned(commit, reason))
            return Outcome(refusedFor: diagnostics)
        }
        let sources = try repository.checkout.manifests(of: commit)
        var frozen: [String] = []
        var problems = Diagnostics()
        let execution = try execution()
        let (outcome, committed) = try execution.run("watch", patience: 0, knowing: nil) {
            state throws(StoreError) in
            if Suspension.read(store) != nil {
                throw StoreError(.locked, store.path, "watching was suspended meanwhile")
            }
            let source = repository.source(of: commit, treeDigest: sources.digest)
            let reader = reader(after: state)
            let tree = ManifestTree(sources, reader, after: state)
            problems = tree.diagnostics
            guard tree.isBroken(for: state),
                !problems.all.contains(where: { $0.code == .leakedKey }),
                let state, let partial = PartialTree(sources, reader, keeping: state)
            else { return Wanted(tree, source) }
            frozen = partial.frozen
            problems = partial.diagnostics
            return Wanted(
                desired: partial.desired,
                diagnostics: Diagnostics(),
                source: source,
                record: partial.record
            )
        }
        problems.merge(outcome.diagnostics)
        return Outcome(
            result: Self.result(outcome, committed),
            plan: outcome.plan,
            serial: committed?.identity.serial,
            frozen: frozen,
            diagnostics: problems
        )
    }

    private static func result(
        _ outcome: PlanOutcome,
        _ committed: StateStore.Commit?
    ) -> Outcome.Result {
        if committed != nil { return .applied }
        switch outcome.status {
        case .done, .changesPending: return .unchanged
        case .invalidManifests: return .invalid
        default: return .refused
        }
    }

    private var now: Instant { Instant(secondsSinceEpoch: ProcessEnvironment.now()) }

    private func execution() throws(StoreError) -> Execution {
        Execution(
            store: store,
            planning: Planning(
                now: now,
                selection: Selection(),
                consent: consent,
                expectation: Expectation(),
                key: try keyFile.map { path throws(StoreError) in
                    try KeyOptions.key(inFile: path)
                }
            ),
            // Nobody is there to be shown a key.
            delivery: KeyDelivery(keysOut: nil, store, variables: ["CI": "watch"]),
            console: Console(isQuiet: true),
            isInterruptible: false
        )
    }

    private func reader(after state: State?) -> ManifestReader {
        ManifestReader(
            kinds: Kind.all,
            version: Version.text,
            now: now,
            limits: limits,
            inspect: LeakedKeys(state, now: now).find
        )
    }
}

extension CommitReconciliation.Outcome {
    fileprivate init(refusedFor diagnostics: Diagnostics) {
        self.init(
            result: .refused,
            plan: nil,
            serial: nil,
            frozen: [],
            diagnostics: diagnostics
        )
    }
}

extension ManifestTree {
    /// Whether something is wrong with it, so that it cannot take the place of a state.
    fileprivate func isBroken(for state: State?) -> Bool {
        diagnostics.hasErrors
            || desired.danglingReferences.contains { state?[$0.target] == nil }
    }
}
