import ArgumentParser

/// Makes the state match the manifests.
struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Make the state match the manifests, or with --dry-run show what that would do.",
        discussion: "Example: upkeep reconcile --dry-run --exit-code status/"
    )

    @OptionGroup var options: ReconcileOptions
    @OptionGroup var lock: LockOptions

    @Flag(help: "Show the plan; take no lock and write nothing.")
    var dryRun = false

    @Flag(help: "With --dry-run: exit 2 when there are changes.")
    var exitCode = false

    @Option(help: "With --dry-run: also write the plan to FILE, for --plan.", completion: .file())
    var out: String?

    func validate() throws {
        if !dryRun, exitCode || out != nil {
            throw ValidationError("--exit-code and --out go with --dry-run.")
        }
    }

    func run() throws {
        let reconciliation = Reconciliation(options)
        let status =
            dryRun
            ? try reconciliation.preview(savingTo: out, tellsChanges: exitCode)
            : try reconciliation.apply(patience: lock.lockTimeout)
        try status.end()
    }
}

/// The same as `reconcile --dry-run`.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what reconcile would do; the same as reconcile --dry-run.",
        discussion: "Example: upkeep plan --out plan.json status/"
    )

    @OptionGroup var options: ReconcileOptions

    @Flag(help: "Exit 2 when there are changes.")
    var exitCode = false

    @Option(help: "Also write the plan to FILE, for --plan.", completion: .file())
    var out: String?

    func run() throws {
        try Reconciliation(options).preview(savingTo: out, tellsChanges: exitCode).end()
    }
}

/// The same as `reconcile`.
struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Make the state match the manifests; the same as reconcile.",
        discussion: "Example: upkeep apply --plan plan.json status/"
    )

    @OptionGroup var options: ReconcileOptions
    @OptionGroup var lock: LockOptions

    func run() throws {
        try Reconciliation(options).apply(patience: lock.lockTimeout).end()
    }
}
