/// What the caller allows by name although a rule would refuse it.
package struct Consent: Sendable {
    /// How many resources of one kind may be deleted; nil for the rule's own bound.
    package var deletionLimit: Int?
    /// Resources that may be deleted, also protected ones.
    package var deletions: Set<ResourceID>
    /// Kinds of which nothing may be left.
    package var emptiedKinds: Set<String>
    /// Whether nobody may be left who has full access.
    package var allowsLockOut: Bool

    package init(
        deletionLimit: Int? = nil,
        deletions: Set<ResourceID> = [],
        emptiedKinds: Set<String> = [],
        allowsLockOut: Bool = false
    ) {
        self.deletionLimit = deletionLimit
        self.deletions = deletions
        self.emptiedKinds = emptiedKinds
        self.allowsLockOut = allowsLockOut
    }
}
