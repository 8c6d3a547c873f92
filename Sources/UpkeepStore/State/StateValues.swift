import UpkeepEngine

// The parts of a state as values, and back. What is not as it was written yields nil.

extension StoredResource {
    /// The declared part stands first, in one piece.
    package var value: Value {
        .map([
            "declared": .map([
                "id": .text(id.id),
                "kind": .text(id.kind),
                "protect": .boolean(isProtected),
                "spec": specification,
            ]),
            "recorded": .map([
                "created_at": .text(createdAt.description),
                "file": .text(place.path),
                "line": .integer(place.line),
                "public_id": publicID.value,
                "updated_at": .text(updatedAt.description),
            ]),
        ])
    }

    fileprivate init?(_ value: Value) {
        guard let declared = value["declared"], let recorded = value["recorded"],
            let kind = declared["kind"]?.text, let id = declared["id"]?.text,
            let isProtected = declared["protect"]?.boolean, let specification = declared["spec"],
            let publicID = recorded["public_id"].flatMap(PublicID.init),
            let createdAt = recorded.instant("created_at"),
            let updatedAt = recorded.instant("updated_at"),
            let file = recorded["file"]?.text, let line = recorded["line"]?.integer
        else { return nil }
        self.init(
            id: ResourceID(kind: kind, id: id),
            specification: specification,
            isProtected: isProtected,
            publicID: publicID,
            createdAt: createdAt,
            updatedAt: updatedAt,
            place: SourcePlace(path: file, line: line)
        )
    }
}

extension PublicID {
    package var value: Value {
        switch self {
        case .number(let number): .integer(number)
        case .uuid(let uuid): .text(uuid)
        }
    }

    fileprivate init?(_ value: Value) {
        switch value {
        case .integer(let number) where (1...State.largestSerial).contains(number):
            self = .number(number)
        case .text(let text) where UUID.isValid(text): self = .uuid(text)
        default: return nil
        }
    }
}

extension Source {
    package var value: Value {
        .map([
            "branch": branch.map(Value.text),
            "commit": commit.map(Value.text),
            "dirty": isDirty.map(Value.boolean),
            "tree": .text(treeDigest),
        ])
    }

    init?(_ value: Value) {
        guard let tree = value["tree"]?.text else { return nil }
        self.init(
            commit: value["commit"]?.text,
            branch: value["branch"]?.text,
            isDirty: value["dirty"]?.boolean,
            treeDigest: tree
        )
    }
}

extension ChangeSummary {
    package var value: Value {
        .map([
            "counts": .map(counts.map { Value.Entry($0.key, .integer($0.value)) }),
            "names": .list(names.map(Value.text)),
        ])
    }

    init?(_ value: Value) {
        guard let counts = value["counts"]?.entries, let names = value["names"]?.list else {
            return nil
        }
        var numbers: [String: Int] = [:]
        for entry in counts { numbers[entry.key] = entry.value.integer }
        self.init(counts: numbers, names: names.compactMap(\.text))
    }
}

extension State {
    /// What every reader of JSON takes for a whole number (RFC 8259, section 6).
    fileprivate static let largestSerial = (1 << 53) - 1

    init?(_ value: Value) {
        guard let lineage = value["lineage"]?.text, UUID.isValid(lineage),
            let serial = value["serial"]?.integer, (1...State.largestSerial).contains(serial),
            let appliedAt = value.instant("applied_at"), let engine = value["engine"]?.text,
            let source = value["source"].flatMap(Source.init),
            let summary = value["changes"].flatMap(ChangeSummary.init),
            let manifests = value["manifests"]?.entries,
            let numbers = value["next_numbers"]?.entries,
            let list = value["resources"]?.list
        else { return nil }
        let resources = list.compactMap(StoredResource.init)
        let isSorted = zip(resources, resources.dropFirst()).allSatisfy { $0.id < $1.id }
        guard resources.count == list.count, isSorted else { return nil }
        var digests: [String: String] = [:]
        for entry in manifests { digests[entry.key] = entry.value.text }
        var nextNumbers: [String: Int] = [:]
        for entry in numbers { nextNumbers[entry.key] = entry.value.integer }
        for resource in resources {
            guard case .number(let number) = resource.publicID else { continue }
            guard let next = nextNumbers[resource.id.kind], number < next,
                next <= State.largestSerial
            else { return nil }
        }
        self.init(
            lineage: lineage,
            serial: serial,
            appliedAt: appliedAt,
            engine: engine,
            source: source,
            previousDigest: value["previous_digest"]?.text,
            summary: summary,
            manifests: digests,
            nextNumbers: nextNumbers,
            resources: resources
        )
    }
}

extension Value {
    func instant(_ key: String) -> Instant? { self[key]?.text.flatMap { Instant(rfc3339: $0) } }
}
