import ArgumentParser

/// Makes the state match the manifests.
struct ReconcileCommand: ExemplaryCommand {
    static let example = "upkeep reconcile --dry-run --exit-code status/"
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Make the state match the manifests, or with --dry-run show what that would do.",
        usage: "upkeep reconcile [--dry-run] [options] [path ...]",
        discussion: "`upkeep apply` is the same.",
        aliases: ["apply"]
    )

    @OptionGroup var options: ReconcileOptions
    @OptionGroup var lock: LockOptions

    @Flag(help: "Show the plan; take no lock and write nothing.")
    var dryRun = false

    @OptionGroup var preview: PreviewOptions

    func validate() throws {
        if !dryRun, preview.isAskedForMore {
            throw ValidationError("--exit-code, --out and --base go with --dry-run.")
        }
    }

    func run() throws {
        try options.reporter.covering {
            let reconciliation = try Reconciliation(options, options.reporter)
            let status =
                dryRun
                ? try reconciliation.preview(preview)
                : try reconciliation.apply(patience: lock.lockTimeout)
            try status.end()
        }
    }
}

/// The same as `reconcile --dry-run`.
struct PlanCommand: ExemplaryCommand {
    static let example = "upkeep plan --out plan.json status/"
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what reconcile would do; the same as reconcile --dry-run.",
        usage: "upkeep plan [--exit-code] [--out FILE] [options] [path ...]"
    )

    @OptionGroup var options: ReconcileOptions

    @OptionGroup var preview: PreviewOptions

    func run() throws {
        try options.reporter.covering {
            try Reconciliation(options, options.reporter).preview(preview).end()
        }
    }
}
