import UpkeepEngine
import UpkeepSource
import UpkeepYAML

/// What a tree of manifests declares, and what is wrong with it.
package struct ManifestTree: Sendable {
    package let desired: DesiredState
    package let diagnostics: Diagnostics
    /// The digest of every manifest by its name.
    package let digests: [String: String]

    /// The digest over the names and digests of all manifests.
    package let digest: String

    /// Reads all manifests under paths.
    ///
    /// `progress` is told how many of how many files have been read.
    package static func read(
        _ paths: [String],
        kinds: [Kind],
        now: Instant,
        zones: ZoneDatabase,
        limits: TreeLimits = TreeLimits(),
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(StoreError) -> ManifestTree {
        let (files, problems) = try ManifestFolder.read(paths, limits: limits)
        var reader = ManifestReader(kinds: kinds, now: now, zones: zones)
        reader.read([], isComplete: !problems.hasErrors, problems)
        var digests: [String: String] = [:]
        for (index, file) in files.enumerated() {
            progress(index, files.count)
            digests[file.name] = Digest.of(file.source.bytes)
            let parsed = YAML.parse(file.source, limits: limits.yaml)
            reader.read(parsed.documents, isComplete: parsed.isComplete, parsed.diagnostics)
        }
        let (desired, diagnostics) = reader.finish()
        let lines = files.map { "\($0.name)\0\(digests[$0.name, default: ""])\n" }
        return ManifestTree(
            desired: desired,
            diagnostics: diagnostics,
            digests: digests,
            digest: Digest.of(lines.joined())
        )
    }
}
