import ArgumentParser
import UpkeepEngine
import UpkeepStore

/// What is allowed by name although a rule refuses it.
struct ConsentOptions: ParsableArguments {
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

    func validate() throws {
        if let maxDeletes, maxDeletes < 0 {
            throw ValidationError("--max-deletes cannot be negative.")
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

    /// The options as they can be written again.
    var arguments: [String] {
        (maxDeletes.map { ["--max-deletes", String($0)] } ?? [])
            + allowDelete.flatMap { ["--allow-delete", $0.description] }
            + allowEmpty.flatMap { ["--allow-empty", $0.kind.name.word] }
            + (allowLockOut ? ["--allow-lock-out"] : [])
    }
}

/// Which plan was reviewed.
struct ExpectationOptions: ParsableArguments {
    @Option(help: .init("Go on only if the plan has this digest.", valueName: "digest"))
    var expectDigest: String?

    @Option(
        help: .init("Go on only if the plan is the one in the file.", valueName: "file"),
        completion: .file()
    )
    var plan: String?

    func validate() throws {
        if plan == "" { throw ValidationError("--plan takes the name of a file.") }
        if let expectDigest, !Digest.isValid(expectDigest.lowercased()) {
            throw ValidationError("--expect-digest takes the 64 characters that a plan ends with.")
        }
    }

    var expectation: Expectation {
        Expectation(digest: expectDigest?.lowercased(), planFile: plan)
    }
}
