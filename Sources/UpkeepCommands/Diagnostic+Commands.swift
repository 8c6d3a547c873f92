import UpkeepEngine
import UpkeepKinds
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

    static let keyWithoutDelivery = DiagnosticCode(
        "key-without-delivery",
        "A key that an apply makes is shown once and never again, so it needs a place to go before it is valid: recipients "
            + "in `deliver_to`, a file (`--keys-out`), or a terminal. It is never written to a pipe, a log or the state."
    )
    static let keyFileTaken = DiagnosticCode(
        "key-file-taken",
        "`--keys-out` never writes over a file, which could be the only copy of other keys, nor into the folder of the state, "
            + "where files are replaced."
    )
    static let actingKeyRefused = DiagnosticCode(
        "acting-key-refused",
        "The apply was to be made as a key (`UPKEEP_API_KEY`), and that key does not open anything in this state."
    )
    static let keyRequired = DiagnosticCode(
        "key-required",
        "`workspace.require_key` says that every apply has to be made as a key, with `UPKEEP_API_KEY` or `--api-key-file`."
    )

    static let notCommitted = DiagnosticCode(
        "not-committed",
        "`--require-clean` and `--require-signed` take only manifests that are exactly those of the commit that is checked out, so "
            + "that what is applied can be looked up, and what was signed is what is applied."
    )
    static let notSigned = DiagnosticCode(
        "not-signed",
        "`--require-signed` takes only a commit whose signature `git verify-commit` traces to one of the allowed signers."
    )
    static let stateEdited = DiagnosticCode(
        "state-edited",
        "The state has other resources than the commit that the history tells of, so somebody has edited it by hand. What is wanted "
            + "is declared in manifests; the next apply makes the state match them again."
    )
    static let failure = DiagnosticCode(
        "failure",
        "The machine refused something that was needed: a file, the lock, the network. What, is in the message; nothing is half "
            + "done. The exit status tells more: 1 a failure, 6 another apply holds the lock, 7 a damaged state."
    )

    /// All codes of the commands, for `explain`.
    static let commandCodes: [DiagnosticCode] = [
        .nothingSelected, .stalePlan, .keyWithoutDelivery, .keyFileTaken, .actingKeyRefused,
        .keyRequired, .notCommitted, .notSigned, .stateEdited, .failure,
    ]
}

extension Diagnostic {
    /// What the machine refused, for reports.
    init(_ error: StoreError) {
        self.init(.error, .failure, "\(error.path): \(error.message)", at: nil, help: error.help)
    }

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

    static func stateEdited(_ state: State) -> Diagnostic {
        Diagnostic(
            .warning,
            .stateEdited,
            "the state was edited by hand since serial \(state.serial) was committed",
            at: nil,
            help:
                "the plan shows what differs from the manifests; `upkeep state diff` what from before"
        )
    }

    static func notCommitted(_ paths: [String]) -> Diagnostic {
        let named = paths.prefix(3).joined(separator: ", ")
        let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
        return Diagnostic(
            .error,
            .notCommitted,
            paths.isEmpty
                ? "nothing has been committed yet"
                : "not as in the commit that is checked out: \(named)\(more)",
            at: nil,
            help: "commit the manifests, or put back what the commit has"
        )
    }

    static func notSigned(_ commit: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .error,
            .notSigned,
            "\(commit.prefix(7)) is not signed by an allowed signer: \(reason)",
            at: nil,
            help: "sign the commit with a key of the allowed signers: git commit -S"
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

    static func keyWithoutDelivery(
        _ severity: Severity,
        _ request: KeyIssuing.Request
    ) -> Diagnostic {
        Diagnostic(
            severity,
            .keyWithoutDelivery,
            "the new key of \(request.id) has no place to go",
            in: request.node.file,
            at: request.node.offsets
                .lowerBound..<min(
                    request.node.offsets.upperBound,
                    request.node.offsets.lowerBound + 1
                ),
            help:
                "add deliver_to with an age recipient, apply with --keys-out FILE, or on a terminal"
        )
    }

    static func keyFileTaken(_ path: String, _ severity: Severity) -> Diagnostic {
        Diagnostic(
            severity,
            .keyFileTaken,
            "\(path) is there already",
            at: nil,
            help: "name another file, or move that one away"
        )
    }

    static func keyFileBesideState(_ path: String, _ severity: Severity) -> Diagnostic {
        Diagnostic(
            severity,
            .keyFileTaken,
            "\(path) would stand among the files of the state, which are written over",
            at: nil,
            help: "name a file in another folder"
        )
    }

    static func actingKeyRefused(_ reason: String) -> Diagnostic {
        Diagnostic(
            .error,
            .actingKeyRefused,
            "the key to act as is refused: \(reason)",
            at: nil,
            help: "set UPKEEP_API_KEY to a key that `upkeep keys list` shows as active, or unset it"
        )
    }

    static let keyIsRequired = Diagnostic(
        .error,
        .keyRequired,
        "applies to this state have to be made as a key",
        at: nil,
        help:
            "set UPKEEP_API_KEY, or --api-key-file; when no key with full access is left, add --allow-lock-out"
    )
}
