/// One place at which two values differ.
package struct FieldChange: Hashable, Sendable {
    /// The names down to the place, joined by dots: `components.api.name`, `updates[2].message`.
    package let path: String
    /// Nil when the place is new.
    package let before: Value?
    /// Nil when the place is gone.
    package let after: Value?

    package init(_ path: String, before: Value?, after: Value?) {
        self.path = path
        self.before = before
        self.after = after
    }
}

extension FieldChange {
    /// All places at which two values differ, in the order of their paths.
    package static func between(
        _ before: Value?,
        _ after: Value?,
        path: String = ""
    ) -> [FieldChange] {
        if before == after { return [] }
        if let changes = ofMaps(before, after, path) ?? ofRecords(before, after, path) {
            return changes
        }
        return [FieldChange(path, before: before, after: after)]
    }

    /// All that differs between two declarations: their fields, and whether they are protected.
    static func between(
        _ before: Value,
        _ after: Value,
        protection: (before: Bool, after: Bool)
    ) -> [FieldChange] {
        let flags = (Value.boolean(protection.before), Value.boolean(protection.after))
        return between(before, after) + between(flags.0, flags.1, path: "protect")
    }

    private static func ofMaps(_ before: Value?, _ after: Value?, _ path: String) -> [FieldChange]?
    {
        guard let old = before?.entries, let new = after?.entries else { return nil }
        let keys = Set(old.map(\.key)).union(new.map(\.key)).sorted()
        return keys.flatMap { key in
            between(before?[key], after?[key], path: path.isEmpty ? key : "\(path).\(key)")
        }
    }

    /// Lists of maps: those with an `id` are compared by it, others by their place.
    private static func ofRecords(
        _ before: Value?,
        _ after: Value?,
        _ path: String
    ) -> [FieldChange]? {
        guard let old = before?.list, let new = after?.list,
            (old + new).allSatisfy({ $0.entries != nil })
        else { return nil }
        guard (old + new).allSatisfy({ $0["id"] != nil }) else {
            return (0..<max(old.count, new.count)).flatMap { index in
                between(
                    index < old.count ? old[index] : nil,
                    index < new.count ? new[index] : nil,
                    path: "\(path)[\(index)]"
                )
            }
        }
        let ids = Set((old + new).compactMap { $0["id"]?.text }).sorted()
        var changes = ids.flatMap { id in
            between(
                old.first { $0["id"]?.text == id },
                new.first { $0["id"]?.text == id },
                path: "\(path).\(id)"
            )
        }
        let order = [old, new].map { list in
            list.compactMap { $0["id"]?.text }.filter { id in
                [old, new].allSatisfy { $0.contains { $0["id"]?.text == id } }
            }
        }
        if order[0] != order[1] {
            let before = Value.list(order[0].map(Value.text))
            changes.append(
                FieldChange(
                    "\(path) (order)",
                    before: before,
                    after: .list(order[1].map(Value.text))
                )
            )
        }
        return changes
    }
}
