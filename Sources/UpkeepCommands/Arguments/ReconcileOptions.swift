import ArgumentParser
import UpkeepEngine
import UpkeepStore

/// What can be said to `reconcile` and its aliases.
struct ReconcileOptions: ParsableArguments {
    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var state: StateOptions

    @Option(help: "The form of the result: text, json or markdown.")
    var format: OutputFormat = .text

    @Option(
        help: .init("Limit the plan to a kind or a resource; repeatable.", valueName: "kind[/id]")
    )
    var only: [SelectionArgument] = []

    @OptionGroup var consent: ConsentOptions
    @OptionGroup var keys: KeyOptions
    @OptionGroup var reports: ReportOptions
    @OptionGroup var provenance: ProvenanceOptions

    @OptionGroup var expectation: ExpectationOptions

    @Flag(
        help: "Parse every manifest, also those that have not changed since the last apply."
    )
    var noIncremental = false

    var selection: Selection { Selection(only) }

    var reporter: Reporter { Reporter("reconcile", reports.reports, roots: manifests.roots) }
}

/// What only a preview can be asked for.
struct PreviewOptions: ParsableArguments {
    @Flag(help: "With --dry-run: exit 2 when there are changes.")
    var exitCode = false

    @Option(
        help: .init("With --dry-run: also write the plan, for --plan.", valueName: "file"),
        completion: .file()
    )
    var out: String?

    @Option(
        help: .init(
            "With --dry-run: also show what the branch changes against this one, both as committed.",
            valueName: "ref"
        )
    )
    var base: String?

    var isAskedForMore: Bool { exitCode || out != nil || base != nil }

    func validate() throws {
        if let base, base.isEmpty || base.hasPrefix("-") {
            throw ValidationError("--base takes a branch, a tag or a commit.")
        }
    }
}

/// How long to wait for the lock.
struct LockOptions: ParsableArguments {
    @Option(
        help: .init("How long to wait for another apply, such as 30s.", valueName: "duration"),
        transform: Seconds.argument
    )
    var lockTimeout: Seconds = 0

    /// In seconds: a day.
    private static let longest = Seconds(86_400)

    func validate() throws {
        if lockTimeout > Self.longest {
            throw ValidationError("--lock-timeout is at most \(Self.longest).")
        }
    }
}
