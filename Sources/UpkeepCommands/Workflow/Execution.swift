import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// Carries plans out: the plan that is made while nobody else can change the state, or nothing at all.
struct Execution {
    let store: StateStore
    let planning: Planning
    let delivery: KeyDelivery
    let console: Console
    /// Whether signals are this run's: a service has its own way of ending.
    var isInterruptible = true

    /// Makes the plan and commits what it comes to; no commit when there is nothing to do, or something speaks against it.
    ///
    /// `wanted` is asked with the state as it is under the lock; `problems` speak against the plan, whatever it is; `known` is the
    /// state as it was before there was a lock.
    func run(
        _ operation: String,
        patience: Seconds,
        knowing known: State?,
        problems: [Diagnostic] = [],
        _ wanted: (State?) throws(StoreError) -> Wanted
    ) throws(StoreError) -> (outcome: PlanOutcome, commit: StateStore.Commit?) {
        var outcome = PlanOutcome(status: .failure, plan: nil, diagnostics: Diagnostics())
        var issued: [String: KeyIssuing.Issued] = [:]
        let record = LockRecord.current(operation: operation, now: planning.now)
        let commit: StateStore.Commit?
        do throws(StoreError) {
            commit = try store.change(as: record, patience: patience, knowing: known) {
                state throws(StoreError) in
                let wanted = try wanted(state)
                outcome = try planning.outcome(wanted, from: state, isApply: true)
                outcome.report(problems)
                if let issuing = outcome.issuing {
                    outcome.report(try delivery.problems(issuing, .error))
                }
                guard outcome.status == .done, let plan = outcome.plan, !plan.isEmpty else {
                    return nil
                }
                if isInterruptible { Interrupts.enter(.commit) }
                issued = try deliver(outcome.issuing, wanted.desired)
                let issuance = outcome.issuing?.issuance(issued) ?? Issuance()
                let next = nextState(after: plan, wanted, state, issuance)
                try verifyConvergence(wanted, next)
                return next
            }
        } catch {
            if !issued.isEmpty { console.note(KeyDelivery.doubt) }
            throw error
        }
        if commit != nil { writeSealed(outcome.issuing?.seals(issued) ?? []) }
        if let actor = outcome.actor {
            let clock = Instant(secondsSinceEpoch: ProcessEnvironment.now())
            KeyUsage(of: store).note(actor.id, at: clock)
        }
        if let problem = commit?.historyProblem { console.warn(ofHistory: problem) }
        return (outcome, commit)
    }

    private func nextState(
        after plan: Plan,
        _ wanted: Wanted,
        _ state: State?,
        _ issuance: Issuance
    ) -> State {
        State(
            applying: plan,
            to: state,
            desired: wanted.desired,
            kinds: Kind.all,
            ApplyContext(
                now: planning.now,
                engine: Version.text,
                manifests: wanted.record,
                issuance: issuance,
                former: wanted.rollback?.former,
                makeUUID: {
                    var generator = SystemRandomNumberGenerator()
                    return UUID.random(using: &generator)
                }
            )
        )
    }

    /// After an apply the same plan is empty.
    ///
    /// That is made sure of before anything is written.
    private func verifyConvergence(_ wanted: Wanted, _ next: State) throws(StoreError) {
        if planning.isConverged(wanted, next) { return }
        throw StoreError(
            .io,
            store.path,
            "the plan would not be empty after the apply, which is a defect of upkeep",
            help: "nothing was written; please report it with the manifests"
        )
    }

    /// Makes new keys and hands them over.
    ///
    /// From here on somebody holds them; they are valid with the commit, and not before.
    private func deliver(
        _ issuing: KeyIssuing?,
        _ desired: DesiredState
    ) throws(StoreError) -> [String: KeyIssuing.Issued] {
        guard let issuing else { return [:] }
        let workspace = desired.resources(ofKind: Workspace.kind.word).first.map {
            Workspace.reading($0.specification, id: $0.id.id, zones: .system)
        }
        return try delivery.deliver(issuing, for: workspace)
    }

    /// Writes the sealed keys of a commit out.
    ///
    /// They are in the state already, so that a failure loses nothing.
    private func writeSealed(_ seals: [(id: String, text: String?)]) {
        do throws(StoreError) {
            try store.writeSealed(seals)
            for seal in seals where seal.text != nil {
                console.note("Sealed: \(store.sealedFolder)/\(seal.id).age\n")
            }
        } catch {
            console.note("warning: the sealed keys are only in the state: upkeep keys sealed ID\n")
            console.report(error)
        }
    }
}
