import ArgumentParser
import UpkeepEngine
import UpkeepStore

/// What can be said to `reconcile` and its aliases.
struct ReconcileOptions: ParsableArguments {
    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var state: StateOptions

    @Option(help: "The form of the result: text, json or markdown.")
    var format: OutputFormat = .text

    @Option(help: "Limit the plan to a kind or a resource, KIND or KIND/ID; repeatable.")
    var only: [SelectionArgument] = []

    @Option(help: "Allow so many deletions of one kind.")
    var maxDeletes: Int?

    @Option(help: "Allow the deletion of KIND/ID, also a protected one; repeatable.")
    var allowDelete: [ResourceID] = []

    @Option(help: "Allow that nothing of KIND is left; repeatable.")
    var allowEmpty: [KindArgument] = []

    @Option(help: "Go on only if the plan has this digest.")
    var expectDigest: String?

    @Option(help: "Go on only if the plan is the one in FILE.", completion: .file())
    var plan: String?

    func validate() throws {
        if let maxDeletes, maxDeletes < 0 {
            throw ValidationError("--max-deletes cannot be negative.")
        }
        if let expectDigest, !Digest.isValid(expectDigest) {
            throw ValidationError("--expect-digest takes the 64 characters that a plan ends with.")
        }
    }

    var consent: Consent {
        Consent(
            deletionLimit: maxDeletes,
            deletions: Set(allowDelete.map { ResourceID(kind: $0.canonicalKind, id: $0.id) }),
            emptiedKinds: Set(allowEmpty.map(\.kind.name.word))
        )
    }

    var selection: Selection {
        var selection = Selection()
        for argument in only {
            switch argument {
            case .kind(let kind): selection.kinds.insert(kind)
            case .resource(let id):
                selection.resources.insert(ResourceID(kind: id.canonicalKind, id: id.id))
            }
        }
        return selection
    }
}

extension ResourceID {
    /// The kind's own name, where the id has the name of its section.
    fileprivate var canonicalKind: String { KindArgument(argument: kind)?.kind.name.word ?? kind }
}

/// How long to wait for the lock.
struct LockOptions: ParsableArguments {
    @Option(help: "How long to wait for another apply, such as 30s.")
    var lockTimeout: Seconds = 0
}
