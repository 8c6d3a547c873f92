import UpkeepEngine

extension ManifestText {
    /// Resources of a state as one document, its sections in the order of the documentation.
    package init(_ resources: [StoredResource]) {
        self.init(
            resources.map {
                ($0.id, Entry($0.id.id, $0.specification, isProtected: $0.isProtected))
            }
        )
    }

    /// What changes make of their resources, in the same form.
    ///
    /// What they change is written also where it is a default, and of what is new everything: the file that it belongs in may have
    /// other defaults.
    package init(changedBy changes: [Change]) {
        self.init(
            changes.compactMap { change in
                guard let after = change.after else { return nil }
                let names = (after.specification.entries ?? []).map(\.key)
                let changed = change.fields.map {
                    String($0.path.prefix { $0 != "." && $0 != "[" })
                }
                let entry = Entry(
                    after.id.id,
                    after.specification,
                    isProtected: after.isProtected,
                    explicit: Set(change.before == nil ? names : changed)
                )
                return (after.id, entry)
            }
        )
    }

    private init(_ entries: [(id: ResourceID, entry: Entry)]) {
        self.init()
        for kind in Kind.all {
            add(kind, entries.filter { $0.id.kind == kind.name.word }.map(\.entry))
        }
    }
}
