import UpkeepEngine

/// What somebody has changed in a state that is whole in form, and whose sums say that it is not what was committed.
struct StateEdits {
    /// The serial that the state says it has.
    private let serial: Int
    /// The resources that no commit has left as they are; empty where the change is elsewhere, or nothing is known of before.
    private let resources: [ResourceID]

    /// Looks at a state that its sums have given away; nil for what is not even whole in form.
    ///
    /// `before` are the resources of the state before it: what differs from them was changed by the last commit, which says what it
    /// has changed, or by hand.
    init?(_ bytes: [UInt8], before: [StoredResource]?) {
        let parts = StateParts(bytes)
        guard let value = try? JSONReader.value(of: parts.frame.bytes),
            let serial = value["serial"]?.integer, value["checksum"] != nil,
            let stored = parts.storedResources()
        else { return nil }
        self.serial = serial
        let isElsewhere = value["digest"]?.text == Digest.of(parts.resources)
        let summary = value["changes"].flatMap(ChangeSummary.init)
        let count = summary?.counts.values.reduce(0, +) ?? 0
        guard !isElsewhere, let before, let summary, count <= ChangeSummary.nameLimit else {
            resources = []
            return
        }
        // `update monitor/api`
        let changed = Set(
            summary.names.compactMap { $0.split(separator: " ").last.map(String.init) }
        )
        let (old, new) = (Self.facts(before), Self.facts(stored))
        // What was renamed is there under another id, which the commit tells.
        let identities = Set(stored.map { [$0.id.kind, $0.publicID.value.plainText] })
        let renamed = Set(
            before.filter { identities.contains([$0.id.kind, $0.publicID.value.plainText]) }
                .map(\.id)
        ).subtracting(new.keys)
        resources = Set(old.keys).union(new.keys).subtracting(renamed)
            .filter { old[$0] != new[$0] && !changed.contains($0.description) }.sorted()
    }

    /// What a commit changes only where it says so; where a resource is declared moves with every line.
    private struct Facts: Hashable {
        let declaration: Declaration
        let publicID: PublicID
        let issued: Value?
    }

    private static func facts(_ resources: [StoredResource]) -> [ResourceID: Facts] {
        let pairs = resources.map {
            ($0.id, Facts(declaration: $0.declaration, publicID: $0.publicID, issued: $0.issued))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// How many resources are named.
    private static let shown = 5

    func error(_ path: String) -> StoreError {
        let names = resources.prefix(Self.shown).map(\.description).joined(separator: ", ")
        let more = resources.count > Self.shown ? " and \(resources.count - Self.shown) more" : ""
        let subject = resources.isEmpty ? "" : ": \(names)\(more)"
        return StoreError(
            .corrupt,
            path,
            "the state was edited by hand, or damaged, since serial \(serial) was committed\(subject)",
            help:
                "nothing was written; change the manifests instead; `upkeep state restore` brings the newest good copy back"
        )
    }
}

extension StateStore {
    /// Whether a state has other resources than its commit had, although its sums are right: somebody has renewed them.
    ///
    /// A history that cannot be read tells nothing.
    package func isEdited(_ state: State) -> Bool {
        if isStandardInput || state.isPublished { return false }
        guard let last = (try? lastCommit()) ?? nil, last.lineage == state.lineage,
            last.serial == state.serial
        else { return false }
        return last.digest != StateCoding.digest(of: state)
    }

    /// The last commit that the history tells of; nil where there is none.
    private func lastCommit() throws(StoreError) -> History.Entry? {
        guard let folder = try openFolder(), let file = try folder.file(historyName) else {
            return nil
        }
        // A commit that changes much, or ends many keys, has a long line.
        let size = try file.status().size
        let end = try file.read(from: max(0, size - Self.historyReach), count: Self.historyReach)
        if let last = History.lastEntry(in: end) { return last }
        return History.lastEntry(in: try loadHistory())
    }

    private static let historyReach = 65_536
}
