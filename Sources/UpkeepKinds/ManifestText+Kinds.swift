import UpkeepEngine

extension ManifestText {
    /// Resources of a state as one document, its sections in the order of the documentation.
    package init(_ resources: [StoredResource]) {
        self.init()
        for kind in Kind.all {
            let own = resources.filter { $0.id.kind == kind.name.word }
            add(
                kind,
                own.map { Entry($0.id.id, $0.specification, isProtected: $0.isProtected) }
            )
        }
    }
}
