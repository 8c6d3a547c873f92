import UpkeepEngine
import UpkeepSource

/// What can be wanted of a tree of manifests although some of them are broken: one broken file freezes only what it declares.
package struct PartialTree: Sendable {
    package let desired: DesiredState
    /// What is wrong with the broken ones, and what there is to know of the others.
    package let diagnostics: Diagnostics
    /// What an apply notes of it: everything is parsed again the next time.
    package let record: ManifestRecord
    /// The broken manifests, as the user would name them.
    package let frozen: [String]

    /// Reads a tree; what broken manifests declare, or may declare, stays as a state has it.
    ///
    /// Nil when something is wrong that is not about single manifests.
    package init?(_ sources: ManifestSources, _ reader: ManifestReader, keeping state: State) {
        if sources.problems.hasErrors { return nil }
        let manifests = Parallel.map(sources.files) { file in
            PartialReading.Part(name: file.name, path: file.path, manifest: reader.parse(file))
        }
        guard
            let reading = PartialReading(
                manifests,
                keeping: state,
                kinds: reader.kinds,
                now: reader.now,
                zones: reader.zones.database
            )
        else { return nil }
        desired = reading.desired
        diagnostics = reading.diagnostics
        let names = sources.files.map(\.name)
        record = ManifestRecord(
            digests: Dictionary(zip(names, sources.digests)) { first, _ in first },
            unsettled: Set(names)
        )
        frozen = reading.broken.sorted().map { sources.files[$0].path }
    }
}
