import UpkeepEngine
import UpkeepSource
import UpkeepStore

extension DiagnosticCode {
    static let stalePlan = DiagnosticCode(
        "stale-plan",
        "The manifests or the state have moved since the plan was reviewed, so what would be applied is not what was "
            + "agreed. Make the plan again and review it."
    )

    static let nothingSelected = DiagnosticCode(
        "nothing-selected",
        "`--only` names a resource that neither the manifests nor the state have, which is a slip of the pen."
    )

    /// All codes of the commands, for `explain`.
    static let commandCodes: [DiagnosticCode] = [.nothingSelected, .stalePlan]
}

extension Diagnostic {
    static func nothingSelected(_ id: ResourceID, known: [String]) -> Diagnostic {
        let suggestion = Suggestion.nearest(to: id.id, in: known)
        return Diagnostic(
            .error,
            .nothingSelected,
            "there is no \(id)" + (suggestion.map { "; did you mean \"\($0)\"?" } ?? ""),
            at: nil,
            help: "`upkeep state list` and the manifests tell what there is"
        )
    }

    static func stalePlan(_ plan: Plan, reviewed file: PlanFile) -> Diagnostic {
        var moved: [String] = []
        if file.treeDigest != plan.source.treeDigest { moved.append("the manifests have changed") }
        if file.state != plan.base {
            let serials = [file.state, plan.base].map { $0.map { "serial \($0.serial)" } ?? "none" }
            moved.append("the state has moved from \(serials[0]) to \(serials[1])")
        }
        if moved.isEmpty { moved.append("the options or the program are not the same") }
        return Diagnostic(
            .error,
            .stalePlan,
            "the plan is not the one that was reviewed: \(moved.joined(separator: ", "))",
            at: nil,
            help: "make the plan again and review it"
        )
    }

    static func stalePlan(_ plan: Plan, expected digest: String) -> Diagnostic {
        Diagnostic(
            .error,
            .stalePlan,
            "the plan has the digest \(plan.digest), not \(digest)",
            at: nil,
            help:
                "the manifests, the state or the options have changed; make the plan again and review it"
        )
    }
}
