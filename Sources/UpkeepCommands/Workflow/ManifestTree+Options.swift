import UpkeepEngine
import UpkeepKinds
import UpkeepStore

extension ManifestTree {
    /// Reads the manifests that a user names, with progress on a terminal.
    static func read(
        _ options: ManifestOptions,
        _ console: Console
    ) throws(StoreError) -> ManifestTree {
        let progress = Progress("Reading manifests", console)
        defer { progress.end() }
        return try read(
            options.roots,
            kinds: Kind.all,
            now: options.now,
            zones: .system,
            limits: options.limits
        ) { done, total in
            progress.show(done, of: total)
        }
    }
}
