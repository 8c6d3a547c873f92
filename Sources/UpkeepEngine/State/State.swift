/// What was applied last: the declared resources with the ids that integrations know them by.
///
/// Measured health is never here; what is declared is one matter, observations are another.
package struct State: Sendable {
    /// The format that this program writes, and the newest that it reads.
    package static let newestFormat = 1

    /// Which chain of states this one belongs to: a UUID made with the first.
    package let lineage: String
    /// Counts the commits of the lineage, from 1.
    package let serial: Int
    package let appliedAt: Instant
    /// The version of the program that wrote it.
    package let engine: String
    package let source: Source
    /// The digest of the state before; nil for the first of the lineage.
    package let previousDigest: String?
    /// What the commit changed.
    package let summary: ChangeSummary
    /// The digest of every manifest by its path below the root.
    package let manifests: [String: String]
    /// The number that the next resource of a kind gets.
    package let nextNumbers: [String: Int]
    /// In ascending order of their ids.
    package let resources: [StoredResource]

    package init(
        lineage: String,
        serial: Int,
        appliedAt: Instant,
        engine: String,
        source: Source,
        previousDigest: String?,
        summary: ChangeSummary,
        manifests: [String: String],
        nextNumbers: [String: Int],
        resources: [StoredResource]
    ) {
        self.lineage = lineage
        self.serial = serial
        self.appliedAt = appliedAt
        self.engine = engine
        self.source = source
        self.previousDigest = previousDigest
        self.summary = summary
        self.manifests = manifests
        self.nextNumbers = nextNumbers
        self.resources = resources
    }

    package subscript(id: ResourceID) -> StoredResource? {
        var low = 0
        var high = resources.count
        while low < high {
            let middle = (low + high) / 2
            if resources[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < resources.count && resources[low].id == id ? resources[low] : nil
    }
}

/// What a commit changed, for the history.
package struct ChangeSummary: Hashable, Sendable {
    /// How many names a summary has at most.
    package static let nameLimit = 100

    /// How many changes there were of each action.
    package let counts: [String: Int]
    /// The first of them, as `create monitor/api`.
    package let names: [String]

    package init(counts: [String: Int], names: [String]) {
        self.counts = counts
        self.names = Array(names.prefix(Self.nameLimit))
    }

    init(of plan: Plan) {
        let counts = Dictionary(grouping: plan.changes, by: \.action.rawValue).mapValues(\.count)
        self.init(counts: counts, names: plan.changes.map { "\($0.action.rawValue) \($0.id)" })
    }
}

/// Where a desired state came from.
package struct Source: Hashable, Sendable {
    /// The commit's hash; nil outside a git checkout.
    package let commit: String?
    package let branch: String?
    /// Whether the checkout differed from the commit; nil when nobody looked.
    package let isDirty: Bool?
    /// The digest over the paths and digests of all manifests.
    package let treeDigest: String

    package init(commit: String?, branch: String?, isDirty: Bool?, treeDigest: String) {
        self.commit = commit
        self.branch = branch
        self.isDirty = isDirty
        self.treeDigest = treeDigest
    }
}

/// A resource as it was applied.
package struct StoredResource: Hashable, Sendable {
    package let id: ResourceID
    package let specification: Value
    package let isProtected: Bool
    package let publicID: PublicID
    package let createdAt: Instant
    package let updatedAt: Instant
    /// Where it was declared when it was applied last.
    package let place: SourcePlace

    package init(
        id: ResourceID,
        specification: Value,
        isProtected: Bool,
        publicID: PublicID,
        createdAt: Instant,
        updatedAt: Instant,
        place: SourcePlace
    ) {
        self.id = id
        self.specification = specification
        self.isProtected = isProtected
        self.publicID = publicID
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.place = place
    }
}

/// What integrations know a resource by: assigned once, stable for life.
package enum PublicID: Hashable, Sendable {
    case number(Int)
    case uuid(String)
}
