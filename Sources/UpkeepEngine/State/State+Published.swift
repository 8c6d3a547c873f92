// A copy of a state for whoever plans without having the state, such as the pipeline of a fork.

extension State {
    /// The copy of a state that can be given away.
    ///
    /// `digest` is that of this state, so that a plan made against the copy is one for the state itself; `resource` and
    /// `tombstone` leave out what others must not have. Who wrote the commit and where it was applied is nobody's business.
    package func published(
        digest: String,
        resource: (StoredResource) -> StoredResource,
        tombstone: (Tombstone) -> Tombstone
    ) -> State {
        State(
            lineage: lineage,
            serial: serial,
            appliedAt: appliedAt,
            engine: engine,
            source: Source(
                commit: source.commit,
                branch: source.branch,
                isDirty: source.isDirty,
                treeDigest: source.treeDigest
            ),
            previousDigest: previousDigest,
            publishedDigest: digest,
            summary: summary,
            manifests: manifests,
            nextNumbers: nextNumbers,
            resources: resources.map(resource),
            tombstones: tombstones.map(tombstone).sorted { $0.hash < $1.hash }
        )
    }

    /// The same copy with other declarations of some resources: what a reader has recognized in it.
    ///
    /// It stays known by the digest of the state that it was made of.
    package func recognizing(_ declaration: (StoredResource) -> Declaration?) -> State {
        precondition(isPublished, "only in a copy there is something to recognize")
        var state = self
        state.resources = resources.map { stored in
            declaration(stored).map { stored.copy($0, issued: stored.issued) } ?? stored
        }
        state.digest = nil
        return state
    }
}

extension Declaration {
    /// The same declaration with another value in the place of a text.
    package func replacing(_ field: String, with text: String, in id: ResourceID) -> Declaration {
        let entries = (specification.entries ?? []).map { entry in
            entry.key == field ? Value.Entry(field, .text(text)) : entry
        }
        return Declaration(id, isProtected: isProtected, .map(entries))
    }
}
