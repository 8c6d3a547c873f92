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

    @Option(help: .init("Allow so many deletions of one kind.", valueName: "number"))
    var maxDeletes: Int?

    @Option(
        help: .init("Allow this deletion, also a protected one; repeatable.", valueName: "kind/id")
    )
    var allowDelete: [ResourceID] = []

    @Option(help: .init("Allow that nothing of the kind is left; repeatable.", valueName: "kind"))
    var allowEmpty: [KindArgument] = []

    @Flag(help: "Allow that no key has full access any more.")
    var allowLockOut = false

    @OptionGroup var keys: KeyOptions
    @OptionGroup var reports: ReportOptions
    @OptionGroup var provenance: ProvenanceOptions

    @Option(help: .init("Go on only if the plan has this digest.", valueName: "digest"))
    var expectDigest: String?

    @Option(
        help: .init("Go on only if the plan is the one in the file.", valueName: "file"),
        completion: .file()
    )
    var plan: String?

    @Flag(
        help: "Parse every manifest, also those that have not changed since the last apply."
    )
    var noIncremental = false

    func validate() throws {
        if let maxDeletes, maxDeletes < 0 {
            throw ValidationError("--max-deletes cannot be negative.")
        }
        if plan == "" { throw ValidationError("--plan takes the name of a file.") }
        if let expectDigest, !Digest.isValid(expectDigest.lowercased()) {
            throw ValidationError("--expect-digest takes the 64 characters that a plan ends with.")
        }
    }

    var consent: Consent {
        Consent(
            deletionLimit: maxDeletes,
            deletions: Set(allowDelete),
            emptiedKinds: Set(allowEmpty.map(\.kind.name.word)),
            allowsLockOut: allowLockOut
        )
    }

    var selection: Selection { Selection(only) }

    var reporter: Reporter { Reporter("reconcile", reports, roots: manifests.roots) }
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
