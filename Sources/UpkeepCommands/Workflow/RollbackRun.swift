import ArgumentParser
import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// A rollback from a serial to the exit status.
struct RollbackRun {
    private let options: RollbackOptions
    private let presenter: PlanPresenter
    private let execution: Execution

    init(_ options: RollbackOptions) throws(StoreError) {
        self.options = options
        let (store, console) = (options.state.store(), Console())
        presenter = PlanPresenter(
            format: options.format,
            reporter: Reporter("rollback", [], roots: ["."])
        )
        execution = Execution(
            store: store,
            planning: Planning(
                now: options.moment.now,
                selection: Selection(),
                consent: options.consent.consent,
                expectation: options.expectation.expectation,
                key: try KeyOptions.actingKey(file: options.apiKeyFile)
            ),
            // No rollback makes a key: what has ended stays so.
            delivery: KeyDelivery(keysOut: nil, store, variables: [:]),
            console: console
        )
    }

    /// Shows the plan.
    func preview() throws -> ExitStatus {
        let state = try StateInput.load(execution.store)
        let wanted = try wanted(former(of: state), from: state)
        let outcome = try execution.planning.outcome(wanted, from: state)
        return try present(outcome, isPreview: true)
    }

    /// Goes back.
    func apply(patience: Seconds) throws -> ExitStatus {
        let known = try StateInput.load(execution.store)
        try execution.store.requireOriginal(known)
        let former = try former(of: known)
        let (outcome, commit) = try execution.run(
            "rollback",
            patience: patience,
            knowing: known
        ) { state throws(StoreError) in
            try wanted(former, from: state ?? known)
        }
        return try present(outcome, isPreview: false, committed: commit?.identity)
    }

    private func former(of state: State) throws -> State {
        let kept = try execution.store.loadKept(serial: options.to)
        if options.to == state.serial {
            throw ValidationError(
                "The state is at serial \(state.serial): there is nothing to go back to."
            )
        }
        guard let former = kept, former.lineage == state.lineage else {
            throw ValidationError.notKept(options.to, try execution.store.kept(), state)
        }
        return former
    }

    private func wanted(_ former: State, from state: State) throws(StoreError) -> Wanted {
        let rollback = Rollback(
            to: former,
            from: state,
            kinds: Kind.all,
            at: Instant(secondsSinceEpoch: ProcessEnvironment.now())
        )
        return Wanted(
            desired: rollback.desired,
            diagnostics: rollback.diagnostics,
            source: former.source,
            // What the manifests say is another matter now: the next reconcile reads them all.
            record: ManifestRecord(digests: [:]),
            rollback: rollback
        )
    }

    private func present(
        _ outcome: PlanOutcome,
        isPreview: Bool,
        committed: StateIdentity? = nil
    ) throws(StoreError) -> ExitStatus {
        let command =
            ["rollback", "--to", String(options.to)] + options.state.arguments
            + options.consent.arguments
            + (options.apiKeyFile.map { ["--api-key-file", $0] } ?? [])
        return try presenter.present(
            PlanReport(
                outcome,
                isPreview: isPreview,
                command: command,
                committed: committed,
                returnTo: outcome.plan.map { ReturnToFormer(serial: options.to, $0) }
            ),
            of: []
        )
    }
}
