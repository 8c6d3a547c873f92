import UpkeepEngine

/// A manifest, and what it declares.
struct ManifestReading: Sendable {
    let file: ManifestFile
    let digest: String
    /// Nil when it was not parsed because it has not changed.
    let manifest: Manifest?
}
