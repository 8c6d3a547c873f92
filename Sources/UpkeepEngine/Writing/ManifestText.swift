/// Resources as the text of a manifest: what somebody is given to commit.
///
/// Fields stand in the order in which their kind describes them, and those that have their default are left out: read
/// again, the text declares exactly what it was made of.
package struct ManifestText {
    /// A resource to write.
    package struct Entry: Sendable {
        package let id: String
        /// In canonical form.
        package let specification: Value
        package let isProtected: Bool
        /// Former ids.
        package let previousIDs: [String]
        /// What stands above it, a line each; without the number sign.
        package let comments: [String]
        /// Fields that are written also where they have their default: the file may have another one.
        package let explicit: Set<String>

        package init(
            _ id: String,
            _ specification: Value,
            isProtected: Bool = false,
            previousIDs: [String] = [],
            comments: [String] = [],
            explicit: Set<String> = []
        ) {
            self.id = id
            self.specification = specification
            self.isProtected = isProtected
            self.previousIDs = previousIDs
            self.comments = comments
            self.explicit = explicit
        }
    }

    /// The text.
    package private(set) var text = ""

    /// Longer lists are written a line for each element; in characters.
    private static let lineLength = 96

    package init() {}

    /// Writes a comment, a line each.
    package mutating func add(comments: [String], indent: Int = 0) {
        for comment in comments {
            // A line break in what somebody else has written must not end the comment.
            let line = String(comment.map { $0.isNewline ? " " : $0 })
            add(line.isEmpty ? "#" : "# \(line)", indent: indent)
        }
    }

    /// Writes the section of a kind; nothing when there are no entries.
    package mutating func add(_ kind: Kind, _ entries: [Entry]) {
        if entries.isEmpty { return }
        if !text.isEmpty { text += "\n" }
        add("\(kind.name.section):", indent: 0)
        for entry in entries {
            if kind.name.isSingleton {
                add(comments: entry.comments, indent: 2)
                addFields(of: entry, kind, indent: 2)
            } else {
                add(comments: entry.comments, indent: 2)
                add("\(YAMLScalar.inline(entry.id)):", indent: 2)
                addFields(of: entry, kind, indent: 4)
            }
        }
    }

    private mutating func addFields(of entry: Entry, _ kind: Kind, indent: Int) {
        addRecord(
            entry.specification,
            kind.fields,
            always: kind.alwaysWritten.union(entry.explicit),
            indent: indent
        )
        if !entry.previousIDs.isEmpty {
            add("previously", .list(entry.previousIDs.map { .text($0) }), nil, indent: indent)
        }
        if entry.isProtected { add("protect: true", indent: indent) }
    }

    private mutating func addRecord(
        _ value: Value,
        _ fields: [FieldDescription],
        always: Set<String> = [],
        indent: Int
    ) {
        for field in fields {
            guard let content = value[field.name] else { continue }
            if content == field.defaultValue, !always.contains(field.name) { continue }
            add(field.name, content, field.shape, indent: indent)
        }
    }

    private mutating func add(_ name: String, _ value: Value, _ shape: FieldShape?, indent: Int) {
        let key = YAMLScalar.inline(name)
        switch (value, shape) {
        case (.list(let elements), .map(.record(let fields), _, isOrdered: true))
        where !elements.isEmpty:
            add("\(key):", indent: indent)
            for element in elements {
                add("\(YAMLScalar.inline(element["id"]?.text ?? "")):", indent: indent + 2)
                addRecord(element, fields, indent: indent + 4)
            }
        case (.list(let elements), .list(.record(let fields), _, _)) where !elements.isEmpty:
            add("\(key):", indent: indent)
            for element in elements {
                let start = text.utf8.count
                addRecord(element, fields, indent: indent + 4)
                addDash(at: start + indent + 2)
            }
        case (.list(let elements), _):
            addList(key, elements, indent: indent)
        case (.entries(let entries), let shape) where !entries.isEmpty:
            add("\(key):", indent: indent)
            if case .record(let fields) = shape {
                addRecord(value, fields, indent: indent + 2)
            } else {
                for entry in entries { add(entry.key, entry.value, nil, indent: indent + 2) }
            }
        case (.text(let text), _):
            guard let lines = YAMLScalar.block(text) else {
                return add("\(key): \(YAMLScalar.inline(text))", indent: indent)
            }
            add("\(key): |-", indent: indent)
            for line in lines { add(line, indent: line.isEmpty ? 0 : indent + 2) }
        default: add("\(key): \(Self.inline(value))", indent: indent)
        }
    }

    private mutating func addList(_ key: String, _ elements: [Value], indent: Int) {
        let inner = elements.map { Self.inline($0, isInList: true) }.joined(separator: ", ")
        let line = "\(key): [\(inner)]"
        if indent + line.count <= Self.lineLength { return add(line, indent: indent) }
        add("\(key):", indent: indent)
        for element in elements { add("- \(Self.inline(element))", indent: indent + 2) }
    }

    /// Turns the indentation of what was written last into the mark of a list's element.
    private mutating func addDash(at offset: Int) {
        precondition(offset < text.utf8.count, "a record has a field that has no default")
        let place = text.utf8.index(text.startIndex, offsetBy: offset)
        text.replaceSubrange(place...place, with: "-")
    }

    private static func inline(_ value: Value, isInList: Bool = false) -> String {
        switch value {
        case .text(let text): YAMLScalar.inline(text, isInList: isInList)
        case .integer(let integer): String(integer)
        case .boolean(let boolean): String(boolean)
        case .list, .entries: value.json
        }
    }

    private mutating func add(_ line: String, indent: Int) {
        text += String(repeating: " ", count: indent) + line + "\n"
    }
}
