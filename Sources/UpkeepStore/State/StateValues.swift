import UpkeepEngine

// The parts of a state as values, and back. What is not as it was written yields nil.

extension StoredResource {
    /// The resource as the state has it: the declared part first, in one piece.
    package var value: Value { (try? JSONReader.value(of: json)) ?? .emptyMap }
}

extension Tombstone {
    package var value: Value {
        .map([
            "ends_at": .text(endsAt.description),
            "hash": .text(hash),
            "id": .text(id),
            "issued_at": .text(issuedAt.description),
            "reason": .text(reason.rawValue),
            "resource": .text(resource.description),
        ])
    }

    init?(_ value: Value) {
        guard let hash = value["hash"]?.text, let id = value["id"]?.text,
            let resource = value["resource"]?.text.flatMap(ResourceID.init),
            let issuedAt = value.instant("issued_at"), let endsAt = value.instant("ends_at"),
            let reason = value["reason"]?.text.flatMap(Reason.init)
        else { return nil }
        self.init(
            hash: hash,
            id: id,
            resource: resource,
            issuedAt: issuedAt,
            endsAt: endsAt,
            reason: reason
        )
    }
}

extension [Tombstone] {
    /// The tombstones of a list; none when it is left out, nil when it is none.
    init?(_ value: Value?) {
        guard let value else {
            self = []
            return
        }
        guard let list = value.list, !list.isEmpty else { return nil }
        self = list.compactMap(Tombstone.init)
        if count != list.count { return nil }
    }
}

extension Source {
    package var value: Value {
        .map([
            "author": author.map(Value.text),
            "branch": branch.map(Value.text),
            "commit": commit.map(Value.text),
            "dirty": isDirty.map(Value.boolean),
            "pipeline": pipeline.map(Value.text),
            "tree": .text(treeDigest),
        ])
    }

    init?(_ value: Value) {
        guard let tree = value["tree"]?.text else { return nil }
        self.init(
            commit: value["commit"]?.text,
            branch: value["branch"]?.text,
            isDirty: value["dirty"]?.boolean,
            author: value["author"]?.text,
            pipeline: value["pipeline"]?.text,
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

extension ManifestRecord {
    /// All but the digests, which stand in the state as they are.
    var readingValue: Value {
        .map([
            "reader": .text(reader),
            "unsettled": .list(unsettled.sorted().map(Value.text)),
            "zones": .map(zones.map { Value.Entry($0.key, .text($0.value)) }),
        ])
    }

    fileprivate init?(digests: Value?, reading: Value?) {
        guard let digests = digests?.texts, let reader = reading?["reader"]?.text,
            let unsettled = reading?["unsettled"]?.list, let zones = reading?["zones"]?.texts
        else { return nil }
        self.init(
            digests: digests,
            unsettled: Set(unsettled.compactMap(\.text)),
            reader: reader,
            zones: zones
        )
    }
}

extension State {
    init?(_ value: Value, resources: [StoredResource], digest: String, bytes: [UInt8]) {
        guard let lineage = value["lineage"]?.text, UUID.isValid(lineage),
            let serial = value["serial"]?.integer, (1...State.largestNumber).contains(serial),
            let appliedAt = value.instant("applied_at"), let engine = value["engine"]?.text,
            let source = value["source"].flatMap(Source.init),
            let summary = value["changes"].flatMap(ChangeSummary.init),
            let manifests = ManifestRecord(digests: value["manifests"], reading: value["reading"]),
            let numbers = value["next_numbers"]?.entries,
            zip(resources, resources.dropFirst()).allSatisfy({ $0.id < $1.id }),
            value["published"]?.text.map(Digest.isValid) != false,
            let tombstones = [Tombstone](value["tombstones"]),
            zip(tombstones, tombstones.dropFirst()).allSatisfy({ $0.hash < $1.hash })
        else { return nil }
        var nextNumbers: [String: Int] = [:]
        for entry in numbers { nextNumbers[entry.key] = entry.value.integer }
        for resource in resources {
            guard case .number(let number) = resource.publicID else { continue }
            guard let next = nextNumbers[resource.id.kind], number < next,
                next <= State.largestNumber
            else { return nil }
        }
        self.init(
            lineage: lineage,
            serial: serial,
            appliedAt: appliedAt,
            engine: engine,
            source: source,
            previousDigest: value["previous_digest"]?.text,
            publishedDigest: value["published"]?.text,
            summary: summary,
            manifests: manifests,
            nextNumbers: nextNumbers,
            resources: resources,
            tombstones: tombstones,
            digest: digest,
            bytes: bytes
        )
    }
}

extension Value {
    func instant(_ key: String) -> Instant? { self[key]?.text.flatMap { Instant(rfc3339: $0) } }

    /// A map of texts; nil for anything else.
    fileprivate var texts: [String: String]? {
        guard let entries else { return nil }
        var texts: [String: String] = [:]
        for entry in entries { texts[entry.key] = entry.value.text }
        return texts
    }
}
