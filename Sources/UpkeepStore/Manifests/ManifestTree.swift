import UpkeepEngine
import UpkeepSource

/// A tree of manifests: what it declares, and what is wrong with it.
package struct ManifestTree: Sendable {
    package let desired: DesiredState
    package let diagnostics: Diagnostics
    /// What an apply notes of it.
    package let record: ManifestRecord
    /// The digest over the names and digests of all manifests.
    package let digest: String

    /// What manifests declare.
    ///
    /// Those that have not changed since a state was made of them are taken from there, if one is given; the result is
    /// the same. `progress` is told which of how many files is being read.
    package init(
        _ sources: ManifestSources,
        _ reader: ManifestReader,
        after state: State? = nil,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) {
        let settled = state.map { reader.settledDigests(of: $0.manifests) } ?? [:]
        let readings = Parallel.map(Array(sources.files.indices)) { index in
            progress(index + 1, sources.files.count)
            let (file, digest) = (sources.files[index], sources.digests[index])
            let isUnchanged = settled[file.name] == digest
            return ManifestReading(
                file: file,
                digest: digest,
                manifest: isUnchanged ? nil : reader.parse(file)
            )
        }
        if let state, let tree = ManifestTree(sources, readings, reader, changedSince: state) {
            self = tree
            return
        }
        let parsed = Parallel.map(readings) { reading in
            ManifestReading(
                file: reading.file,
                digest: reading.digest,
                manifest: reading.manifest ?? reader.parse(reading.file)
            )
        }
        self.init(sources, parsed, reader)
    }

    /// A tree all of whose manifests were parsed.
    private init(
        _ sources: ManifestSources,
        _ readings: [ManifestReading],
        _ reader: ManifestReader
    ) {
        var collector = Collector(
            kinds: reader.kinds,
            now: reader.now,
            zones: reader.zones.database
        )
        collector.add(sources.problems)
        for manifest in readings.compactMap(\.manifest) { collector.add(manifest) }
        (desired, diagnostics) = collector.finish()
        record = reader.record(readings, after: nil)
        digest = sources.digest
    }

    /// A tree of which only those manifests were parsed that have changed; nil when there is something to say that needs
    /// all of them.
    private init?(
        _ sources: ManifestSources,
        _ readings: [ManifestReading],
        _ reader: ManifestReader,
        changedSince state: State
    ) {
        let unchanged = Set(readings.filter { $0.manifest == nil }.map(\.file.name))
        if unchanged.isEmpty || sources.problems.hasErrors { return nil }
        let reading = IncrementalReading(
            parsed: readings.compactMap(\.manifest),
            unchanged: unchanged,
            state: state
        )
        guard
            let (desired, diagnostics) = reading.result(
                kinds: reader.kinds,
                now: reader.now,
                zones: reader.zones.database
            )
        else { return nil }
        self.desired = desired
        var all = sources.problems
        all.merge(diagnostics)
        self.diagnostics = all
        record = reader.record(readings, after: state.manifests)
        digest = sources.digest
    }
}
