import UpkeepSource

extension Plan {
    /// What the plan does and what it rests on, without anything that depends on the moment: the text that its digest
    /// is taken from, and the heart of a plan file.
    package var value: Value {
        .map([
            "changes": .list(changes.map(\.value)),
            "manifests": .text(source.treeDigest),
            "state": base.map { base in
                .map([
                    "digest": .text(base.digest),
                    "lineage": .text(base.lineage),
                    "serial": .integer(base.serial),
                ])
            },
        ])
    }
}

extension Change {
    fileprivate var value: Value {
        .map([
            "action": .text(action.rawValue),
            "after": after.map { Self.value($0.specification, isProtected: $0.isProtected) },
            "before": before.map { Self.value($0.specification, isProtected: $0.isProtected) },
            "id": .text(id.id),
            "kind": .text(id.kind),
            "previous_id": previousID.map { .text($0.id) },
        ])
    }

    private static func value(_ specification: Value, isProtected: Bool) -> Value {
        .map(["protect": .boolean(isProtected), "spec": specification])
    }
}
