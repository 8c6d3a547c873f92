import UpkeepEngine
import UpkeepKinds
import UpkeepSource

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
