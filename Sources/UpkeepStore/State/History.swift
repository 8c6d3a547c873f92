import Glibc
import UpkeepEngine

/// The log of all commits: a line each, and each with the hash of the line before, so that none can be changed or taken
/// out unnoticed.
package enum History {
    /// One commit.
    package struct Entry: Hashable, Sendable {
        package let serial: Int
        package let appliedAt: Instant
        /// The digest over the resources of the state.
        package let digest: String
        package let lineage: String
        package let engine: String
        package let source: Source
        package let summary: ChangeSummary
        /// What the state of the commit refuses: kept here, too, in case an older state is put back by hand.
        package let tombstones: [Tombstone]
        /// The digest of the line before; empty for the first.
        package let previous: String
    }

    /// Whether a history is whole, and where not.
    package struct Report: Sendable {
        package let entries: [Entry]
        /// What is wrong, a line each.
        package let problems: [String]
        /// Whether the last line was not written to its end; the next commit mends that.
        package let hasTornEnd: Bool
    }

    /// Reads a whole history.
    package static func read(_ bytes: [UInt8]) -> Report {
        var entries: [Entry] = []
        var problems: [String] = []
        var previous = ""
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let torn = lines.popLast().map { !$0.isEmpty } ?? false
        for (index, line) in lines.enumerated() {
            guard let entry = Entry(line: Array(line)) else {
                problems.append("line \(index + 1) cannot be read")
                previous = Digest.of(line)
                continue
            }
            if entry.previous != previous {
                problems.append("line \(index + 1) does not follow the line before it")
            }
            if let last = entries.last(where: { $0.lineage == entry.lineage }),
                entry.serial <= last.serial
            {
                problems.append(
                    "line \(index + 1) has serial \(entry.serial) behind \(last.serial)"
                )
            }
            entries.append(entry)
            previous = Digest.of(line)
        }
        return Report(entries: entries, problems: problems, hasTornEnd: torn)
    }

    /// The last whole line.
    static func lastEntry(in bytes: [UInt8]) -> Entry? {
        lastLine(of: bytes).flatMap(Entry.init(line:))
    }

    /// All tombstones that any line has; only those that have one are read.
    static func tombstones(in bytes: [UInt8]) -> [Tombstone] {
        bytes.split(separator: UInt8(ascii: "\n")).flatMap { line -> [Tombstone] in
            // Keys are sorted, so that this one stands at the end of its line.
            guard line.last == UInt8(ascii: "}"), line.suffix(3).elementsEqual("}]}".utf8) else {
                return []
            }
            return Entry(line: Array(line))?.tombstones ?? []
        }
    }

    private static func lastLine(of bytes: [UInt8]) -> [UInt8]? {
        let newline = UInt8(ascii: "\n")
        guard let end = bytes.lastIndex(of: newline) else { return nil }
        let start = bytes[..<end].lastIndex(of: newline).map { $0 + 1 } ?? 0
        return Array(bytes[start..<end])
    }

    /// Adds the commit of a state unless it is there, and mends what a crash has torn off.
    static func complete(
        _ name: String,
        upTo state: State,
        digest: String,
        in folder: borrowing Folder
    ) throws(StoreError) {
        var file = try folder.writableFile(name, isNew: false, appends: true)
        let bytes = try file.readToEnd(limit: StateCoding.sizeLimit)
        let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let lastLine = lastLine(of: bytes)
        if whole < bytes.count { try file.truncate(to: whole) }
        if let last = lastLine.flatMap(Entry.init(line:)), last.covers(state) {
            return whole < bytes.count ? try file.sync() : ()
        }
        let entry = Entry(
            of: state,
            digest: digest,
            previous: lastLine.map { Digest.of($0) } ?? "",
            known: state.tombstones.isEmpty ? [] : Set(tombstones(in: bytes))
        )
        try file.write(Array((entry.value.json + "\n").utf8))
        try file.sync()
        if bytes.isEmpty { try folder.sync() }
        try file.close()
    }
}

extension History.Entry {
    /// The entry of a commit; `known` are the tombstones that earlier entries have.
    init(of state: State, digest: String, previous: String, known: Set<Tombstone>) {
        serial = state.serial
        appliedAt = state.appliedAt
        self.digest = digest
        lineage = state.lineage
        engine = state.engine
        source = state.source
        summary = state.summary
        // One for each key that ever was; the line before has those that it had.
        tombstones = state.tombstones.filter { !known.contains($0) }
        self.previous = previous
    }

    package var value: Value {
        .map([
            "applied_at": .text(appliedAt.description),
            "changes": summary.value,
            "digest": .text(digest),
            "engine": .text(engine),
            "lineage": .text(lineage),
            "previous": .text(previous),
            "serial": .integer(serial),
            "source": source.value,
            "tombstones": tombstones.isEmpty ? nil : .list(tombstones.map(\.value)),
        ])
    }

    /// Whether it is the commit of a state, or a later one of the same lineage.
    fileprivate func covers(_ state: State) -> Bool {
        lineage == state.lineage && serial >= state.serial
    }

    init?(line: [UInt8]) {
        guard let value = try? JSONReader.value(of: line), let serial = value["serial"]?.integer,
            let appliedAt = value.instant("applied_at"), let digest = value["digest"]?.text,
            let lineage = value["lineage"]?.text, let engine = value["engine"]?.text,
            let source = value["source"].flatMap(Source.init),
            let summary = value["changes"].flatMap(ChangeSummary.init),
            let tombstones = [Tombstone](value["tombstones"]),
            let previous = value["previous"]?.text
        else { return nil }
        self.serial = serial
        self.appliedAt = appliedAt
        self.digest = digest
        self.lineage = lineage
        self.engine = engine
        self.source = source
        self.summary = summary
        self.tombstones = tombstones
        self.previous = previous
    }
}
