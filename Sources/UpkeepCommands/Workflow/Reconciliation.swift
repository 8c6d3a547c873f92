import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// A reconcile from the manifests to the exit status.
struct Reconciliation {
    private let options: ReconcileOptions
    private let console = Console()
    private let presenter: PlanPresenter
    private let provenance: Provenance
    private let execution: Execution

    init(_ options: ReconcileOptions, _ reporter: Reporter) throws(StoreError) {
        self.options = options
        provenance = Provenance(options.provenance, of: options.manifests)
        presenter = PlanPresenter(format: options.format, reporter: reporter)
        let store = options.state.store(besides: options.manifests.roots)
        execution = Execution(
            store: store,
            planning: Planning(
                now: options.manifests.now,
                selection: options.selection,
                consent: options.consent.consent,
                expectation: options.expectation.expectation,
                key: try options.keys.actingKey()
            ),
            delivery: KeyDelivery(
                keysOut: options.keys.keysOut,
                store,
                variables: ProcessEnvironment.variables()
            ),
            console: console
        )
    }

    private var store: StateStore { execution.store }

    /// Shows the plan.
    ///
    /// Takes no lock and writes nothing but the file that was asked for.
    ///
    /// With a base it also shows what the branch changes against it.
    func preview(_ wanted: PreviewOptions) throws -> ExitStatus {
        let (sources, state) = try readAll()
        let tree = tree(of: sources, after: state)
        let source = provenance.source(ofTree: tree.digest)
        var outcome = try execution.planning.outcome(Wanted(tree, source), from: state)
        outcome.report(try provenance.problems(of: sources) + remarks(on: state))
        if let issuing = outcome.issuing {
            outcome.report(try execution.delivery.problems(issuing, .warning))
        }
        let leaks = LeakedKeys(state, now: options.manifests.now)
        let branch = try wanted.base.map { base throws(StoreError) in
            try BranchPreview(against: base, options.manifests, leaks: leaks, console)
        }
        if let file = wanted.out, outcome.status == .done, let plan = outcome.plan {
            try PlanFile.write(plan, to: file)
        }
        var status = outcome.status
        if status == .done, wanted.exitCode, outcome.plan?.isEmpty == false {
            status = .changesPending
        }
        return try presenter.present(
            PlanReport(
                outcome,
                status: status,
                isPreview: true,
                command: command(on: state),
                branch: branch
            ),
            of: sources.paths
        )
    }

    /// Makes the state match.
    func apply(patience: Seconds) throws -> ExitStatus {
        let (sources, known) = try readAll()
        try store.requireOriginal(known)
        let tree = tree(of: sources, after: known)
        let source = provenance.source(of: sources, ofTree: tree.digest)
        let problems = try provenance.problems(of: sources) + remarks(on: known)
        if tree.diagnostics.hasErrors {
            // Nothing will be written, so the lock is not needed to say why.
            let outcome = try execution.planning.outcome(Wanted(tree, source), from: known)
            let report = PlanReport(outcome, isPreview: false, command: command(on: known))
            return try presenter.present(report, of: sources.paths)
        }
        let (outcome, commit) = try execution.run(
            "reconcile",
            patience: patience,
            knowing: known,
            problems: problems
        ) { state throws(StoreError) in
            // Somebody else may have applied since: what was taken from the state may be another now.
            let isSame = state?.bytes == known?.bytes
            return Wanted(isSame ? tree : self.tree(of: sources, after: state), source)
        }
        return try presenter.present(
            PlanReport(
                outcome,
                isPreview: false,
                command: command(on: known),
                committed: commit?.identity
            ),
            of: sources.paths
        )
    }

    /// What there is to know of the state beside what it says.
    private func remarks(on state: State?) -> [Diagnostic] {
        guard let state, store.isEdited(state) else { return [] }
        return [.stateEdited(state)]
    }

    /// Reads manifests and state, side by side.
    private func readAll() throws(StoreError) -> (ManifestSources, State?) {
        let (manifests, store) = (options.manifests, store)
        let (sources, state) = Parallel.both(
            { Result { () throws(StoreError) in try ManifestSources(manifests) } },
            { Result { () throws(StoreError) in try store.load() } }
        )
        return (try sources.get(), try state.get())
    }

    private func tree(of sources: ManifestSources, after state: State?) -> ManifestTree {
        let known = options.noIncremental ? nil : state
        let leaks = LeakedKeys(state, now: options.manifests.now)
        return ManifestTree(sources, options.manifests, after: known, leaks: leaks, console)
    }

    /// What has to be typed to apply what a preview shows; where the state itself is, if this is a copy.
    private func command(on state: State?) -> [String] {
        let isCopy = state?.isPublished == true || store.isStandardInput
        return ["reconcile"] + (isCopy ? [] : options.state.arguments)
            + options.only.flatMap { ["--only", $0.text] }
            + options.consent.arguments + options.keys.arguments + options.provenance.arguments
            + options.manifests.tree.arguments
    }
}

extension Wanted {
    /// What manifests declare.
    init(_ tree: ManifestTree, _ source: Source) {
        self.init(
            desired: tree.desired,
            diagnostics: tree.diagnostics,
            source: source,
            record: tree.record
        )
    }
}
