import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore

/// What the state is to become, and what an apply records of where that comes from.
struct Wanted {
    let desired: DesiredState
    /// What is wrong with it; with an error nothing is planned.
    let diagnostics: Diagnostics
    let source: Source
    let record: ManifestRecord
    /// What is gone back to; nil where manifests say what is wanted.
    var rollback: Rollback?
}

/// Makes plans: what is wanted against what is there, by the rules that the user has set.
struct Planning {
    let now: Instant
    let selection: Selection
    let consent: Consent
    let expectation: Expectation
    /// The key to act as; nil for whoever holds the state.
    let key: SecretBytes?

    /// The time of the clock, and not of `--at`: nobody gets in with a key that has expired.
    private static var clock: Instant { Instant(secondsSinceEpoch: ProcessEnvironment.now()) }

    /// The plan from a state to what is wanted, and what speaks against it.
    func outcome(
        _ wanted: Wanted,
        from state: State?,
        isApply: Bool = false
    ) throws(StoreError) -> PlanOutcome {
        // In a copy, a digest that is declared is recognized by what was published of it.
        let state = state.map { $0.isPublished ? $0.recognizing(wanted.desired) : $0 }
        var diagnostics = wanted.diagnostics
        let dangling = wanted.desired.danglingReferences.filter { state?[$0.target] == nil }
        diagnostics.report(dangling: dangling, in: wanted.desired)
        if diagnostics.hasErrors {
            let status = ExitStatus(ofErrors: diagnostics)
            return PlanOutcome(status: status, plan: nil, diagnostics: diagnostics)
        }
        let clock = Self.clock
        var actor: Actor?
        switch Acting.actor(key, in: state, at: clock) {
        case .success(let found): actor = found
        case .failure(let refusal): diagnostics.report(refusal.diagnostic)
        }
        if isApply, key == nil, Acting.workspace(of: state)?.requiresKey == true,
            !(consent.allowsLockOut && KeyRing(state, zones: .system).isLockedOut(at: clock))
        {
            diagnostics.report(.keyIsRequired)
        }
        if diagnostics.hasErrors {
            return PlanOutcome(status: .refused, plan: nil, diagnostics: diagnostics)
        }
        let context = context(
            wanted,
            state,
            clock: clock,
            actor: actor,
            rollback: wanted.rollback
        )
        let plan = plan(wanted, from: state.map(StateCoding.identity), in: context)
        diagnostics.merge(plan.diagnostics)
        for id in selection.resources.sorted()
        where wanted.desired[id] == nil && state?[id] == nil {
            let known = wanted.desired.resources.map(\.id.id)
            diagnostics.report(.nothingSelected(id, known: known))
            return PlanOutcome(status: .refused, plan: nil, diagnostics: diagnostics)
        }
        if let problem = try expectation.staleness(of: plan) {
            diagnostics.report(problem)
            return PlanOutcome(status: .stalePlan, plan: plan, diagnostics: diagnostics)
        }
        let status: ExitStatus = plan.diagnostics.hasErrors ? .refused : .done
        return PlanOutcome(
            status: status,
            plan: plan,
            diagnostics: diagnostics,
            issuing: status == .done ? KeyIssuing(plan, in: context) : nil,
            actor: actor
        )
    }

    /// Whether there is nothing left to do after an apply.
    func isConverged(_ wanted: Wanted, _ next: State) -> Bool {
        let context = context(wanted, next, clock: Self.clock, actor: nil)
        // A plan that is only made to see that it is empty is known by nothing.
        return plan(wanted, from: nil, in: context).isEmpty
    }

    private func plan(_ wanted: Wanted, from base: StateIdentity?, in context: PlanContext) -> Plan
    {
        Plan(
            from: base,
            source: wanted.source,
            kinds: Kind.all,
            selection: selection,
            in: context
        )
    }

    private func context(
        _ wanted: Wanted,
        _ state: State?,
        clock: Instant,
        actor: Actor?,
        rollback: Rollback? = nil
    ) -> PlanContext {
        PlanContext(
            desired: wanted.desired,
            state: state,
            now: now,
            zones: .system,
            clock: clock,
            consent: consent,
            actor: actor,
            rollback: rollback
        )
    }
}

/// Which plan was reviewed: another one is not applied.
struct Expectation {
    /// Nil when nobody asks.
    var digest: String?
    /// The file of the plan; nil when nobody asks.
    var planFile: String?

    /// Why a plan is not the one that was reviewed; nil when it is, or nobody asked.
    func staleness(of plan: Plan) throws(StoreError) -> Diagnostic? {
        if let planFile {
            let file = try PlanFile(path: planFile)
            if file.digest != plan.digest { return .stalePlan(plan, reviewed: file) }
        }
        if let digest, digest != plan.digest { return .stalePlan(plan, expected: digest) }
        return nil
    }
}
