import UpkeepSource

extension Plan {
    /// What the plan does and what it rests on, without anything that depends on the moment: the text that its digest
    /// is taken from, and the heart of a plan file.
    ///
    /// Canonical JSON.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.write(raw: "{\"changes\":[")
        for (index, change) in changes.enumerated() {
            if index > 0 { writer.write(raw: ",") }
            writer.write(change)
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

    /// The same as a value.
    package var value: Value {
        guard let value = try? JSONReader.value(of: json) else {
            preconditionFailure("a plan is JSON")
        }
        return value
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ change: Change) {
        write(raw: "{\"action\":")
        write(change.action.rawValue)
        if let after = change.after {
            write(raw: ",\"after\":")
            write(json: after.declaration.json)
        }
        if let before = change.before {
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
