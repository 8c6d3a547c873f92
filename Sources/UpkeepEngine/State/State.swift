/// What was applied last: the declared resources with the ids that integrations know them by.
///
/// Measured health is never here; what is declared is one matter, observations are another.
package struct State: Sendable {
    /// The format that this program writes, and the newest that it reads.
    package static let newestFormat = 1

    /// Which chain of states this one belongs to: a UUID made with the first.
    package internal(set) var lineage: String
    /// Counts the commits of the lineage, from 1.
    package internal(set) var serial: Int
    package internal(set) var appliedAt: Instant
    /// The version of the program that wrote it.
    package internal(set) var engine: String
    package internal(set) var source: Source
    /// The digest of the state before; nil for the first of the lineage.
    package internal(set) var previousDigest: String?
    /// The digest of the state that this is the published copy of; nil for a state itself.
    ///
    /// A copy can be planned against, and nothing is ever applied to it.
    package internal(set) var publishedDigest: String?
    /// What the commit changed.
    package internal(set) var summary: ChangeSummary
    /// What was read for it.
    package internal(set) var manifests: ManifestRecord
    /// The number that the next resource of a kind gets.
    package internal(set) var nextNumbers: [String: Int]
    /// In ascending order of their ids.
    package internal(set) var resources: [StoredResource]
    /// What was issued once and is never accepted again, in ascending order of the hashes.
    package internal(set) var tombstones: [Tombstone]
    /// The digest over the canonical resources, where the state was read; nil where it was made.
    package internal(set) var digest: String?
    /// The file that the state was read from; empty where it was made, or read beside another one.
    package internal(set) var bytes: [UInt8]

    package init(
        lineage: String,
        serial: Int,
        appliedAt: Instant,
        engine: String,
        source: Source,
        previousDigest: String?,
        publishedDigest: String? = nil,
        summary: ChangeSummary,
        manifests: ManifestRecord,
        nextNumbers: [String: Int],
        resources: [StoredResource],
        tombstones: [Tombstone],
        digest: String? = nil,
        bytes: [UInt8] = []
    ) {
        self.lineage = lineage
        self.serial = serial
        self.appliedAt = appliedAt
        self.engine = engine
        self.source = source
        self.previousDigest = previousDigest
        self.publishedDigest = publishedDigest
        self.summary = summary
        self.manifests = manifests
        self.nextNumbers = nextNumbers
        self.resources = resources
        self.tombstones = tombstones
        self.digest = digest
        self.bytes = bytes
    }

    package var isPublished: Bool { publishedDigest != nil }

    package subscript(id: ResourceID) -> StoredResource? { resources.element(id) }

    /// The resources of a kind, in ascending order of their ids.
    package func resources(ofKind kind: String) -> ArraySlice<StoredResource> {
        resources.elements(ofKind: kind)
    }
}

extension State {
    /// The largest serial and public number: what every reader of JSON takes for a whole number (RFC 8259, section 6).
    package static let largestNumber = (1 << 53) - 1
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

    /// `serial` is that of the state which the plan goes back to, if it does.
    init(of plan: Plan, backTo serial: Int? = nil) {
        var counts = Dictionary(grouping: plan.changes, by: \.action.rawValue).mapValues(\.count)
        var names = plan.changes.map { "\($0.action.rawValue) \($0.id)" }
        if let serial {
            counts["rollback"] = 1
            names.insert("rollback to serial \(serial)", at: 0)
        }
        self.init(counts: counts, names: names)
    }
}

/// Where a desired state came from.
package struct Source: Hashable, Sendable {
    /// The commit's hash; nil outside a git checkout.
    package let commit: String?
    package let branch: String?
    /// Whether the checkout differed from the commit; nil when nobody looked.
    package let isDirty: Bool?
    /// Who wrote the commit, as git shows it: `Name <address>`.
    package let author: String?
    /// Where the run of the pipeline that applied it can be looked at.
    package let pipeline: String?
    /// The digest over the paths and digests of all manifests.
    package let treeDigest: String

    package init(
        commit: String?,
        branch: String?,
        isDirty: Bool?,
        author: String? = nil,
        pipeline: String? = nil,
        treeDigest: String
    ) {
        self.commit = commit
        self.branch = branch
        self.isDirty = isDirty
        self.author = author
        self.pipeline = pipeline
        self.treeDigest = treeDigest
    }
}
