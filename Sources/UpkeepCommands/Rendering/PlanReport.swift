import UpkeepEngine
import UpkeepSource
import UpkeepStore

/// What a reconcile has come to, for the renderers.
struct PlanReport {
    let outcome: PlanOutcome
    /// With what the program ends.
    let status: ExitStatus
    /// Whether nothing was to be written.
    let isPreview: Bool
    /// The command that applies the same, and its arguments.
    let command: [String]
    /// The state that was committed; nil when none was.
    let committed: StateIdentity?
    /// What the branch changes; nil when nobody asked.
    let branch: BranchPreview?
    /// What manifests have to say after a rollback; nil for anything else.
    let returnTo: ReturnToFormer?

    init(
        _ outcome: PlanOutcome,
        status: ExitStatus? = nil,
        isPreview: Bool,
        command: [String],
        committed: StateIdentity? = nil,
        branch: BranchPreview? = nil,
        returnTo: ReturnToFormer? = nil
    ) {
        self.outcome = outcome
        self.status = status ?? outcome.status
        self.isPreview = isPreview
        self.command = command
        self.committed = committed
        self.branch = branch
        self.returnTo = returnTo
    }

    /// Why there is no plan, or why it is not carried out; nil when it is or could be.
    var obstacle: String? {
        let errors = Counted(outcome.diagnostics.errorCount, "error").text
        return switch outcome.status {
        case .invalidManifests: "Invalid manifests: \(errors); nothing was planned."
        case .refused: "Refused: \(errors); nothing was written."
        case .stalePlan: "Stale plan; nothing was written."
        default: nil
        }
    }

    /// `Plan for 9f3c2ab (main) on state serial 41`.
    func title(of plan: Plan) -> String {
        let commit = plan.source.commit.map { " for \($0.prefix(7))" } ?? ""
        let branch = plan.source.branch.map { " (\($0.printable))" } ?? ""
        let base = plan.base.map { "state serial \($0.serial)" } ?? "no state yet"
        let name = returnTo.map { "Rollback to serial \($0.serial)" } ?? "Plan"
        return "\(name)\(commit)\(commit.isEmpty ? "" : branch) on \(base)"
    }

    /// `1 to create, 2 to update`.
    static func counts(of changes: [Change]) -> String {
        Change.Action.allCases.compactMap { action in
            let count = changes.count { $0.action == action }
            return count == 0 ? nil : "\(count.grouped) to \(action.rawValue)"
        }.joined(separator: ", ")
    }

    /// The command that applies exactly the plan.
    func applyCommand(digest: String) -> String {
        (["upkeep"] + command.prefix(1) + ["--expect-digest", digest] + command.dropFirst())
            .map(\.shellWord).joined(separator: " ")
    }
}

extension PlanReport {
    /// The report for machines.
    var value: Value {
        .map([
            "applied": committed.map { identity in
                .map([
                    "digest": .text(identity.digest),
                    "lineage": .text(identity.lineage),
                    "serial": .integer(identity.serial),
                ])
            },
            "branch": branch?.value,
            "changes": outcome.plan.map { .list($0.changes.map(\.reportValue)) },
            "diagnostics": .list(outcome.diagnostics.sorted.map(\.value)),
            "digest": outcome.plan.map { .text($0.digest) },
            "dry_run": .boolean(isPreview),
            "exit_status": .integer(Int(status.rawValue)),
            "format": "upkeep-plan/1",
            "manifests": returnTo?.value,
            "plan": outcome.plan?.value,
            "source": outcome.plan?.source.value,
            "summary": outcome.plan.map { plan in
                let counts = Change.Action.allCases.map {
                    Value.Entry($0.rawValue, .integer(plan.count(of: $0)))
                }
                return .map(counts + [Value.Entry("unchanged", .integer(plan.unchangedCount))])
            },
        ])
    }
}

extension Change {
    var reportValue: Value {
        let place = after?.place ?? before?.place
        return .map([
            "action": .text(action.rawValue),
            "effects": .list(effects.map(Value.text)),
            "fields": .list(fields.map(\.value)),
            "file": place.map { .text($0.path) },
            "id": .text(id.id),
            "kind": .text(id.kind),
            "line": place.map { .integer($0.line) },
            "previous_id": previousID.map { .text($0.id) },
        ])
    }
}

extension FieldChange {
    var value: Value { .map(["after": after, "before": before, "path": .text(path)]) }
}
