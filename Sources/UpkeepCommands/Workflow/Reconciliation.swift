import UpkeepEngine
import UpkeepKeys
import UpkeepKinds
import UpkeepSource
import UpkeepStore
import UpkeepYAML

/// A reconcile from the manifests to the exit status.
struct Reconciliation {
    private let options: ReconcileOptions
    let console = Console()
    private let reporter: Reporter
    private let provenance: Provenance
    /// The key to act as; nil for whoever holds the state.
    private let key: SecretBytes?
    let delivery: KeyDelivery

    init(_ options: ReconcileOptions, _ reporter: Reporter) throws(StoreError) {
        self.options = options
        self.reporter = reporter
        provenance = Provenance(options.provenance, of: options.manifests)
        key = try options.keys.actingKey()
        delivery = KeyDelivery(
            options.keys,
            options.state.store(besides: options.manifests.roots),
            variables: ProcessEnvironment.variables()
        )
    }

    var store: StateStore { options.state.store(besides: options.manifests.roots) }

    /// Shows the plan.
    ///
    /// Takes no lock and writes nothing but the file that was asked for.
    ///
    /// With a base it also shows what the branch changes against it.
    func preview(_ wanted: PreviewOptions) throws -> ExitStatus {
        let (sources, state) = try readAll()
        let tree = tree(of: sources, after: state)
        var outcome = try plan(tree, from: state, provenance.source(ofTree: tree.digest))
        outcome.report(try provenance.problems(of: sources))
        if let issuing = outcome.issuing {
            outcome.report(try delivery.problems(issuing, .warning))
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
        return try present(
            PlanReport(
                outcome,
                status: status,
                isPreview: true,
                command: command,
                branch: branch
            ),
            of: sources
        )
    }

    /// Makes the state match.
    func apply(patience: Seconds) throws -> ExitStatus {
        let store = store
        let (sources, known) = try readAll()
        try store.requireOriginal(known)
        var tree = tree(of: sources, after: known)
        let source = provenance.source(of: sources, ofTree: tree.digest)
        let problems = try provenance.problems(of: sources)
        if tree.diagnostics.hasErrors {
            // Nothing will be written, so the lock is not needed to say why.
            let outcome = try plan(tree, from: known, source)
            return try present(PlanReport(outcome, isPreview: false, command: command), of: sources)
        }
        var outcome = PlanOutcome(status: .failure, plan: nil, diagnostics: Diagnostics())
        var issued: [String: KeyIssuing.Issued] = [:]
        let record = LockRecord.current(operation: "reconcile", now: options.manifests.now)
        let commit: StateStore.Commit?
        do throws(StoreError) {
            commit = try store.change(as: record, patience: patience, knowing: known) {
                state throws(StoreError) in
                // Somebody else has applied since: what was taken from the state may be another now.
                if state?.bytes != known?.bytes { tree = self.tree(of: sources, after: state) }
                outcome = try plan(tree, from: state, source, isApply: true)
                outcome.report(problems)
                if let issuing = outcome.issuing {
                    outcome.report(try delivery.problems(issuing, .error))
                }
                guard outcome.status == .done, let plan = outcome.plan, !plan.isEmpty else {
                    return nil
                }
                Interrupts.enter(.commit)
                issued = try deliver(outcome.issuing, tree.desired)
                let issuance = outcome.issuing?.issuance(issued) ?? Issuance()
                let next = nextState(after: plan, tree, state, issuance)
                try verifyConvergence(tree, next)
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
        return try present(
            PlanReport(outcome, isPreview: false, command: command, committed: commit?.identity),
            of: sources
        )
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

    private func nextState(
        after plan: Plan,
        _ tree: ManifestTree,
        _ state: State?,
        _ issuance: Issuance
    ) -> State {
        State(
            applying: plan,
            to: state,
            desired: tree.desired,
            kinds: Kind.all,
            ApplyContext(
                now: options.manifests.now,
                engine: Version.text,
                manifests: tree.record,
                issuance: issuance,
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
    private func verifyConvergence(_ tree: ManifestTree, _ next: State) throws(StoreError) {
        let again = try plan(tree, from: next, next.source, isCheck: true)
        guard let plan = again.plan, plan.isEmpty else {
            throw StoreError(
                .io,
                store.path,
                "the plan would not be empty after the apply, which is a defect of upkeep",
                help: "nothing was written; please report it with the manifests"
            )
        }
    }
}

extension Reconciliation {
    private func plan(
        _ tree: ManifestTree,
        from state: State?,
        _ source: Source,
        isApply: Bool = false,
        isCheck: Bool = false
    ) throws(StoreError) -> PlanOutcome {
        // In a copy, a digest that is declared is recognized by what was published of it.
        let state = state.map { $0.isPublished ? $0.recognizing(tree.desired) : $0 }
        var diagnostics = tree.diagnostics
        let dangling = tree.desired.danglingReferences.filter { state?[$0.target] == nil }
        diagnostics.report(dangling: dangling, in: tree.desired)
        if diagnostics.hasErrors {
            let status = ExitStatus(ofErrors: diagnostics)
            return PlanOutcome(status: status, plan: nil, diagnostics: diagnostics)
        }
        var actor: Actor?
        // By the clock, and not by --at: nobody gets in with a key that has expired.
        let clock = Instant(secondsSinceEpoch: ProcessEnvironment.now())
        if !isCheck {
            switch Self.actor(key, in: state, at: clock) {
            case .success(let found): actor = found
            case .failure(let refusal): diagnostics.report(refusal.diagnostic)
            }
            if isApply, key == nil, Self.workspace(of: state)?.requiresKey == true,
                !(options.allowLockOut && KeyRing(state, zones: .system).isLockedOut(at: clock))
            {
                diagnostics.report(.keyIsRequired)
            }
            if diagnostics.hasErrors {
                return PlanOutcome(status: .refused, plan: nil, diagnostics: diagnostics)
            }
        }
        let context = PlanContext(
            desired: tree.desired,
            state: state,
            now: options.manifests.now,
            zones: .system,
            clock: clock,
            consent: options.consent,
            actor: actor
        )
        let plan = Plan(
            // A plan that is only made to see that it is empty is known by nothing.
            from: isCheck ? nil : state.map(StateCoding.identity),
            source: source,
            kinds: Kind.all,
            selection: options.selection,
            in: context
        )
        diagnostics.merge(plan.diagnostics)
        if isCheck { return PlanOutcome(status: .done, plan: plan, diagnostics: diagnostics) }
        for id in options.selection.resources.sorted()
        where tree.desired[id] == nil && state?[id] == nil {
            diagnostics.report(.nothingSelected(id, known: tree.desired.resources.map(\.id.id)))
            return PlanOutcome(status: .refused, plan: nil, diagnostics: diagnostics)
        }
        if let problem = try staleness(of: plan) {
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

    /// Why the plan is not the one that was reviewed; nil when it is, or nobody asked.
    private func staleness(of plan: Plan) throws(StoreError) -> Diagnostic? {
        if let path = options.plan {
            let file = try PlanFile(path: path)
            if file.digest != plan.digest { return .stalePlan(plan, reviewed: file) }
        }
        if let digest = options.expectDigest?.lowercased(), digest != plan.digest {
            return .stalePlan(plan, expected: digest)
        }
        return nil
    }

    private func present(
        _ report: PlanReport,
        of sources: ManifestSources
    ) throws(StoreError) -> ExitStatus {
        let outcome = report.outcome
        let (value, markdown) = (report.value, PlanMarkdown.render(report))
        let text = PlanText(style: console.style(of: .output)).render(report)
        let result =
            switch options.format {
            case .text: text
            case .json: value.indentedJSON
            case .markdown: markdown
            }
        let problems =
            options.format == .text
            ? DiagnosticText(style: console.style(of: .error)).render(outcome.diagnostics) : ""
        // What decides stands last, where a terminal shows it.
        if outcome.plan == nil { console.note(problems) }
        let status = try reporter.present(
            result,
            status: report.status,
            diagnostics: outcome.diagnostics,
            files: sources.paths,
            value: value,
            markdown: markdown
        )
        if outcome.plan != nil { console.note(problems) }
        return status
    }

    /// What has to be typed to apply what a preview shows.
    private var command: [String] {
        let manifests = options.manifests
        let standard = TreeLimits()
        let state = options.state.path.map { ["--state", $0] } ?? []
        let selected = options.only.flatMap { ["--only", $0.text] }
        let deletionLimit = options.maxDeletes.map { ["--max-deletes", String($0)] } ?? []
        let deletions = options.allowDelete.flatMap { ["--allow-delete", $0.description] }
        let empty = options.allowEmpty.flatMap { ["--allow-empty", $0.kind.name.word] }
        let limits = [
            ("--max-files", manifests.maxFiles, standard.files),
            ("--max-file-bytes", manifests.maxFileBytes, standard.yaml.fileBytes),
            ("--max-tree-bytes", manifests.maxTreeBytes, standard.bytes),
        ].flatMap { $0.1 == $0.2 ? [] : [$0.0, String($0.1)] }
        let lockOut = options.allowLockOut ? ["--allow-lock-out"] : []
        let keys = options.keys.arguments + options.provenance.arguments
        let isOption = manifests.paths.contains { $0.hasPrefix("-") }
        return state + selected + deletionLimit + deletions + empty + lockOut + keys + limits
            + (isOption ? ["--"] : []) + manifests.paths
    }
}

/// What planning came to.
struct PlanOutcome {
    private(set) var status: ExitStatus
    /// Nil when the manifests are invalid.
    let plan: Plan?
    /// Everything that was found, refusals included.
    private(set) var diagnostics: Diagnostics
    /// What there is to do about keys; nil unless the plan can be applied.
    var issuing: KeyIssuing?
    /// As whom it is applied; nil for whoever holds the state.
    var actor: Actor?

    /// Adds problems; an error refuses the plan.
    mutating func report(_ problems: [Diagnostic]) {
        for problem in problems { diagnostics.report(problem) }
        if status == .done, diagnostics.hasErrors { status = .refused }
    }
}
