import UpkeepSource

extension Plan {
    /// What the plan does and what it rests on, without anything that depends on the moment: the text that its digest
    /// is taken from.
    ///
    /// Canonical JSON. How things are before is not in it: that is said by the digest of the state, also where only a published copy
    /// of the state is known, which lacks some of it.
    package var json: [UInt8] { json(withBefore: false) }

    /// The same as a value, with what changes as it is before: the heart of a plan file.
    package var value: Value {
        guard let value = try? JSONReader.value(of: json(withBefore: true)) else {
            preconditionFailure("a plan is JSON")
        }
        return value
    }

    /// The value of a plan without what its digest does not cover.
    package static func digested(_ value: Value) -> Value {
        let changes = value["changes"]?.list ?? []
        let entries = (value.entries ?? []).map { entry in
            entry.key == "changes"
                ? Value.Entry(entry.key, .list(changes.map(withoutBefore))) : entry
        }
        return .map(entries)
    }

    private static func withoutBefore(_ change: Value) -> Value {
        .map((change.entries ?? []).filter { $0.key != "before" })
    }

    private func json(withBefore: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(raw: "{\"changes\":[")
        for (index, change) in changes.enumerated() {
            if index > 0 { writer.write(raw: ",") }
            writer.write(change, withBefore: withBefore)
        }
        writer.write(raw: "],\"manifests\":")
        writer.write(source.treeDigest)
        if let base {
            writer.write(raw: ",\"state\":")
            writer.write(
                .map([
                    "digest": .text(base.digest),
                    "lineage": .text(base.lineage),
                    "serial": .integer(base.serial),
                ])
            )
        }
        writer.write(raw: "}")
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ change: Change, withBefore: Bool) {
        write(raw: "{\"action\":")
        write(change.action.rawValue)
        if let after = change.after {
            write(raw: ",\"after\":")
            write(json: after.declaration.json)
        }
        if withBefore, let before = change.before {
            write(raw: ",\"before\":")
            write(json: before.declaration.json)
        }
        write(raw: ",\"id\":")
        write(change.id.id)
        write(raw: ",\"kind\":")
        write(change.id.kind)
        if let previousID = change.previousID {
            write(raw: ",\"previous_id\":")
            write(previousID.id)
        }
        write(raw: "}")
    }
}
