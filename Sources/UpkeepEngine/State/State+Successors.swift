// States that come from another one, or from nothing, without a plan.

extension State {
    /// A state that holds what is declared, and nothing else: to compare with, never to be stored.
    package init(toCompare desired: DesiredState, at now: Instant) {
        self.init(
            lineage: "",
            serial: 0,
            appliedAt: now,
            engine: "",
            source: Source(commit: nil, branch: nil, isDirty: nil, treeDigest: ""),
            previousDigest: nil,
            summary: ChangeSummary(counts: [:], names: []),
            manifests: ManifestRecord(digests: [:]),
            nextNumbers: [:],
            resources: desired.resources.map { resource in
                StoredResource(
                    resource.declaration,
                    id: resource.id,
                    publicID: .number(1),
                    createdAt: now,
                    updatedAt: now,
                    place: resource.place
                )
            },
            tombstones: []
        )
    }

    /// The same state under another serial.
    package func renumbered(_ serial: Int) -> State { changed { $0.serial = serial } }

    /// The same state, which also refuses what others do.
    package func refusing(_ others: [Tombstone]) -> State {
        var state = self
        // The digest is that of the resources, and the bytes are still those of the file.
        state.tombstones = tombstones.merged(with: others)
        return state
    }

    /// The same state, with what a later one has issued for the resources of both.
    ///
    /// To go back to a former declaration takes no key from whoever has one, and gives none back.
    package func keepingIssued(of later: State) -> State {
        changed { state in
            state.resources = resources.map { stored in
                guard let newer = later[stored.id]?.issued, newer != stored.issued else {
                    return stored
                }
                return stored.copy(issued: newer)
            }
        }
    }

    /// The next state, in which only what was issued differs; its manifests are still those that were applied.
    ///
    /// `digest` is that of this state.
    package func issuing(
        _ issuance: Issuance,
        summary: ChangeSummary,
        digest: String,
        engine: String,
        now: Instant
    ) -> State {
        changed { state in
            state.serial += 1
            state.appliedAt = now
            state.engine = engine
            state.previousDigest = digest
            state.summary = summary
            state.resources = resources.map { stored in
                issuance.issued[stored.id].map { stored.copy(updatedAt: now, issued: $0) } ?? stored
            }
            state.tombstones = tombstones.merged(with: issuance.tombstones)
        }
    }

    /// The state as a new one; numbers that any of the others has given are not given again, and what any of them has
    /// ended stays so.
    ///
    /// `digest` is that of this state.
    package func restored(
        asSerial serial: Int,
        digest: String,
        now: Instant,
        after others: [State]
    ) -> State {
        changed { state in
            state.serial = serial
            state.appliedAt = now
            state.previousDigest = digest
            state.summary = ChangeSummary(
                counts: ["restore": 1],
                names: ["restore serial \(self.serial)"]
            )
            for other in others {
                state.nextNumbers.merge(other.nextNumbers, uniquingKeysWith: max)
                state.tombstones = state.tombstones.merged(with: other.tombstones)
            }
        }
    }

    /// A copy that no file holds yet.
    private func changed(_ change: (inout State) -> Void) -> State {
        var state = self
        change(&state)
        state.digest = nil
        state.bytes = []
        return state
    }
}
