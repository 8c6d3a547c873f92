import UpkeepSource

/// The manifests of a tree as bytes, with their digests.
package struct ManifestSources: Sendable {
    /// In ascending order of their names.
    let files: [ManifestFile]
    /// As the user would name them.
    package var paths: [String] { files.map(\.path) }
    /// The digest of each.
    let digests: [String]
    /// What is wrong with them as files.
    let problems: Diagnostics
    /// The digest over the names and digests of all.
    package let digest: String

    /// Reads all manifests under paths.
    package init(_ paths: [String], limits: TreeLimits) throws(StoreError) {
        let (files, problems) = try ManifestFolder.read(paths, limits: limits)
        self.init(files, problems)
    }

    /// Manifests that have been read already, in ascending order of their names.
    package init(_ files: [ManifestFile], _ problems: Diagnostics = Diagnostics()) {
        self.files = files
        self.problems = problems
        digests = Parallel.map(files) { Digest.of($0.bytes) }
        digest = Digest.of(zip(files, digests).map { "\($0.name)\0\($1)\n" }.joined())
    }
}
